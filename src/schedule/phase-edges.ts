/** The order that follows from where a task stands: phases one after the other, `[P]` beside each other inside of one. */
import type { Location } from '../diagnostics/index.ts'
import type { Phase, Plan } from '../plan/plan.ts'
import type { Connector } from './connect.ts'
import type { TaskNode } from './graph.ts'

/** Tasks of one phase that are not excluded, in plan order; at least one. */
export interface PhaseGroup {
  readonly slug: string
  readonly id: string | undefined
  readonly title: string
  readonly kind: Phase['kind']
  readonly story: string | undefined
  readonly origin: Location
  readonly nodes: readonly TaskNode[]
  /** What waits for nothing of its phase. */
  readonly first: readonly TaskNode[]
  /** What nothing of its phase waits for. */
  readonly last: readonly TaskNode[]
}

/** Phases with a way to name the vertices behind which a whole one is done. */
export interface Phases {
  readonly groups: readonly PhaseGroup[]
  ends(group: PhaseGroup): readonly number[]
}

export function phasesOf(plan: Plan, nodes: readonly TaskNode[], connector: Connector): Phases {
  return { groups: groupsOf(plan, nodes), ends: phaseEnds(connector) }
}

/** Adds the order inside of each phase and from phase to phase. */
export function addPhaseEdges({ groups, ends }: Phases, connector: Connector): void {
  let base: PhaseGroup | undefined
  let stories: PhaseGroup[] = []
  for (const group of groups) {
    addTaskOrder(group, connector)
    const isStory = group.kind === 'story'
    const before = isStory || stories.length === 0 ? (base ? [base] : []) : stories
    const { origin, first, slug } = group
    const title = `all of ${before.map((each) => each.title).join(', ')}`
    const why = { because: 'phase order', origin, title, slug } as const
    connector.connect(before.flatMap(ends), first.map(indexOf), why)
    if (isStory) stories.push(group)
    else [base, stories] = [group, []]
  }
}

export function indexOf({ index }: TaskNode): number {
  return index
}

/** The vertices that stand for a whole phase being done: its last task, or one gate behind all of the last. */
function phaseEnds(connector: Connector): (group: PhaseGroup) => readonly number[] {
  const gates = new Map<PhaseGroup, number>()
  return (group) => {
    const [only] = group.last
    if (only && group.last.length === 1) return [only.index]
    const known = gates.get(group)
    if (known !== undefined) return [known]
    const { title, origin, last, slug } = group
    const gate = connector.gate({ title: `all of ${title}`, slug })
    gates.set(group, gate)
    connector.connect(last.map(indexOf), [gate], { because: 'phase order', origin, title, slug })
    return [gate]
  }
}

/** A task without `[P]` waits for all before it, one with `[P]` for the last one without: each way told once. */
function addTaskOrder({ nodes }: PhaseGroup, connector: Connector): void {
  let alone: TaskNode | undefined
  let beside: TaskNode[] = []
  for (const node of nodes) {
    const isParallel = node.task.parallel
    const before = isParallel || beside.length === 0 ? (alone ? [alone] : []) : beside
    connector.connect(before.map(indexOf), [node.index], {
      because: 'task order',
      origin: node.task.origin,
      title: '',
      slug: node.plan.slug,
    })
    if (isParallel) beside.push(node)
    else [alone, beside] = [node, []]
  }
}

function groupsOf(plan: Plan, nodes: readonly TaskNode[]): readonly PhaseGroup[] {
  const members = new Map<string | undefined, TaskNode[]>()
  for (const node of nodes) {
    if (node.isExcluded) continue
    const found = members.get(node.task.phase)
    if (found) found.push(node)
    else members.set(node.task.phase, [node])
  }
  const known = new Map((plan.phases ?? []).map((phase) => [phase.id, phase]))
  const groups = [...members].flatMap(([id, own]): PhaseGroup[] => {
    const [first] = own
    if (!first) return []
    const phase = id === undefined ? undefined : known.get(id)
    return [
      {
        slug: plan.slug,
        id,
        title: titleOf(phase) ?? id ?? plan.title,
        kind: phase?.kind ?? 'group',
        story: phase?.story,
        origin: phase?.origin ?? first.task.origin,
        nodes: own,
        ...endsOf(own),
      },
    ]
  })
  const place = new Map([...known.keys()].map((id, at) => [id, at]))
  const rank = ({ id }: PhaseGroup) => (id === undefined ? -1 : (place.get(id) ?? -1))
  return groups.sort((a, b) => rank(a) - rank(b))
}

/** `Phase 3: User Story 1`; of a group without a number the title is the id. */
function titleOf(phase: Phase | undefined): string | undefined {
  if (!phase) return undefined
  return /^\d/.test(phase.id) || phase.id.length < 3 ? `Phase ${phase.id}: ${phase.title}` : phase.title
}

function endsOf(nodes: readonly TaskNode[]): Pick<PhaseGroup, 'first' | 'last'> {
  const isAlone = ({ task }: TaskNode) => !task.parallel
  const start = nodes.findIndex(isAlone)
  const end = nodes.findLastIndex(isAlone)
  if (start === -1) return { first: nodes, last: nodes }
  const after = nodes.slice(end + 1)
  return {
    first: start === 0 ? nodes.slice(0, 1) : nodes.slice(0, start),
    last: after.length === 0 ? nodes.slice(-1) : after,
  }
}
