import type { Plan, Task } from '../plan/plan.ts'
import { type Kinded, kindOfTask } from '../system/task-kinds.ts'
import { remember } from './remember.ts'

/** What kind of work a task of a plan is, its phase considered: the words are read when the first rule asks. */
export function createKinds(): (plan: Plan) => (task: Task) => Kinded {
  return remember(({ phases = [] }: Plan) => {
    const byId = new Map(phases.map(({ id, kind }) => [id, kind]))
    return remember(({ title, paths, phase = '' }: Task) =>
      kindOfTask({ title, paths: paths.map(({ path }) => path), phase: byId.get(phase) }),
    )
  })
}
