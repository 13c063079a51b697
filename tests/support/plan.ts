import type { Plan, Task } from '../../src/plan/plan.ts'

/** A plan of the task-creator's family that says no more than its tasks. */
export function plan(tasks: readonly Task[], more: Partial<Plan> = {}): Plan {
  return {
    family: 'prd',
    slug: 'shop',
    title: 'Shop',
    path: 'tasks/prd-shop',
    documents: [],
    tasks,
    services: [],
    requirements: [],
    facts: [],
    hasTechspec: true,
    ...more,
  }
}
