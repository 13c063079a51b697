import { type Code, type Diagnostic, Diagnostics, diagnostic } from '../diagnostics/index.ts'
import type { Disk } from '../ports.ts'
import { PLAN_CODES } from './codes.ts'
import { FAMILIES } from './families.ts'
import type { PlanLocation, PlanSource, ReadOptions } from './family.ts'
import type { Plan } from './plan.ts'

/** Errors that leave nothing to go on with; the others cost only the statement they are about. */
const UNUSABLE: ReadonlySet<Code> = new Set<Code>(['text/not-utf8', 'text/too-large', 'plan/no-tasks'])

/**
 * Reads the plan at a location. What cannot be read is reported and missing in the result; errors that
 * leave the rest of the plan usable are reported as warnings. Undefined where the family is not read yet.
 */
export function readPlan(
  disk: Disk,
  root: string,
  location: PlanLocation,
  diagnostics: Diagnostics,
): Promise<Plan | undefined> {
  return read({ disk, root, location, diagnostics }, { facts: true })
}

/** As `readPlan` without facts about services: enough for a list of tasks, and much faster to load. */
export function readPlanTasks(
  disk: Disk,
  root: string,
  location: PlanLocation,
  diagnostics: Diagnostics,
): Promise<Plan | undefined> {
  return read({ disk, root, location, diagnostics }, { facts: false })
}

async function read(source: PlanSource, options: ReadOptions): Promise<Plan | undefined> {
  const { location, diagnostics } = source
  const family = FAMILIES.find((candidate) => candidate.family === location.family)
  if (!family?.read) {
    const message = `\`${location.path}\` is a spec-kit plan, which is not read yet`
    diagnostics.add(diagnostic(PLAN_CODES, 'plan/family-not-read', { message }))
    return undefined
  }
  const found = new Diagnostics()
  const plan = await family.read({ ...source, diagnostics: found }, options)
  for (const finding of found.all) diagnostics.add(lower(finding))
  return plan
}

function lower(found: Diagnostic): Diagnostic {
  return found.severity === 'error' && !UNUSABLE.has(found.code) ? { ...found, severity: 'warning' } : found
}
