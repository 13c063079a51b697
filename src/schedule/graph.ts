/** Tasks, what each waits for, and why: the value the rest of the schedule is computed from. */
import type { Location } from '../diagnostics/index.ts'
import type { Plan, Task } from '../plan/plan.ts'

/** Where an edge was written, strongest first: of a circle the last of these is the one to doubt. */
export const REASONS = [
  'blocked_by',
  'unblocks',
  'dependencies',
  'track order',
  'phase order',
  'task order',
] as const
export type Reason = (typeof REASONS)[number]

/** A task as a vertex; `index` is its place in `Graph.tasks`, which is plan order. */
export interface TaskNode {
  readonly index: number
  /** `shop:auth-service/4.0`, `001-users:T014`; a later use of a key ends in `~2`. */
  readonly key: string
  /** As it is printed: `auth/4.0`, `T014`. */
  readonly name: string
  readonly plan: Plan
  readonly task: Task
  readonly weight: number
  readonly isDone: boolean
  readonly isExcluded: boolean
}

/** Where many tasks wait for many: one vertex instead of every pair. Its index follows those of the tasks. */
export interface Gate {
  readonly index: number
  readonly key: string
  /** What it stands for: the title of a phase, or the statement. */
  readonly title: string
}

/** `to` waits for `from`; both are indices of vertices. */
export interface Edge {
  readonly from: number
  readonly to: number
  readonly because: Reason
  readonly origin: Location
  /** Whether it is said of a whole phase or story. */
  readonly ofGroup: boolean
}

const WRITTEN: readonly Reason[] = ['blocked_by', 'unblocks', 'dependencies']

/** Said by somebody; the others follow from where a task stands. */
export function isWritten({ because }: Pick<Edge, 'because'>): boolean {
  return WRITTEN.includes(because)
}

export interface Graph {
  readonly tasks: readonly TaskNode[]
  readonly gates: readonly Gate[]
  /** Each pair once, by its strongest reason. None touches an excluded task. */
  readonly edges: readonly Edge[]
  /** What waits for an excluded task: said, and without effect. */
  readonly voided: readonly Edge[]
}

export function nameOf({ tasks, gates }: Graph, vertex: number): string {
  return tasks[vertex]?.name ?? gates[vertex - tasks.length]?.title ?? ''
}

export function keyOf({ tasks, gates }: Graph, vertex: number): string {
  return tasks[vertex]?.key ?? gates[vertex - tasks.length]?.key ?? ''
}
