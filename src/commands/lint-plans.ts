import { Findings, runChecks } from '../checks/index.ts'
import type { Diagnostic } from '../diagnostics/index.ts'
import { locate, readPlans, rootOf } from '../plan/read-plans.ts'
import { buildSchedule, namedWrites } from '../schedule/index.ts'
import { buildSystem } from '../system/build-system.ts'
import { counted } from './counted.ts'
import { type Outcome, outcome } from './outcome.ts'
import { readBelow } from './source.ts'
import type { Context } from './verb.ts'

/** Everything that is wrong with the plans, or with the one that is named. */
export async function lintPlans(context: Context, path: string | undefined): Promise<Outcome> {
  const { disk, cwd, options, diagnostics } = context
  const plan = path ?? options.plan
  const place = { disk, cwd, root: options.root, plan, prd: options.prd }
  const root = rootOf(place)
  const located = locate(place, root, diagnostics)
  const isNamed = plan !== undefined || options.prd !== undefined
  const locations = isNamed ? (located.chosen ? [located.chosen] : []) : located.all
  const plans = await readPlans({ disk, root }, locations, diagnostics)
  const system = buildSystem(
    plans.filter(({ family }) => family === 'prd'),
    {},
    diagnostics,
  )
  const schedule = buildSchedule(plans, diagnostics)
  const findings = new Findings()
  runChecks({ plans, system, schedule, writes: namedWrites(schedule.tasks) }, findings)
  for (const found of findings.all) diagnostics.add(found)
  const isNothing = plans.length === 0 && diagnostics.hasErrors
  return outcome({
    exitCode: isNothing ? 2 : diagnostics.hasErrors ? 1 : 0,
    diagnostics: diagnostics.all,
    summary: [totals(diagnostics.all)],
    source: readBelow(disk, () => root),
  })
}

function totals(found: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']) =>
    found.filter((each) => each.severity === severity).length
  return `${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}`
}
