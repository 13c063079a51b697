/** The kind of a task of a task list: several rules ask, and the words are read once. */
import type { PhaseKind, Task } from '../plan/plan.ts'
import { type Kinded, kindOfTask } from '../system/task-kinds.ts'

const known = new WeakMap<Task, Kinded>()

export function kindOf(task: Task, phase?: PhaseKind): Kinded {
  const found =
    known.get(task) ?? kindOfTask({ title: task.title, paths: task.paths.map(({ path }) => path), phase })
  known.set(task, found)
  return found
}
