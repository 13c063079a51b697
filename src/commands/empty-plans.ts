/** Plans in which nobody has written a task yet. */
import type { Plan } from '../plan/plan.ts'
import { counted } from './counted.ts'

export const countedTasks = ({ tasks }: Plan): string =>
  tasks.length === 0 ? 'no tasks' : counted(tasks.length, 'task')

/** There are plans, and what was asked for is in none of them. */
export const isEmpty = (plans: readonly Plan[]): boolean =>
  plans.length > 0 && plans.every(({ tasks }) => tasks.length === 0)
