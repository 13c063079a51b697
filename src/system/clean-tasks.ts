/** Takes out of a task what carries an id or a service that cannot be used. */
import type { Requirement } from '../plan/facts.ts'
import type { Criterion, Task } from '../plan/plan.ts'
import type { NameGuard } from './name-guard.ts'

/** Whether the task itself may stay. Reports `render/unsafe-name`. */
export function isUsable(task: Task, safe: NameGuard): boolean {
  if (!safe('id', task.id, task.origin)) return false
  return task.service === undefined || safe('service', task.service, task.origin)
}

/** The task without subtasks, criteria and requirements of unusable ids. */
export function cleanParts(task: Task, safe: NameGuard): Task {
  return {
    ...task,
    subtasks: task.subtasks.filter(({ id, origin }) => safe('id', id, origin)),
    criteria: task.criteria.filter(({ id, origin }: Criterion) => safe('id', id, origin)),
    requirements: cleanRequirements(task.requirements, safe),
  }
}

export function cleanRequirements(
  requirements: readonly Requirement[],
  safe: NameGuard,
): readonly Requirement[] {
  return requirements.filter(({ id, origin }) => id === undefined || safe('id', id, origin))
}
