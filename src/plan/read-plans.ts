/** From a working directory to the plans of its workspace: the first stage of the line. */
import { posix } from 'node:path'
import type { Diagnostics } from '../diagnostics/index.ts'
import type { Disk } from '../ports.ts'
import type { PlanLocation } from './family.ts'
import { findRoot, type LocatedPlans, locatePlans } from './locate.ts'
import type { Plan } from './plan.ts'
import { readPlan, readPlanAsDeclared, readPlanTasks } from './read-plan.ts'

/** Where a plan is looked for. */
export interface PlanSearch {
  readonly disk: Disk
  readonly cwd: string
  /** As given, relative to `cwd`. */
  readonly root?: string | undefined
  readonly plan?: string | undefined
  readonly prd?: string | undefined
}

/** The workspace root as an absolute path. */
export function rootOf({ disk, cwd, root }: PlanSearch): string {
  return root === undefined ? findRoot(disk, cwd) : posix.resolve(cwd, root.replaceAll('\\', '/'))
}

export function locate(place: PlanSearch, root: string, diagnostics: Diagnostics): LocatedPlans {
  const { disk, cwd, plan, prd } = place
  return locatePlans(disk, { root, cwd: place.root === undefined ? cwd : root, plan, prd }, diagnostics)
}

interface Reading {
  readonly disk: Disk
  readonly root: string
  /** Only the tasks, without what documents say about services: much faster. */
  readonly tasksOnly?: boolean
  /** Errors that leave the rest of a plan usable stay errors. */
  readonly asDeclared?: boolean
}

export async function readPlans(
  { disk, root, tasksOnly = false, asDeclared = false }: Reading,
  locations: readonly PlanLocation[],
  diagnostics: Diagnostics,
): Promise<readonly Plan[]> {
  const read = asDeclared ? readPlanAsDeclared : tasksOnly ? readPlanTasks : readPlan
  const plans: Plan[] = []
  for (const location of locations) plans.push(await read(disk, root, location, diagnostics))
  return plans
}
