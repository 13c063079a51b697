import type { Dependency, Phase, Task } from '../plan.ts'
import type { Reading } from '../reading.ts'
import type { Entry, PhaseDraft, TaskDraft } from './drafts.ts'

export interface TaskListSource {
  readonly entries: readonly Entry[]
  readonly drafts: readonly TaskDraft[]
  readonly tasks: readonly Task[]
  readonly phases: readonly Phase[]
  readonly ids: ReadonlyMap<PhaseDraft, string>
}

export function readDependencies(_source: TaskListSource, _reading: Reading): readonly Dependency[] {
  return []
}
