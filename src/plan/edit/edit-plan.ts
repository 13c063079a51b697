/**
 * The edits a plan ever gets, each on the text as it stands; nothing is written anew.
 *
 *     const edited = await editPlan(document, [{ edit: 'tick', at: subtask.origin }], diagnostics)
 *     const bytes = edited && editBytes(original, edited)
 */
import { type Diagnostics, diagnostic } from '../../diagnostics/index.ts'
import type { Document } from '../../text/document.ts'
import { locate } from '../../text/document.ts'
import { PLAN_CODES } from '../codes.ts'
import { type BlockerEdit, planBlocker } from './add-blocker.ts'
import { applyPlanned, type EditedDocument } from './apply-planned.ts'
import { type PlanText, readPlanText } from './plan-text.ts'
import { type Planned, type Refused, refuse, type Step } from './planned.ts'
import { planQuote, type QuoteEdit } from './quote-id.ts'
import { isRestructuring, type Restructuring, restructure } from './restructure.ts'
import { planStatus, type StatusEdit } from './set-status.ts'
import { type AppendPathEdit, type DropParallelEdit, planAppendPath, planDropParallel } from './task-line.ts'
import { planTick, type TickEdit } from './tick.ts'

export type PlanEdit =
  | Restructuring
  | TickEdit
  | StatusEdit
  | QuoteEdit
  | DropParallelEdit
  | AppendPathEdit
  | BlockerEdit

/**
 * Edits a document, all of the edits or none: each is about the document as it is, whatever the others do. Undefined,
 * reported, where one has no place in it, or where the result would read otherwise than intended. Never throws.
 */
export async function editPlan(
  document: Document,
  edits: readonly PlanEdit[],
  diagnostics: Diagnostics,
): Promise<EditedDocument | undefined> {
  const text = await readPlanText(document)
  const [first] = edits
  if (first && edits.length === 1 && isRestructuring(first)) return restructure(text, first, diagnostics)
  const planned: Planned[] = []
  let isRefused = false
  for (const edit of edits) {
    const step = isRestructuring(edit) ? ALONE : planEdit(text, edit)
    if (step && 'changes' in step) planned.push(step)
    else if (step) {
      isRefused = true
      report(document, edit, step, diagnostics)
    }
  }
  return isRefused ? undefined : applyPlanned(text, planned, diagnostics)
}

const ALONE = refuse('lines cannot come or go while others change', 'make this edit by itself')

function planEdit(text: PlanText, edit: Exclude<PlanEdit, Restructuring>): Step {
  switch (edit.edit) {
    case 'tick':
    case 'untick':
    case 'exclude':
      return planTick(text, edit)
    case 'set-status':
      return planStatus(text, edit)
    case 'quote-id':
      return planQuote(text, edit)
    case 'drop-parallel':
      return planDropParallel(text, edit)
    case 'append-path':
      return planAppendPath(text, edit)
    case 'add-blocker':
      return planBlocker(text, edit)
  }
}

function report(document: Document, edit: PlanEdit, refused: Refused, diagnostics: Diagnostics): void {
  const location = ('at' in edit && edit.at) || locate(document, 0, 0)
  diagnostics.add(diagnostic(PLAN_CODES, 'plan/impossible-edit', { ...refused, location }))
}

/**
 * The bytes of a file with the edit in them, byte order mark kept. Undefined where the file is not the one that was
 * read: `editBytes` then has nothing to say, read it again.
 */
export function editBytes(original: Uint8Array, { before, after }: EditedDocument): Uint8Array | undefined {
  const mark = original[0] === 0xef && original[1] === 0xbb && original[2] === 0xbf ? '\ufeff' : ''
  const encoder = new TextEncoder()
  const known = encoder.encode(mark + before.text)
  const isSame = known.length === original.length && known.every((byte, index) => byte === original[index])
  return isSame ? encoder.encode(mark + after.text) : undefined
}
