/** Which task an id means: of the same service, then of `shared`, then the only one of the feature. */
import type { Diagnostic } from '../diagnostics/index.ts'
import { diagnostic } from '../diagnostics/index.ts'
import type { Plan, TaskReference } from '../plan/plan.ts'
import { serviceKey, shown } from '../system/names.ts'
import { SCHEDULE_CODES } from './codes.ts'
import type { TaskNode } from './graph.ts'

/** The tasks of each feature by id. */
export type TaskIndex = ReadonlyMap<string, ReadonlyMap<string, readonly TaskNode[]>>

export function indexTasks(tasks: readonly TaskNode[]): TaskIndex {
  const bySlug = new Map<string, Map<string, TaskNode[]>>()
  for (const node of tasks) {
    const { slug } = node.plan
    const byId = bySlug.get(slug) ?? new Map<string, TaskNode[]>()
    bySlug.set(slug, byId)
    const { id, key = id, subtasks } = node.task
    add(byId, id, node)
    if (key !== id) add(byId, key, node)
    for (const subtask of subtasks) if (subtask.id !== id) add(byId, subtask.id, node)
  }
  return bySlug
}

function add(byId: Map<string, TaskNode[]>, id: string, node: TaskNode): void {
  const found = byId.get(id)
  if (!found) byId.set(id, [node])
  else if (found.at(-1) !== node) found.push(node)
}

export type Resolved =
  | { readonly node: TaskNode; readonly problem?: undefined }
  | { readonly node?: undefined; readonly problem: Diagnostic }

/** `4.0`, `auth/4.0`, `shop:auth/4.0`, as a task writes it. */
export function resolveReference(reference: TaskReference, from: TaskNode, index: TaskIndex): Resolved {
  const { slug, service, id } = split(reference.id, from)
  const all = index.get(slug)?.get(id) ?? []
  // An id of a task means the task, also where a subtask bears it.
  const own = all.filter(({ task }) => task.id === id || task.key === id)
  const named = own.length > 0 ? own : all
  const candidates =
    service === undefined ? named : named.filter((node) => scopeKey(node) === serviceKey(service))
  const [first] = candidates
  if (!first) return { problem: unknownReference(reference, from.plan, index.has(slug)) }
  if (candidates.length === 1) return { node: first }
  const near = nearestScope(candidates, from)
  const [only] = near
  return near.length === 1 && only ? { node: only } : { problem: ambiguousReference(reference, near) }
}

function split(written: string, from: TaskNode) {
  const slash = written.lastIndexOf('/')
  const id = written.slice(slash + 1)
  if (slash === -1) return { slug: from.plan.slug, service: undefined, id }
  const place = written.slice(0, slash)
  const colon = place.indexOf(':')
  if (colon === -1) return { slug: from.plan.slug, service: place, id }
  return { slug: place.slice(0, colon), service: place.slice(colon + 1), id }
}

function scopeKey({ task }: TaskNode): string {
  if (task.scope === 'shared') return 'shared'
  return task.service === undefined ? '' : serviceKey(task.service)
}

function nearestScope(candidates: readonly TaskNode[], from: TaskNode): readonly TaskNode[] {
  const tests: readonly ((node: TaskNode) => boolean)[] = [
    (node) => node.plan === from.plan && scopeKey(node) === scopeKey(from) && samePhase(node, from),
    (node) => node.plan === from.plan && scopeKey(node) === scopeKey(from),
    ({ task }) => task.scope !== 'service',
  ]
  for (const test of tests) {
    const found = candidates.filter(test)
    if (found.length > 0) return found
  }
  return candidates
}

/** Ids that start again in every phase mean the one of the own phase. */
function samePhase(node: TaskNode, from: TaskNode): boolean {
  return node.task.phase !== undefined && node.task.phase === from.task.phase
}

export function unknownReference(
  { id, origin }: TaskReference,
  plan: Plan,
  isKnownFeature = true,
): Diagnostic {
  const first = plan.tasks[0]?.id
  const last = plan.tasks.at(-1)?.id
  const found = diagnostic(SCHEDULE_CODES, 'schedule/unknown-dependency', {
    message: `task \`${shown(id)}\` does not exist`,
    location: origin,
    hint:
      !isKnownFeature || first === undefined
        ? 'name a task of this feature'
        : `write the id of a task: \`${shown(plan.path)}\` has \`${first}\` to \`${last}\``,
  })
  return plan.family === 'speckit' ? { ...found, severity: 'warning' } : found
}

export function ambiguousReference(
  { id, origin }: TaskReference,
  candidates: readonly TaskNode[],
): Diagnostic {
  const [one, other] = candidates
  return diagnostic(SCHEDULE_CODES, 'schedule/ambiguous-dependency', {
    message: `\`${shown(id)}\` names ${candidates.length === 2 ? 'two' : candidates.length} tasks`,
    location: origin,
    notes: candidates
      .slice(0, 3)
      .map(({ name, task }) => ({ message: `\`${shown(name)}\` is one`, location: task.origin })),
    hint: `write which one is meant, such as \`${shown(one?.name ?? '')}\`${other ? ` or \`${shown(other.name)}\`` : ''}`,
  })
}
