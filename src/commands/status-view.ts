/** What `status` says, before it is text or JSON. */
import type { Location } from '../diagnostics/index.ts'
import type { Task } from '../plan/plan.ts'
import type { Feature, TaskNode } from '../schedule/index.ts'
import type { Drawing } from './graph-view.ts'

export interface Status {
  /** Of what is open. */
  readonly drawing: Drawing
  readonly features: readonly FeatureStatus[]
  readonly absent: Absent
  readonly files: readonly FileState[]
}

export interface FeatureStatus {
  readonly feature: Feature
  readonly done: number
  readonly inProgress: number
  readonly excluded: number
  readonly open: number
  /** What may be begun now, the most urgent first. */
  readonly ready: readonly TaskNode[]
}

/** Files that ticked tasks name. */
export interface Absent {
  /** How many were looked for. */
  readonly looked: number
  readonly files: readonly AbsentFile[]
}

export interface AbsentFile {
  readonly node: TaskNode
  /** Id of the task or subtask that is ticked. */
  readonly id: string
  readonly path: string
  /** Where it is named. */
  readonly origin: Location
}

/** A file that was scaffolded. */
export interface FileState {
  readonly path: string
  readonly service: string
  readonly state: 'clean' | 'edited' | 'missing' | 'damaged' | 'conflict'
  /** Keys of the tasks that own it. */
  readonly tasks: readonly string[]
}

export function featureStatuses({ schedule, ready }: Drawing): readonly FeatureStatus[] {
  const readyOf = new Map(schedule.features.map(({ plan }) => [plan, [] as TaskNode[]]))
  for (const node of ready) readyOf.get(node.plan)?.push(node)
  return schedule.features.map((feature) => {
    const { nodes, plan } = feature
    const done = nodes.filter(({ isDone }) => isDone).length
    const excluded = nodes.filter(({ isExcluded }) => isExcluded).length
    return {
      feature,
      done,
      excluded,
      inProgress: nodes.filter(({ task }) => isBegun(task)).length,
      open: nodes.length - done - excluded,
      ready: readyOf.get(plan) ?? [],
    }
  })
}

/** A task is in progress once a subtask is ticked. */
export function isBegun({ status, subtasks }: Task): boolean {
  return status === 'in_progress' || (status === 'pending' && subtasks.some(({ done }) => done))
}
