/**
 * First pass of the block scanner: finds code fences and HTML comments and blanks them, so that the
 * second pass meets neither. Blanking keeps every offset. Linear in the length of the text.
 */
import type { Fence } from './blocks.ts'
import type { Document } from './document.ts'

export interface MaskedText {
  /** As long as the source; comments and fences are blanks, line ends are kept. */
  readonly text: string
  /** In order of `start`. */
  readonly fences: readonly Fence[]
  /** Openers that are never closed; their lines are blanked, the rest is text. */
  readonly unclosed: readonly { readonly start: number; readonly end: number }[]
}

interface Run {
  readonly char: string
  readonly length: number
  readonly info: string
  readonly lineStart: number
  readonly lineEnd: number
  /** Offset of the run itself. */
  readonly at: number
  readonly line: number
}

export interface Range {
  readonly from: number
  readonly to: number
}

const OPENER = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})([^\r]*)/
const QUOTES_FENCES = new Set(['markdown', 'md', 'mdx'])

export function maskText(document: Document, range: Range): MaskedText {
  const { text } = document
  const runs = findRuns(document, range)
  const longest = longestCloserFrom(runs)
  const fences: Fence[] = []
  const unclosed: { start: number; end: number }[] = []
  const blanks: [number, number][] = []
  let quoting = true
  let next = 0
  let at = range.from
  let comment = text.indexOf('<!--', at)
  let closing = 0
  while (at < range.to) {
    while (next < runs.length && (runs[next]?.lineStart ?? 0) < at) next += 1
    if (comment !== -1 && comment < at) comment = text.indexOf('<!--', at)
    const opener = runs[next]
    if (opener && (comment === -1 || opener.at < comment)) {
      const quotes = quoting && QUOTES_FENCES.has(opener.info.toLowerCase())
      let closer = quotes ? findQuotingCloser(runs, next) : undefined
      // A quoting fence that does not come out even is tried once only: the search may reach the end.
      if (quotes && !closer) quoting = false
      closer ??= findCloser(runs, next, longest)
      if (closer) fences.push(makeFence(document, opener, closer))
      else unclosed.push({ start: opener.at, end: opener.lineEnd })
      blanks.push([opener.lineStart, (closer ?? opener).lineEnd])
      at = (closer ?? opener).lineEnd + 1
    } else if (comment !== -1 && comment < range.to) {
      // Searched once only for all comments that it may end.
      if (closing !== -1 && closing < comment + 4) closing = text.indexOf('-->', comment + 4)
      if (closing === -1) comment = -1
      else if (text[comment - 1] === '`') at = comment + 4
      else {
        blanks.push([comment, closing + 3])
        at = closing + 3
      }
    } else break
  }
  return { text: blank(text, blanks), fences, unclosed }
}

function findRuns({ text, lineStarts }: Document, { from, to }: Range): Run[] {
  const runs: Run[] = []
  for (let line = 0; line < lineStarts.length; line += 1) {
    const lineStart = Math.max(lineStarts[line] ?? 0, from)
    const lineEnd = Math.min((lineStarts[line + 1] ?? text.length + 1) - 1, to)
    if (lineEnd - lineStart < 3) continue
    const content = text.slice(lineStart, lineEnd)
    if (!content.includes('```') && !content.includes('~~~')) continue
    const match = OPENER.exec(content)
    const run = match?.[1]
    if (!match || run === undefined) continue
    const info = (match[2] ?? '').trim()
    if (run.startsWith('`') && info.includes('`')) continue
    const at = lineStart + match[0].length - run.length - (match[2] ?? '').length
    runs.push({ char: run.charAt(0), length: run.length, info, lineStart, lineEnd, at, line })
  }
  return runs
}

/** For each run the longest bare run of the same character after it: whether a closer exists at all. */
function longestCloserFrom(runs: readonly Run[]): readonly number[] {
  const longest: Record<string, number> = { '`': 0, '~': 0 }
  const result = new Array<number>(runs.length)
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const run = runs[index]
    if (!run) continue
    result[index] = longest[run.char] ?? 0
    if (run.info === '') longest[run.char] = Math.max(longest[run.char] ?? 0, run.length)
  }
  return result
}

function findCloser(runs: readonly Run[], from: number, longest: readonly number[]): Run | undefined {
  const opener = runs[from]
  if (!opener || (longest[from] ?? 0) < opener.length) return undefined
  for (let index = from + 1; index < runs.length; index += 1) {
    const run = runs[index]
    if (run && run.info === '' && run.char === opener.char && run.length >= opener.length) return run
  }
  return undefined
}

/** In a fence that quotes Markdown an inner fence of the same length is counted, not taken as the end. */
function findQuotingCloser(runs: readonly Run[], from: number): Run | undefined {
  const opener = runs[from]
  let depth = 1
  for (let index = from + 1; index < runs.length; index += 1) {
    const run = runs[index]
    if (!opener || !run || run.char !== opener.char || run.length < opener.length) continue
    depth += run.info === '' ? -1 : 1
    if (depth === 0) return run
  }
  return undefined
}

function makeFence(document: Document, opener: Run, closer: Run): Fence {
  const { text, lineStarts } = document
  const indent = opener.at - opener.lineStart
  const starts: number[] = []
  const lines: string[] = []
  for (let line = opener.line + 1; line < closer.line; line += 1) {
    let start = lineStarts[line] ?? 0
    let end = (lineStarts[line + 1] ?? text.length + 1) - 1
    if (text[end - 1] === '\r') end -= 1
    for (let left = indent; left > 0 && start < end && /[ \t]/.test(text.charAt(start)); left -= 1) start += 1
    starts.push(start)
    lines.push(text.slice(start, end))
  }
  return {
    kind: 'fence',
    info: opener.info,
    language: opener.info.split(/[\s{,:]/, 1)[0]?.toLowerCase() ?? '',
    content: lines.length === 0 ? '' : `${lines.join('\n')}\n`,
    lineStarts: [...starts, closer.lineStart],
    start: opener.at,
    end: trimEnd(text, closer.lineEnd),
  }
}

const trimEnd = (text: string, end: number): number => (text[end - 1] === '\r' ? end - 1 : end)

function blank(text: string, spans: readonly (readonly [number, number])[]): string {
  const parts: string[] = []
  let last = 0
  for (const [start, end] of spans) {
    parts.push(text.slice(last, start), text.slice(start, end).replace(/[^\r\n]/g, ' '))
    last = end
  }
  parts.push(text.slice(last))
  return parts.join('')
}
