/** The units of a service that are scaffolded: subtasks, and tasks without any. */
import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import type { Subtask, Task } from '../plan/plan.ts'
import { type Classification, classify } from './classify.ts'
import { SYSTEM_CODES } from './codes.ts'
import { shown } from './names.ts'
import type { PlannedTask, ServiceParts } from './services.ts'
import type { Capability, Pending } from './system.ts'
import { CATEGORIES, type Category, type WorkItem } from './work-item.ts'

/** A unit classified by its title; `whole` where it is a task without subtasks. */
export interface ItemDraft {
  readonly item: WorkItem
  readonly task: Task
  readonly whole: boolean
}

/** Units in plan order. Reports `plan/ambiguous-kind` and `plan/unclassified-task`. */
export function draftItems(
  parts: ServiceParts,
  rpcs: readonly string[],
  diagnostics: Diagnostics,
): readonly ItemDraft[] {
  const taken = new Set<string>()
  return parts.tasks.flatMap((planned) => {
    const { task } = planned
    const units: readonly (Task | Subtask)[] = task.subtasks.length > 0 ? task.subtasks : [task]
    return units.map((unit) => {
      const found = classify(unit.title, { type: task.context.type, rpcs })
      if (task.status !== 'excluded') report(found, unit, task.subtasks.length === 0, diagnostics)
      const key = freeKey(keyOf(planned, parts.name, unit.id), taken)
      return { item: toItem(unit, task, { key, category: found.category }), task, whole: unit === task }
    })
  })
}

/** An item without a category, with the task it stands in. */
export interface Unit {
  readonly planned: PlannedTask
  readonly item: Omit<WorkItem, 'categories'>
}

/** Subtasks, and tasks without any, of `scope`: the middle part of their keys. */
export function unitsOf(tasks: readonly PlannedTask[], scope: string): readonly Unit[] {
  const taken = new Set<string>()
  return tasks.flatMap((planned) => {
    const { task } = planned
    const units: readonly (Task | Subtask)[] = task.subtasks.length > 0 ? task.subtasks : [task]
    return units.map((unit) => {
      const key = freeKey(keyOf(planned, scope, unit.id), taken)
      return { planned, item: toItem(unit, task, { key, category: 'shared' }) }
    })
  })
}

/** `shop:auth-service/4.3`; in spec-kit, where ids are unique in the feature, `001-users:T014`. */
function keyOf({ plan, task }: PlannedTask, service: string, id: string): string {
  return plan.family === 'speckit' && task.service === undefined
    ? `${plan.slug}:${id}`
    : `${plan.slug}:${service}/${id}`
}

function freeKey(wanted: string, taken: Set<string>): string {
  let key = wanted
  for (let count = 2; taken.has(key); count += 1) key = `${wanted}~${count}`
  taken.add(key)
  return key
}

function toItem(
  unit: Task | Subtask,
  task: Task,
  { key, category }: { readonly key: string; readonly category: Category },
): WorkItem {
  const done = 'done' in unit ? unit.done : unit.status === 'completed'
  return {
    key,
    id: unit.id,
    title: unit.title,
    categories: [category],
    excluded: task.status === 'excluded',
    done,
    status: done ? 'completed' : task.status === 'completed' ? 'pending' : task.status,
    origin: unit.origin,
  }
}

function report(found: Classification, unit: Task | Subtask, whole: boolean, diagnostics: Diagnostics): void {
  const name = `\`${unit.id} ${shown(unit.title)}\``
  const location = unit.origin
  if (found.unknown && !whole) {
    const category = found.category === 'logic' ? 'business logic' : found.category
    const message = `${name} is read as ${category}: no word of it tells its category`
    const hint = 'name the kind of work in the title, such as `endpoint` or `migration`'
    diagnostics.add(diagnostic(SYSTEM_CODES, 'plan/unclassified-task', { message, location, hint }))
  } else if (found.tie !== undefined && !whole) {
    const message = `${name} fits ${found.category} and ${found.tie}; ${found.category} is used`
    const hint = 'name the kind of work in the title'
    diagnostics.add(diagnostic(SYSTEM_CODES, 'plan/ambiguous-kind', { message, location, hint }))
  }
}

/** What a capability needs someone to make. */
const NEEDS: Readonly<Record<Capability, readonly Category[]>> = {
  rest: ['api', 'logic'],
  grpc: ['grpc', 'logic'],
  database: ['logic', 'data'],
  redis: ['data'],
  cache: ['data'],
  sessions: ['data'],
  jwt: ['logic'],
  passwords: ['logic'],
  cors: ['api'],
  securityHeaders: ['api'],
  rateLimit: ['resilience'],
  bodyLimit: ['api'],
  produces: ['communication'],
  consumes: ['communication'],
  grpcClients: ['communication'],
  restClients: ['communication'],
  celery: ['communication'],
  resilience: ['resilience'],
  bulkhead: ['resilience'],
  loadShedding: ['resilience'],
  logging: ['observability'],
  tracing: ['observability'],
  metrics: ['observability'],
  sentry: ['observability'],
  dashboards: ['observability'],
  loadTests: ['testing'],
  docker: ['deployment'],
  compose: ['deployment'],
  kubernetes: ['deployment'],
  autoscaling: ['deployment'],
  ci: ['deployment'],
  preCommit: ['setup'],
}

/** Gives a task without subtasks every category its facts need, in the order of the ten. */
export function widenItem(
  draft: ItemDraft,
  needs: {
    readonly capabilities: Iterable<Capability>
    readonly pending: readonly Pending[]
    readonly first: boolean
  },
): WorkItem {
  if (!draft.whole) return draft.item
  const wanted = new Set<Category>([
    ...draft.item.categories,
    ...[...needs.capabilities].flatMap((capability) => NEEDS[capability]),
    ...needs.pending.map(({ category }) => category),
    ...(needs.first ? (['setup'] as const) : []),
  ])
  return { ...draft.item, categories: CATEGORIES.filter((category) => wanted.has(category)) }
}
