import type { Plan, Task } from '../plan/plan.ts'
import { type Kinded, kindOfTask } from '../system/task-kinds.ts'

const known = new WeakMap<Plan, ReadonlyMap<Task, Kinded>>()

/** What kind of work each task of a plan is, its phase considered: several rules ask, and the words are read once. */
export function kindsOf(plan: Plan): ReadonlyMap<Task, Kinded> {
  const found = known.get(plan) ?? readKinds(plan)
  known.set(plan, found)
  return found
}

function readKinds({ phases = [], tasks }: Plan): ReadonlyMap<Task, Kinded> {
  const byId = new Map(phases.map(({ id, kind }) => [id, kind]))
  return new Map(
    tasks.map((task) => {
      const { title, paths, phase = '' } = task
      return [task, kindOfTask({ title, paths: paths.map(({ path }) => path), phase: byId.get(phase) })]
    }),
  )
}
