/** Repairs that take lines away or add one; the check is the outline of the whole document. */
import { Diagnostics, diagnostic } from '../../diagnostics/index.ts'
import { applyChanges } from '../../text/changes.ts'
import { createDocument, type Document, locate } from '../../text/document.ts'
import { PLAN_CODES } from '../codes.ts'
import { readStatus } from '../prd/status.ts'
import { unwrapDocument } from '../unwrap.ts'
import type { EditedDocument } from './apply-planned.ts'
import { type ListTaskEdit, planListTask } from './list-task.ts'
import { type OutlineEntry, outlineOf } from './outline.ts'
import { type PlanText, readPlanText } from './plan-text.ts'
import { type Refused, type Restructured, refuse, type Told } from './planned.ts'

/** Front matter inside of a fence, or a status as heading: to line 1. */
export interface MoveFrontMatterEdit {
  readonly edit: 'move-front-matter'
}

export type Restructuring = MoveFrontMatterEdit | ListTaskEdit

export const isRestructuring = (edit: { readonly edit: string }): edit is Restructuring =>
  edit.edit === 'move-front-matter' || edit.edit === 'list-task'

/** Undefined, reported, where the document has no place for it or would read otherwise than intended. */
export async function restructure(
  before: PlanText,
  edit: Restructuring,
  diagnostics: Diagnostics,
): Promise<EditedDocument | undefined> {
  const { document } = before
  const location = locate(document, 0, 0)
  const step = edit.edit === 'list-task' ? planListTask(before, edit) : planMove(before)
  if (step === undefined) return { before: document, after: document, changes: [] }
  if ('message' in step) {
    diagnostics.add(diagnostic(PLAN_CODES, 'plan/impossible-edit', { ...step, location }))
    return undefined
  }
  const after = createDocument(document.path, applyChanges(document.text, step.changes))
  if (isAsTold(outlineOf(await readPlanText(after)), step.expected))
    return { before: document, after, changes: step.changes }
  const message = 'the edit would change more than it is meant to'
  diagnostics.add(
    diagnostic(PLAN_CODES, 'plan/unsafe-edit', { message, location, hint: 'edit the lines by hand' }),
  )
  return undefined
}

function isAsTold(found: readonly OutlineEntry[], expected: readonly Told[]): boolean {
  const isSame = ({ shape, text }: OutlineEntry, at: number) =>
    shape === expected[at]?.shape && text === expected[at]?.text
  return found.length === expected.length && found.every(isSame)
}

function planMove(text: PlanText): Restructured | Refused | undefined {
  const { document } = text
  const { from, to } = unwrapDocument(document, new Diagnostics())
  if (from > 0) {
    const rest = document.text.slice(to).trim()
    if (!/^(?:`{3,}|~{3,}|)$/.test(rest))
      return refuse('the fence does not end with the file', 'remove the fence by hand')
    const changes = [
      { start: 0, end: from, text: '' },
      { start: to, end: document.text.length, text: '' },
    ].filter(({ start, end }) => start < end)
    return { changes, expected: outlineOf(text) }
  }
  return planStatusHeading(text)
}

const HEADING = /^status[ \t]*:[ \t]*([\p{L}_-]{1,40})([ \t]{1,20}#[^\r\n]{0,200})?$/iu

/** `## status: completed` becomes front matter; a blank line behind it goes with it. */
function planStatusHeading(text: PlanText): Restructured | Refused | undefined {
  const { document, meta, leaves } = text
  const heading = leaves.find((block) => block.kind === 'heading' && HEADING.test(block.text))
  if (heading?.kind !== 'heading') return undefined
  const [, word = '', comment = ''] = HEADING.exec(heading.text) ?? []
  if (meta || readStatus(word) === undefined || document.text.startsWith('---'))
    return refuse('the status cannot be moved', 'write `status: pending` into the front matter')
  const end = document.text.includes('\r\n') ? '\r\n' : '\n'
  const line = lineAround(document, heading.start)
  const behind = lineAround(document, line.end)
  const isBlank = behind.end > behind.start && document.text.slice(behind.start, behind.end).trim() === ''
  const top = `---${end}status: ${word}${comment}${end}---${end}${end}`
  const changes =
    line.start === 0
      ? [{ start: 0, end: isBlank ? behind.end : line.end, text: top }]
      : [
          { start: 0, end: 0, text: top },
          { start: line.start, end: isBlank ? behind.end : line.end, text: '' },
        ]
  const value = { shape: 'key status', text: JSON.stringify([word, false, word]) }
  const told = comment === '' ? [value] : [value, { shape: 'comment', text: comment.trimStart() }]
  const rest = outlineOf(text).filter(({ start, shape }) => start !== heading.textStart || shape === 'body')
  return { changes, expected: [...told, ...rest] }
}

/** The line an offset stands on, its end included. */
function lineAround({ text }: Document, offset: number): { readonly start: number; readonly end: number } {
  const feed = text.indexOf('\n', offset)
  return {
    start: offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1,
    end: feed === -1 ? text.length : feed + 1,
  }
}
