/**
 * The placement guard: a clean line-wise merge of repeated blocks can move an edit to another block.
 *
 *     ours:   … unique line A … [edit]        the nearest unique line before an edit
 *     result: … unique line B … [edit]        must be the same one in the result
 */
import type { Segment, Sides, Span } from './three-way.ts'

/** The first segment whose edit would stand behind another unique line than its author put it. */
export function findMisplaced(
  sides: Sides,
  segments: readonly Segment[],
  result: readonly string[],
): Segment | undefined {
  const isAnchor = anchorTest(sides)
  const before = {
    ours: anchorsBefore(sides.ours, isAnchor),
    theirs: anchorsBefore(sides.theirs, isAnchor),
    result: anchorsBefore(result, isAnchor),
  }
  let at = 0
  for (const segment of segments) {
    const { kind } = segment
    if ((kind === 'ours' || kind === 'theirs') && before[kind][segment[kind][0]] !== before.result[at])
      return segment
    at += lengthOf(kind === 'theirs' ? segment.theirs : segment.ours)
  }
  return undefined
}

function lengthOf([start, end]: Span): number {
  return end - start
}

function anchorTest(sides: Sides): (line: string) => boolean {
  const repeated = new Set<string>()
  for (const lines of [sides.base, sides.ours, sides.theirs]) {
    const seen = new Set<string>()
    for (const line of lines) {
      if (seen.has(line)) repeated.add(line)
      seen.add(line)
    }
  }
  return (line) => line.trim() !== '' && !repeated.has(line)
}

/** For each position, also the one past the end, the last anchor line before it. */
function anchorsBefore(
  lines: readonly string[],
  isAnchor: (line: string) => boolean,
): readonly (string | undefined)[] {
  const anchors: (string | undefined)[] = [undefined]
  for (const line of lines) anchors.push(isAnchor(line) ? line : anchors.at(-1))
  return anchors
}
