import { type Diagnostics, diagnostic } from '../../diagnostics/index.ts'
import { applyChanges, type Change, sortChanges } from '../../text/changes.ts'
import { createDocument, type Document, locate } from '../../text/document.ts'
import { PLAN_CODES } from '../codes.ts'
import { findDamage } from './check-edit.ts'
import { type PlanText, readPlanText } from './plan-text.ts'
import type { Planned } from './planned.ts'

/** A document with its edits in it. */
export interface EditedDocument {
  readonly before: Document
  readonly after: Document
  /** In order; empty where everything was so already. */
  readonly changes: readonly Change[]
}

/**
 * Makes the changes and reads the result again. Undefined, reported, where that says anything but what was intended,
 * or where a line differs that no edit is about.
 */
export async function applyPlanned(
  before: PlanText,
  planned: readonly Planned[],
  diagnostics: Diagnostics,
): Promise<EditedDocument | undefined> {
  const { document } = before
  const steps = withoutRepeats(planned)
  const changes = sortChanges(
    document.text,
    steps.flatMap((step) => step.changes),
  )
  if (!changes) {
    report(before, 0, 'two edits meet in the same place', diagnostics)
    return undefined
  }
  const after = createDocument(document.path, applyChanges(document.text, changes))
  const damage = findDamage({ before, after: await readPlanText(after), changes, planned: steps })
  if (damage === undefined) return { before: document, after, changes }
  const offset = document.lineStarts[damage - 1] ?? 0
  report(before, offset, 'the edit would change more than it is meant to', diagnostics)
  return undefined
}

/** The same edit twice is one edit. */
function withoutRepeats(planned: readonly Planned[]): Planned[] {
  const known = new Map(planned.map((step) => [JSON.stringify(step.changes), step]))
  return [...known.values()]
}

function report({ document }: PlanText, offset: number, message: string, diagnostics: Diagnostics): void {
  const location = locate(document, offset, offset)
  const hint = 'edit the line by hand'
  diagnostics.add(diagnostic(PLAN_CODES, 'plan/unsafe-edit', { message, location, hint }))
}
