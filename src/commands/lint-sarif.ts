import { formatSarif, type SarifReplacement } from '../diagnostics/format-sarif.ts'
import { type Diagnostic, Diagnostics } from '../diagnostics/index.ts'
import { editPlan } from '../plan/edit/edit-plan.ts'
import { locate } from '../text/document.ts'
import { loadCodes } from './all-codes.ts'
import type { Inspected } from './lint-inspect.ts'

/** Repairs that are written down for each document: each is computed by itself. */
const MOST = 50

export async function sarifText(
  inspected: Inspected,
  shown: readonly Diagnostic[],
  tool: string,
): Promise<string> {
  const fixes = await replacementsOf(inspected)
  return formatSarif(shown, { tool, codes: await loadCodes(), fixOf: (found) => fixes.get(found) })
}

async function replacementsOf({
  subject,
  fixes,
}: Inspected): Promise<ReadonlyMap<Diagnostic, readonly SarifReplacement[]>> {
  const documents = new Map(
    subject.plans.flatMap((plan) => plan.documents.map((each) => [each.path, each] as const)),
  )
  const counts = new Map<string, number>()
  const made = new Map<Diagnostic, readonly SarifReplacement[]>()
  for (const { found, fix } of fixes) {
    const document = documents.get(fix.path)
    const count = (counts.get(fix.path) ?? 0) + 1
    counts.set(fix.path, count)
    if (!document || count > MOST) continue
    const edited = await editPlan(document, [fix.edit], new Diagnostics())
    const changes = edited?.changes ?? []
    made.set(
      found,
      changes.map(({ start, end, text }) => ({ deleted: locate(document, start, end), inserted: text })),
    )
  }
  return made
}
