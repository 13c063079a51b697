/** The leaves of the plans, and what kind of work each is. */
import type { Location } from '../diagnostics/index.ts'
import type { TaskStatus } from '../plan/plan.ts'

export const CATEGORIES = [
  'setup',
  'grpc',
  'api',
  'logic',
  'data',
  'communication',
  'resilience',
  'observability',
  'testing',
  'deployment',
] as const
/** `shared`: of no single service. */
export type Category = (typeof CATEGORIES)[number] | 'shared'

/** A leaf: a subtask, or a task without subtasks. The unit that is scaffolded. */
export interface WorkItem {
  /** `<feature>:<service>/<id>` or `<feature>:<id>`. */
  readonly key: string
  /** `4.3`, `T014`. */
  readonly id: string
  readonly title: string
  /** A subtask has one; a task without subtasks has each that its facts need. First is the owner's. */
  readonly categories: readonly Category[]
  readonly excluded: boolean
  readonly done: boolean
  readonly status: TaskStatus
  readonly origin: Location
}
