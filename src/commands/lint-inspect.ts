import { createSubject, Findings, type Fix, fixesOf, runChecks, type Subject } from '../checks/index.ts'
import { type Diagnostic, Diagnostics } from '../diagnostics/index.ts'
import type { DocumentFacts, ProtoFile } from '../plan/facts.ts'
import type { Plan } from '../plan/plan.ts'
import { readPlans } from '../plan/read-plans.ts'
import { readStandingProtos } from '../plan/standing-protos.ts'
import type { Disk } from '../ports.ts'
import { buildSchedule } from '../schedule/index.ts'
import { buildSystem } from '../system/build-system.ts'
import { generatedWrites } from './generated-writes.ts'
import type { Targets } from './lint-targets.ts'
import type { Installation } from './verb.ts'

export interface Inspected {
  readonly subject: Subject
  readonly findings: Findings
  readonly fixes: readonly { readonly found: Diagnostic; readonly fix: Fix }[]
}

/** Reads plans and asks everything there is to ask of them. */
export async function inspectPlans(
  { disk, install }: { readonly disk: Disk; readonly install: Pick<Installation, 'generators'> },
  { root, locations }: Targets,
): Promise<Inspected> {
  const findings = new Findings(({ code, severity }) => SEVERITIES.get(code) ?? severity)
  const plans = await readPlans({ disk, root, asDeclared: true }, locations, findings)
  const ours = plans.filter(({ family }) => family === 'prd')
  const standing = await standingProtos({ disk, root }, plans, findings)
  const built = new Diagnostics()
  const system = buildSystem(ours, { standing }, built)
  for (const found of built.all) findings.add(asDeclared(found))
  const schedule = buildSchedule(plans, findings)
  const generated = await generatedWrites({ context: { disk, install }, root, locations }, schedule)
  const subject = createSubject({ plans, system, standing, schedule, generated })
  runChecks(subject, findings)
  return { subject, findings, fixes: fixesOf(findings, subject) }
}

/** What a service cannot have is refused where one is written, and fine in a language that knows it. */
const SEVERITIES: ReadonlyMap<string, Diagnostic['severity']> = new Map([
  ['render/unsafe-name', 'warning'],
  ['contract/unknown-type', 'info'],
])

/** A service is written without what a message holds, so others are only warned. */
function asDeclared(found: Diagnostic): Diagnostic {
  return found.code === 'contract/undefined-message' ? { ...found, severity: 'error' } : found
}

/** Of interest where a plan has a proto that may import one of them. */
async function standingProtos(
  { disk, root }: { readonly disk: Disk; readonly root: string },
  plans: readonly Plan[],
  findings: Findings,
): Promise<readonly ProtoFile[]> {
  const tells = ({ protos }: DocumentFacts) => protos.length > 0
  if (!plans.some(({ facts, tasks }) => facts.some(tells) || tasks.some((task) => tells(task.facts))))
    return []
  return readStandingProtos({ disk, root, generated: () => undefined, isOwned: () => false }, findings)
}
