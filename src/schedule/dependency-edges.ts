/** What the text of a task list says about the order: `Phase 1 blocks Phase 2`, `T014-T016 requires T013`. */
import type { Dependency, DependencyEnd, Plan } from '../plan/plan.ts'
import type { Connector } from './connect.ts'
import type { TaskNode } from './graph.ts'
import { indexOf, type PhaseGroup, type Phases } from './phase-edges.ts'

/** Above this many first tasks a phase has a gate before them, so that a statement costs the same for any phase. */
const FEW = 16
/** A phase that waits for a task of its own is taken apart up to this size. */
const MANY = 2_000

interface Part {
  /** A task of a story that stands in another's phase. */
  readonly isStray?: boolean
  readonly group: PhaseGroup | undefined
  readonly nodes: readonly TaskNode[]
}

interface Parts {
  partsOf(end: DependencyEnd): readonly Part[]
}

export function addDependencyEdges(
  plan: Plan,
  { nodes, phases }: { readonly nodes: readonly TaskNode[]; readonly phases: Phases },
  connector: Connector,
): void {
  const { partsOf } = indexParts(nodes, phases.groups)
  const { ends } = phases
  const starts = phaseStarts(connector)
  for (const statement of plan.dependencies ?? []) {
    const waiting = statement.waiting.flatMap(partsOf)
    const on = withoutLater(statement.on.flatMap(partsOf), waiting)
    connector.connect(
      apart(on, waiting).flatMap(({ group, nodes: own }) => (group ? ends(group) : own.map(indexOf))),
      apart(waiting, on).flatMap(({ group, nodes: own }) => (group ? starts(group) : own.map(indexOf))),
      {
        because: 'dependencies',
        origin: statement.origin,
        title: titleOf(statement),
        slug: plan.slug,
        ofGroup: [...statement.waiting, ...statement.on].some(({ kind }) => kind !== 'task'),
      },
    )
  }
}

/** A story with a phase of its own is done with that phase: what a later phase adds to it holds up nobody before it. */
function withoutLater(on: readonly Part[], waiting: readonly Part[]): readonly Part[] {
  if (!on.some(({ group }) => group) || !on.some(({ isStray }) => isStray)) return on
  const first = waiting.reduce(
    (least, { nodes }) => nodes.reduce((each, { index }) => Math.min(each, index), least),
    Number.POSITIVE_INFINITY,
  )
  return on.filter(({ isStray, nodes }) => !isStray || nodes.every(({ index }) => index < first))
}

function titleOf({ reason }: Dependency): string {
  return reason.replace(/\s+/g, ' ').trim()
}

/**
 * `parts` without what stands on both sides: a phase that waits for one of its tasks is all others of it, and a
 * phase does not wait for itself. A task that two stories share is of neither; a single task that waits for itself is
 * left: it was written so.
 */
function apart(parts: readonly Part[], others: readonly Part[]): readonly Part[] {
  const single = new Set(others.flatMap(({ group, nodes }) => (group ? [] : nodes)))
  const strays = new Set(others.flatMap(({ isStray, nodes }) => (isStray ? nodes : [])))
  const whole = new Set(others.flatMap(({ group }) => group ?? []))
  return parts.flatMap((part): readonly Part[] => {
    const { group, nodes } = part
    if (!group) return part.isStray && nodes.every((node) => strays.has(node)) ? [] : [part]
    if (whole.has(group)) return []
    if (single.size === 0 || nodes.length > MANY) return [part]
    const left = nodes.filter((node) => !single.has(node))
    return left.length === nodes.length ? [part] : [{ group: undefined, nodes: left }]
  })
}

function indexParts(nodes: readonly TaskNode[], groups: readonly PhaseGroup[]): Parts {
  const tasks = new Map<string, TaskNode>()
  for (const node of nodes) {
    const key = node.task.key ?? node.task.id
    if (!tasks.has(key)) tasks.set(key, node)
  }
  const phases = new Map(
    groups.flatMap((group) => (group.id === undefined ? [] : [[group.id, group] as const])),
  )
  const stories = storyParts(nodes, groups)
  return {
    partsOf({ kind, id }) {
      if (kind === 'story') return stories.get(id) ?? []
      if (kind === 'task') {
        const node = tasks.get(id)
        return node ? [{ group: undefined, nodes: [node] }] : []
      }
      const group = phases.get(id)
      return group ? [{ group, nodes: group.nodes }] : []
    },
  }
}

/** Phases of each story, and the tasks that bear its label elsewhere. */
function storyParts(
  nodes: readonly TaskNode[],
  groups: readonly PhaseGroup[],
): ReadonlyMap<string, readonly Part[]> {
  const parts = new Map<string, Part[]>()
  const add = (story: string, part: Part): void => {
    const found = parts.get(story)
    if (found) found.push(part)
    else parts.set(story, [part])
  }
  const home = new Map<TaskNode, string>()
  for (const group of groups) {
    if (group.story === undefined) continue
    add(group.story, { group, nodes: group.nodes })
    for (const node of group.nodes) home.set(node, group.story)
  }
  for (const node of nodes)
    for (const story of node.task.story?.split(',') ?? [])
      if (home.get(node) !== story) add(story, { group: undefined, nodes: [node], isStray: true })
  return parts
}

function phaseStarts(connector: Connector): (group: PhaseGroup) => readonly number[] {
  const gates = new Map<PhaseGroup, number>()
  return (group) => {
    if (group.first.length <= FEW) return group.first.map(indexOf)
    const known = gates.get(group)
    if (known !== undefined) return [known]
    const { slug } = group
    const gate = connector.gate({ title: `the start of ${group.title}`, slug })
    gates.set(group, gate)
    const why = { because: 'phase order', origin: group.origin, title: group.title, slug } as const
    connector.connect([gate], group.first.map(indexOf), why)
    return [gate]
  }
}
