/** What of a schedule is drawn: everything, or what is left of it. */
import {
  type Analysis,
  analyse,
  type Edge,
  findOverlaps,
  isOpen,
  namedWrites,
  type Overlap,
  readyTasks,
  type Schedule,
  type TaskNode,
  type Write,
} from '../schedule/index.ts'

export interface Drawing {
  readonly schedule: Schedule
  readonly isDrawn: (node: TaskNode) => boolean
  /** Between vertices that are drawn. */
  readonly edges: readonly Edge[]
  /** Those among them that waves follow: none that closes a circle. */
  readonly counted: ReadonlySet<Edge>
  readonly analysis: Analysis
  readonly overlaps: readonly Overlap[]
  /** What may be begun now, the most urgent first. */
  readonly ready: readonly TaskNode[]
}

/** @param generated what tasks write besides the files they name */
export function drawingOf(
  schedule: Schedule,
  isOpenOnly: boolean,
  generated: readonly Write[] = [],
): Drawing {
  const isDrawn = isOpenOnly ? isOpen : ({ isExcluded }: TaskNode) => !isExcluded
  const analysis = isOpenOnly ? analyse(schedule, schedule.ways, isDrawn) : schedule.analysis
  const isShown = (vertex: number) => {
    const node = schedule.tasks[vertex]
    return node === undefined || isDrawn(node)
  }
  const edges = schedule.edges.filter(({ from, to }) => isShown(from) && isShown(to))
  return {
    schedule,
    isDrawn,
    edges: isOpenOnly ? withoutIdleGates(edges, schedule) : edges,
    counted: new Set(schedule.acyclic),
    analysis,
    overlaps: findOverlaps(analysis, inPlanOrder([...namedWrites(schedule.tasks), ...generated])),
    ready: readyTasks(schedule),
  }
}

function inPlanOrder(writes: readonly Write[]): readonly Write[] {
  return [...writes].sort((a, b) => a.node.index - b.node.index)
}

/** A gate that nothing is before holds nobody up. Gates lead to later gates only through edges, so this repeats. */
function withoutIdleGates(edges: readonly Edge[], { tasks }: Schedule): readonly Edge[] {
  for (let left = edges; ; ) {
    const reached = new Set(left.map(({ to }) => to))
    const next = left.filter(({ from }) => from < tasks.length || reached.has(from))
    if (next.length === left.length) return next
    left = next
  }
}

/** Slack of an open task: how much heavier its chain may grow before it is the critical path. null: done. */
export function slackOf({ schedule }: Drawing, node: TaskNode, length: number): number | null {
  if (!isOpen(node)) return null
  const { before, remaining } = schedule.analysis
  return length - ((before[node.index] ?? 0) + (remaining[node.index] ?? 0) - node.weight)
}
