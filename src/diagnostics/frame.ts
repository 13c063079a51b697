import type { Location } from './diagnostic.ts'
import { inert } from './inert.ts'

/** Columns of source shown at most, and how many of them before the marked span. */
const WIDTH = 100
const BEFORE = 40

/** East Asian wide and emoji blocks, as terminals draw them in two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u
const ZERO = /^\p{M}$/u

/** Columns a text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return width
}

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

/** Cuts at characters, not in the middle of a surrogate pair. */
function cut(source: string, start: number, end: number): { before: string; after: string } {
  const from = isLow(source, start) ? start + 1 : start
  const to = isLow(source, end) ? end - 1 : end
  return { before: source.slice(from, to), after: to < source.length ? '…' : '' }
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
  const from = start > WIDTH - BEFORE ? start - BEFORE : 0
  const left = cut(source, from, start)
  const marked = cut(source, start, Math.min(end, from + WIDTH))
  const right = cut(source, Math.min(end, from + WIDTH), Math.min(source.length, from + WIDTH))
  const lead = (from > 0 ? '…' : '') + shown(left.before)
  const middle = shown(marked.before)
  const gutter = ' '.repeat(String(location.start.line).length)
  const line = `${lead}${middle}${shown(right.before)}${right.after}`.trimEnd()
  return [
    `${gutter} |`,
    `${location.start.line} | ${line}`,
    `${gutter} | ${' '.repeat(widthOf(lead))}${'^'.repeat(Math.max(1, widthOf(middle)))}`,
  ]
}
