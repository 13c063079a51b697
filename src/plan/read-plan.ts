import { type Diagnostic, Diagnostics } from '../diagnostics/index.ts'
import type { Disk } from '../ports.ts'
import { FAMILIES } from './families.ts'
import type { PlanLocation, PlanSource, ReadOptions } from './family.ts'
import type { Plan } from './plan.ts'

/**
 * Reads the plan at a location. What cannot be read is reported and missing in the result; errors that
 * leave the rest of the plan usable are reported as warnings.
 */
export function readPlan(
  disk: Disk,
  root: string,
  location: PlanLocation,
  diagnostics: Diagnostics,
): Promise<Plan> {
  return read({ disk, root, location, diagnostics }, { facts: true })
}

/** As `readPlan` without facts about services: enough for a list of tasks, and much faster to load. */
export function readPlanTasks(
  disk: Disk,
  root: string,
  location: PlanLocation,
  diagnostics: Diagnostics,
): Promise<Plan> {
  return read({ disk, root, location, diagnostics }, { facts: false })
}

/** As `readPlan`, every finding with the severity of its code: for who asks what is wrong with a plan. */
export async function readPlanAsDeclared(
  disk: Disk,
  root: string,
  location: PlanLocation,
  diagnostics: Diagnostics,
): Promise<Plan> {
  return familyOf(location).read({ disk, root, location, diagnostics }, { facts: true })
}

async function read(source: PlanSource, options: ReadOptions): Promise<Plan> {
  const { location, diagnostics } = source
  const found = new Diagnostics()
  const plan = await familyOf(location).read({ ...source, diagnostics: found }, options)
  for (const finding of found.all) diagnostics.add(lower(finding))
  return plan
}

function familyOf(location: PlanLocation) {
  const family = FAMILIES.find((candidate) => candidate.family === location.family)
  if (!family) throw new Error(`no reader of ${location.family} plans`)
  return family
}

/** An error of the plan costs only the statement it is about; any other leaves nothing to go on with. */
export function lower(found: Diagnostic): Diagnostic {
  return found.severity === 'error' && found.about === 'plan' ? { ...found, severity: 'warning' } : found
}
