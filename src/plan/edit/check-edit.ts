/** The second opinion on an edit: from what it intends alone, and from the document read again. */
import { applyChanges, type Change, shiftOffsets } from '../../text/changes.ts'
import { createDocument, type Document, lineAt } from '../../text/document.ts'
import { type OutlineEntry, outlineOf } from './outline.ts'
import type { PlanText } from './plan-text.ts'
import type { Planned } from './planned.ts'

export interface Edited {
  readonly before: PlanText
  readonly after: PlanText
  readonly changes: readonly Change[]
  readonly planned: readonly Planned[]
}

/** A line, from 1, where the edited document is not what its edits intend; undefined: all is well. */
export function findDamage(edited: Edited): number | undefined {
  const old = outlineOf(edited.before)
  const intends = intentionsOf(old, edited.planned)
  return intends ? (findForeignLine(edited, intends) ?? findForeignEntry(edited, old, intends)) : 1
}

/** What becomes of an entry of the outline. */
interface Intention {
  readonly entry: OutlineEntry
  readonly become: (text: string) => string
  readonly on: number
  readonly adds: number
}

type Intentions = ReadonlyMap<OutlineEntry, Intention>

/** Undefined where an edit is about something the document does not say. */
function intentionsOf(old: readonly OutlineEntry[], planned: readonly Planned[]): Intentions | undefined {
  // What has no text of its own may share its place with what has.
  const entries = new Map(old.filter(({ text }) => text !== '').map((entry) => [entry.start, entry]))
  const intends = new Map<OutlineEntry, Intention>()
  for (const { intends: one, on, adds = 0 } of planned) {
    const entry = entries.get(one.start)
    if (!entry) return undefined
    const known = intends.get(entry)
    const become = (text: string) => one.become(known ? known.become(text) : text)
    intends.set(entry, { entry, become, on, adds: adds + (known?.adds ?? 0) })
  }
  return intends
}

const isKey = ({ shape }: OutlineEntry): boolean => shape.startsWith('key ')

/**
 * The first line that is not as the intentions have it, character by character. In a row of a table blanks may
 * differ; of a line of the front matter only the end is known.
 */
function findForeignLine({ before, after }: Edited, intends: Intentions): number | undefined {
  const expected = createDocument('', applyChanges(before.document.text, foresee(before.document, intends)))
  const free = new Map<number, number>()
  const rows = new Set<number>()
  for (const { entry, on, adds } of intends.values()) {
    const line = lineAt(before.document, on)
    if (isKey(entry)) free.set(line, (free.get(line) ?? 0) + adds)
    if (entry.shape === 'cell') rows.add(line)
  }
  const lines = expected.lineStarts.length
  let added = 0
  for (let line = 0; line < lines; line += 1) {
    const adds = free.get(line)
    added += adds ?? 0
    const compared = adds !== undefined ? endOf : rows.has(line) ? withoutBlanks : undefined
    const [wanted, found] = [lineText(expected, line), lineText(after.document, line + added)]
    if (compared ? compared(wanted) !== compared(found) : wanted !== found) return line + 1
  }
  return after.document.lineStarts.length === lines + added ? undefined : lines
}

/** The intentions as changes of the text; what front matter says has too many spellings for that. */
function foresee({ text }: Document, intends: Intentions): Change[] {
  return [...intends.values()]
    .filter(({ entry }) => !isKey(entry))
    .map(({ entry: { shape, start, text: own }, become }) => {
      const end = shape === 'box' && text[start] === ']' ? start : start + own.length
      return { start, end, text: become(text.slice(start, end)) }
    })
    .sort((a, b) => a.start - b.start)
}

const endOf = (text: string): string => text.slice(text.trimEnd().length)

const withoutBlanks = (text: string): string => text.replaceAll(' ', '')

const lineText = ({ text, lineStarts }: Document, line: number): string =>
  text.slice(lineStarts[line] ?? text.length, lineStarts[line + 1] ?? text.length)

/** The first thing that reads otherwise than intended, or stands elsewhere. */
function findForeignEntry(
  { before, after, changes }: Edited,
  old: readonly OutlineEntry[],
  intends: Intentions,
): number | undefined {
  const now = outlineOf(after)
  const starts = shiftOffsets(
    old.map(({ start }) => start),
    changes,
  )
  for (const [index, entry] of old.entries()) {
    const text = intends.get(entry)?.become(entry.text) ?? entry.text
    const found = now[index]
    const isSame = found?.shape === entry.shape && found.text === text
    const start = isSame ? skipBlanks(after.document.text, starts[index] ?? 0, found) : -1
    if (found?.start !== start) return lineAt(before.document, entry.start) + 1
  }
  return now.length > old.length ? before.document.lineStarts.length : undefined
}

/** A cell that is filled from the right starts behind the blanks that keep its width. */
function skipBlanks(text: string, offset: number, { shape, text: own, start }: OutlineEntry): number {
  if (shape !== 'cell') return offset
  if (own === '') return start
  let at = offset
  while (text[at] === ' ') at += 1
  return at
}
