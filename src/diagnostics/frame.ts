import { firstColumns, lastColumns, widthOf } from './columns.ts'
import type { Location } from './diagnostic.ts'
import { inert } from './inert.ts'

/** Columns of source shown at most, and how many of them before the marked span. */
const WIDTH = 100
const BEFORE = 40
/** Units that are looked at for those columns: marks without width may be stacked without end. */
const REACH = 8 * WIDTH

/** The line of a text, from 1, without its line ending; undefined past the end. */
export function lineAt(text: string, line: number): string | undefined {
  let start = 0
  for (let count = 1; count < line; count += 1) {
    const next = text.indexOf('\n', start)
    if (next === -1) return undefined
    start = next + 1
  }
  const end = text.indexOf('\n', start)
  return text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '')
}

/** Source with what a terminal acts on spelled out and tabs as blanks. */
function shown(source: string): string {
  return inert(source).replaceAll('\t', '    ')
}

/** A part of the source, shown; not from the middle of a surrogate pair. */
function part(source: string, start: number, end: number): string {
  const from = isLow(source, start) ? start + 1 : start
  const to = isLow(source, end) ? end - 1 : end
  return shown(source.slice(from, to))
}

function isLow(source: string, at: number): boolean {
  const unit = source.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}

/** Three lines: the marked part of the source with carets under it; none where the line does not exist. */
export function frame(text: string, location: Location): readonly string[] {
  const source = lineAt(text, location.start.line)
  if (source === undefined || location.start.column < 1) return []
  const start = Math.min(location.start.column - 1, source.length)
  const sameLine = location.end.line === location.start.line
  const end = Math.max(start, Math.min(sameLine ? location.end.column - 1 : source.length, source.length))
  const before = part(source, Math.max(0, start - REACH), start)
  const isFar = start > REACH || widthOf(before) > WIDTH - BEFORE
  const lead = isFar ? `…${lastColumns(before, BEFORE)}` : before
  const rest = part(source, start, start + REACH)
  const right = firstColumns(rest, WIDTH - widthOf(lead))
  const marked = firstColumns(part(source, start, Math.min(end, start + REACH)), widthOf(right))
  const isCut = start + REACH < source.length || right !== rest
  const gutter = ' '.repeat(String(location.start.line).length)
  return [
    `${gutter} |`,
    `${location.start.line} | ${`${lead}${right}`.trimEnd()}${isCut ? '…' : ''}`,
    `${gutter} | ${' '.repeat(widthOf(lead))}${'^'.repeat(Math.max(1, widthOf(marked)))}`,
  ]
}
