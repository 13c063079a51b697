import type { Location } from '../../diagnostics/index.ts'
import type { Table, TextSpan } from '../../text/blocks.ts'
import { textOf, valueAt, type YamlNode } from '../../text/yaml-node.ts'
import type { TaskStatus } from '../plan.ts'
import { readLabelled } from '../prd/statements.ts'
import { readStatus } from '../prd/status.ts'
import { statusColumn } from '../prd/summary-table.ts'
import { spell } from './outline.ts'
import { indexAt, type LeafBlock, offsetOf, type PlanText } from './plan-text.ts'
import { type Planned, refuse, type Step } from './planned.ts'
import { mostUsed, readPhrase, type StatusPhrase, wordFor } from './status-words.ts'

export interface StatusEdit {
  readonly edit: 'set-status'
  readonly status: TaskStatus
  /** A row of a table, or a task whose lines say `**Status**: …`; left out: the status of the document. */
  readonly at?: Location | undefined
}

const KEYS: ReadonlySet<string> = new Set(['status'])

/** Where a document says the status of its task; one that says none gets none. */
export function planStatus(text: PlanText, { status, at }: StatusEdit): Step {
  if (at) return planStatusAt(text, status, at)
  const node = valueAt(text.meta, 'status')
  if (node && textOf(node)) return planScalar(text, node, status)
  const heading = text.leaves.map(ofHeading).find((span) => span !== undefined)
  const span = heading ?? readLabelled(text.blocks.slice(0, 40), KEYS)
  return span && planSpan(text, span, status)
}

function planStatusAt(text: PlanText, status: TaskStatus, at: Location): Step {
  const index = indexAt(text, at)
  const block = text.leaves[index]
  const span = block?.kind === 'table' ? cellAt(text, block, at) : readLabelled(linesBelow(text, index), KEYS)
  if (!span)
    return refuse('there is no status', 'name a row with a status, or a task with a `**Status**:` line')
  return planSpan(text, span, status, block?.kind === 'table')
}

function cellAt({ document }: PlanText, table: Table, at: Location): TextSpan | undefined {
  const offset = offsetOf(document, at) ?? -1
  const row = table.rows.find(({ start, end }) => start <= offset && offset <= end)
  return row?.cells[statusColumn(table)]
}

/** A heading with what stands before the next one; an item with what stands below it. */
function linesBelow({ leaves }: PlanText, index: number): readonly LeafBlock[] {
  const first = leaves[index]
  if (first?.kind !== 'heading' && first?.kind !== 'item') return []
  const end = leaves.findIndex((block, at) => {
    if (at <= index) return false
    return first.kind === 'heading'
      ? block.kind === 'heading'
      : block.kind !== 'item' || block.depth <= first.depth
  })
  return leaves.slice(index, end === -1 ? undefined : end)
}

const HEADING = /^status[ \t]*:[ \t]*/i

/** The value of `## status: x`. */
function ofHeading(block: LeafBlock): TextSpan | undefined {
  const key = block.kind === 'heading' ? HEADING.exec(block.text)?.[0] : undefined
  if (block.kind !== 'heading' || key === undefined) return undefined
  const text = block.text.slice(key.length)
  const start = block.textStart + key.length
  return { text, start, end: start + text.length }
}

/** The scalar only: quotes and comment stay, an emoji goes with the old value. */
function planScalar({ document, meta }: PlanText, node: YamlNode, status: TaskStatus): Step {
  const key = meta?.entries.find(({ value }) => value === node)?.key
  if (node.kind !== 'scalar' || !key) return undefined
  if (readStatus(node.text) === status) return undefined
  const inner = node.quoted ? { start: node.start + 1, end: node.end - 1 } : node
  if (document.text.slice(inner.start, inner.end) !== node.text)
    return refuse('the status is more than a word', 'write it as a plain word')
  const word = wordFor(status, readPhrase(node.text)?.word ?? '')
  return {
    changes: [{ start: inner.start, end: inner.end, text: word }],
    intends: { start: key.start, become: () => spell({ ...node, text: word, value: word }) },
    on: inner.start,
  }
}

/** The word in a line or cell, in the vocabulary of the document. */
function planSpan(text: PlanText, span: TextSpan, status: TaskStatus, isCell = false): Step {
  const old = readPhrase(span.text)
  if (old?.status === status) return undefined
  const isWhole = old !== undefined && old.end === span.text.trimEnd().length && !old.word.includes(' ')
  if (!old || (old.status === undefined && !isWhole) || span.text.includes('|'))
    return refuse(
      'the status is not a word that is known',
      'write `pending`, `in_progress`, `completed` or `excluded`',
    )
  const used = mostUsed(status, phrasesOf(text))
  const word = used ? used.word : wordFor(status, old.word)
  const next = `${used?.lead ?? ''}${old.open}${word}${old.close}${used?.trail ?? ''}`
  const { start } = span
  const end = start + old.end
  const entry = entryStart(text, start)
  const from = start - entry
  const become = (known: string) => known.slice(0, from) + next + known.slice(from + old.end)
  const change = { start, end, text: next }
  const changes = isCell ? padCell(text.document.text, change) : [change]
  return { changes, intends: { start: entry, become }, on: start }
}

/** Start of the line, heading or cell that an offset stands in. */
function entryStart({ leaves }: PlanText, offset: number): number {
  for (const block of leaves) {
    if (offset < block.start || offset > block.end) continue
    if (block.kind === 'heading') return block.textStart
    if (block.kind === 'item' || block.kind === 'paragraph')
      return block.lines.find(({ start, end }) => start <= offset && offset <= end)?.start ?? offset
  }
  return offset
}

/** Blanks of the cell make up for the difference in width, those on the side that has more of them. */
function padCell(text: string, { start, end, text: next }: Planned['changes'][number]): Planned['changes'] {
  const [before, behind] = [blanksBefore(text, start), blanksBehind(text, end)]
  const wider = widthOf(next) - widthOf(text.slice(start, end))
  const isRight = before > 1 && behind <= 1
  const room = Math.max(0, (isRight ? before : behind) - 1)
  const taken = Math.min(room, Math.max(0, wider))
  const pad = ' '.repeat(Math.max(0, -wider))
  return isRight
    ? [{ start: start - taken, end, text: pad + next }]
    : [{ start, end: end + taken, text: next + pad }]
}

function blanksBehind(text: string, offset: number): number {
  let at = offset
  while (text[at] === ' ') at += 1
  return at - offset
}

function blanksBefore(text: string, offset: number): number {
  let at = offset
  while (text[at - 1] === ' ') at -= 1
  return offset - at
}

/** Columns on a screen: an emoji takes two, marks on letters none. */
function widthOf(text: string): number {
  let width = 0
  for (const char of text)
    width += /\p{Emoji_Presentation}/u.test(char) ? 2 : /\p{M}|\u200d/u.test(char) ? 0 : 1
  return width
}

/** Every status that a line, heading or cell of the document says. */
function phrasesOf({ leaves }: PlanText): StatusPhrase[] {
  const spans = leaves.flatMap((block) => {
    if (block.kind !== 'table') return [ofHeading(block) ?? readLabelled([block], KEYS)]
    const column = statusColumn(block)
    return block.rows.map(({ cells }) => cells[column])
  })
  return spans.flatMap((span) => (span && readPhrase(span.text)) ?? [])
}
