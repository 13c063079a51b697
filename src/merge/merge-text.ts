/** Three-way merge of text by lines. Where a clean result is not certain there is none. */
import { findLostLine } from './conservation.ts'
import { findMisplaced } from './placement.ts'
import { hasMarkers, readLines, type TextLines, writeLines } from './text-lines.ts'
import { type Segment, type Sides, threeWay } from './three-way.ts'

export type TextMerge =
  | { readonly kind: 'merged'; readonly content: Uint8Array }
  | { readonly kind: 'content' | 'ambiguous-placement' | 'unmergeable'; readonly detail: string }
  | { readonly kind: 'line-lost'; readonly line: string }

interface Texts {
  readonly base: TextLines
  readonly ours: TextLines
  readonly theirs: TextLines
}

/** The comparison is quadratic in lines that repeat; beyond this it would take seconds. */
const MOST_PAIRS = 1_000_000
const MOST_LINES = 20_000

/** Line ends, byte order mark and final newline are those of `ours`. */
export function mergeText(base: Uint8Array, ours: Uint8Array, theirs: Uint8Array): TextMerge {
  const texts = { base: readLines(base), ours: readLines(ours), theirs: readLines(theirs) }
  if (!texts.base || !texts.ours || !texts.theirs) return { kind: 'unmergeable', detail: 'not text' }
  return mergeLines({ base: texts.base, ours: texts.ours, theirs: texts.theirs })
}

function mergeLines(texts: Texts): TextMerge {
  if (hasMarkers(texts.ours) && !hasMarkers(texts.base)) {
    return { kind: 'unmergeable', detail: 'conflict markers in your file' }
  }
  const sides: Sides = { base: texts.base.lines, ours: texts.ours.lines, theirs: texts.theirs.lines }
  if (isTooLarge(sides)) return { kind: 'unmergeable', detail: 'too long or too repetitive' }
  const segments = threeWay(sides)
  const clash = segments.find((segment) => segment.kind === 'conflict')
  if (clash) return { kind: 'content', detail: describe(clash) }
  const result = segments.flatMap((segment) => linesOf(segment, texts))
  const lines = result.map((line) => line.text)
  const misplaced = findMisplaced(sides, segments, lines)
  if (misplaced) return { kind: 'ambiguous-placement', detail: describe(misplaced) }
  const lost = findLostLine(sides.base, sides.ours, lines) ?? findLostLine(sides.base, sides.theirs, lines)
  if (lost !== undefined) return { kind: 'line-lost', line: lost }
  return { kind: 'merged', content: writeLines(result, texts.ours) }
}

function linesOf(segment: Segment, { ours, theirs }: Texts): { text: string; end: string | undefined }[] {
  if (segment.kind === 'theirs')
    return theirs.lines.slice(...segment.theirs).map((text) => ({ text, end: undefined }))
  const [start, end] = segment.ours
  return ours.lines.slice(start, end).map((text, at) => ({ text, end: ours.ends[start + at] }))
}

function describe({ ours: [start, end] }: Segment): string {
  return end - start > 1 ? `lines ${start + 1}-${end}` : `line ${start + 1}`
}

function isTooLarge({ base, ours, theirs }: Sides): boolean {
  if (Math.max(base.length, ours.length, theirs.length) > MOST_LINES) return true
  return pairs(base, ours) > MOST_PAIRS || pairs(base, theirs) > MOST_PAIRS
}

function pairs(left: readonly string[], right: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const line of left) counts.set(line, (counts.get(line) ?? 0) + 1)
  return right.reduce((sum, line) => sum + (counts.get(line) ?? 0), 0)
}
