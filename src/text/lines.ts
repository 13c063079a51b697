/** What a single line says about itself. Every pattern is anchored and without nested repetition. */
import type { Heading, TextSpan } from './blocks.ts'

export interface Line {
  readonly start: number
  /** Before the line feed. */
  readonly end: number
  /** Behind the last character that is not blank. */
  readonly textEnd: number
  /** First character that is not blank, and its column from 0 with tab stops of four. */
  readonly at: number
  readonly column: number
}

const isBlank = (char: string | undefined): boolean =>
  char === ' ' || char === '\t' || char === '\r' || char === '\u00a0'

/** The line that contains `start`, cut at `to`. */
export function readLine(text: string, start: number, to: number): Line {
  const feed = text.indexOf('\n', start)
  const end = feed === -1 || feed > to ? to : feed
  let at = start
  let column = 0
  for (; at < end && isBlank(text[at]); at += 1) column += text[at] === '\t' ? 4 - (column % 4) : 1
  return { start, end, at, column, textEnd: trimEnd(text, at, end) }
}

function trimEnd(text: string, start: number, end: number): number {
  let last = end
  while (last > start && isBlank(text[last - 1])) last -= 1
  return last
}

/** The trimmed span between two offsets; blanks are spaces, tabs and line ends. */
export function spanOf(text: string, start: number, end: number): TextSpan {
  let first = start
  while (first < end && (isBlank(text[first]) || text[first] === '\n')) first += 1
  let last = end
  while (last > first && (isBlank(text[last - 1]) || text[last - 1] === '\n')) last -= 1
  return { text: text.slice(first, last), start: first, end: last }
}

/** `## Title`, up to three columns in. */
export function readHeading(text: string, line: Line): Heading | undefined {
  if (line.column > 3 || text[line.at] !== '#') return undefined
  let at = line.at
  while (text[at] === '#') at += 1
  const level = at - line.at
  if (level > 6 || (at < line.textEnd && !isBlank(text[at]))) return undefined
  let end = line.textEnd
  while (end > at && text[end - 1] === '#') end -= 1
  // `# C#` keeps its last character: a closing run stands behind a blank.
  if (end > at && !isBlank(text[end - 1])) end = line.textEnd
  const title = spanOf(text, at, end)
  return {
    kind: 'heading',
    level,
    text: title.text,
    textStart: title.start,
    start: line.at,
    end: line.textEnd,
  }
}

/** Level of a heading that is underlined by this line: 1 for `===`, 2 for `---`, else 0. */
export function readUnderline(text: string, line: Line): 0 | 1 | 2 {
  const char = text[line.at]
  if ((char !== '=' && char !== '-') || line.column > 3) return 0
  for (let at = line.at; at < line.textEnd; at += 1) if (text[at] !== char) return 0
  if (line.textEnd - line.at < 3) return 0
  return char === '=' ? 1 : 2
}

/** `---`, `* * *`, `___`. */
export function isRule(text: string, line: Line): boolean {
  const char = text[line.at]
  if ((char !== '-' && char !== '*' && char !== '_') || line.column > 3) return false
  let count = 0
  for (let at = line.at; at < line.textEnd; at += 1) {
    if (text[at] === char) count += 1
    else if (!isBlank(text[at])) return false
  }
  return count >= 3
}

interface ItemHead {
  readonly marker: string
  readonly box?: { readonly state: string; readonly offset: number } | undefined
  readonly textStart: number
}

const BOX = /^\[(.?)\](?=[ \t\r\u00a0]|$)/su

/** Behind `-`, `*`, `+`, or up to nine digits with `.` or `)`; the start of the line where there is no marker. */
function endOfMarker(text: string, { at, textEnd }: Line): number {
  if (at < textEnd && '-*+'.includes(text.charAt(at))) return at + 1
  let digits = at
  while (digits < textEnd && digits < at + 9 && isDigit(text.charCodeAt(digits))) digits += 1
  const isMarker = digits > at && digits < textEnd && '.)'.includes(text.charAt(digits))
  return isMarker ? digits + 1 : at
}

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39

/** Marker, box and start of the text of a list item. */
export function readItemHead(text: string, line: Line): ItemHead | undefined {
  const behind = endOfMarker(text, line)
  if (behind === line.at || (behind < line.textEnd && !isBlank(text[behind]))) return undefined
  const marker = text.slice(line.at, behind)
  let at = behind
  while (at < line.textEnd && isBlank(text[at])) at += 1
  if (text[at] !== '[') return { marker, textStart: at }
  const isUsual = 'x ✓X'.includes(text[at + 1] ?? '?') && text[at + 2] === ']' && isBlank(text[at + 3])
  if (isUsual && at + 3 < line.textEnd) {
    return { marker, box: { state: text.charAt(at + 1), offset: at + 1 }, textStart: at + 3 }
  }
  const box = BOX.exec(text.slice(at, Math.min(at + 6, line.textEnd)))
  if (!box) return { marker, textStart: at }
  return { marker, box: { state: box[1]?.trim() || ' ', offset: at + 1 }, textStart: at + box[0].length }
}
