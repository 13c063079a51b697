/** What tasks themselves say: `blocked_by`, and `unblocks` of others. */
import type { Diagnostics, Location } from '../diagnostics/index.ts'
import type { Task, TaskReference } from '../plan/plan.ts'
import type { Connector } from './connect.ts'
import type { Reason, TaskNode } from './graph.ts'
import { resolveReference, type TaskIndex } from './resolve-reference.ts'

/** Whether the task says what it waits for; `[]` says so, too. */
export function statesDependencies({ blockedBy, statesBlockedBy }: Task): boolean {
  return blockedBy.length > 0 || (statesBlockedBy ?? false)
}

interface Stating {
  readonly index: TaskIndex
  readonly connector: Connector
  readonly diagnostics: Diagnostics
}

/** What a task says of another that says otherwise. */
export interface Claim {
  readonly from: TaskNode
  readonly to: TaskNode
  readonly origin: Location
}

export interface Stated {
  /** Tasks that wait because another says that it unblocks them. */
  readonly unblocked: ReadonlySet<TaskNode>
  /** `unblocks` of a task that is none of those the other says it is blocked by. */
  readonly claims: readonly Claim[]
}

export function addStatedEdges(tasks: readonly TaskNode[], stating: Stating): Stated {
  const blockers = new Map<TaskNode, Set<TaskNode>>()
  for (const node of tasks) {
    const found = resolveAll(node, node.task.blockedBy, stating)
    if (found.length === 0) continue
    blockers.set(node, new Set(found.map(({ target }) => target)))
    for (const { target, origin } of found) connect(stating, { from: target, to: node, origin }, 'blocked_by')
  }
  const unblocked = new Set<TaskNode>()
  const claims: Claim[] = []
  for (const node of tasks)
    for (const { target, origin } of resolveAll(node, node.task.unblocks, stating)) {
      const claim = { from: node, to: target, origin }
      if (blockers.get(target)?.has(node)) continue
      if (statesDependencies(target.task)) claims.push(claim)
      else {
        unblocked.add(target)
        connect(stating, claim, 'unblocks')
      }
    }
  return { unblocked, claims }
}

interface Found {
  readonly target: TaskNode
  readonly origin: Location
}

/** The tasks that the references mean; a subtask of its own blocks no task. */
function resolveAll(
  node: TaskNode,
  references: readonly TaskReference[],
  { index, diagnostics }: Stating,
): readonly Found[] {
  return references.flatMap((reference) => {
    const { node: target, problem } = resolveReference(reference, node, index)
    if (problem) diagnostics.add(problem)
    const isOwnPart = target === node && bareId(reference) !== node.task.id
    return target && !isOwnPart ? [{ target, origin: reference.origin }] : []
  })
}

function bareId({ id }: TaskReference): string {
  return id.slice(id.lastIndexOf('/') + 1)
}

function connect({ connector }: Stating, { from, to, origin }: Claim, because: Reason): void {
  connector.connect([from.index], [to.index], { because, origin, title: '', slug: to.plan.slug })
}
