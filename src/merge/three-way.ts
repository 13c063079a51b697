/** Three texts as one row of segments: what nobody changed, what one side changed, what both did. */
import { diffLines } from './diff-lines.ts'

/** Start and end (exclusive) of lines. */
export type Span = readonly [number, number]

export interface Segment {
  readonly kind: 'unchanged' | 'ours' | 'theirs' | 'agreed' | 'conflict'
  readonly base: Span
  readonly ours: Span
  readonly theirs: Span
}

export interface Sides {
  readonly base: readonly string[]
  readonly ours: readonly string[]
  readonly theirs: readonly string[]
}

interface Hunk {
  readonly side: 'ours' | 'theirs'
  readonly start: number
  readonly end: number
  readonly growth: number
}

/** Changes that overlap or touch are one segment; it is `agreed` where both sides wrote the same lines. */
export function threeWay(sides: Sides): readonly Segment[] {
  const segments: Segment[] = []
  const shift = { ours: 0, theirs: 0 }
  let done = 0
  const push = (kind: Segment['kind'], start: number, end: number, growth = { ours: 0, theirs: 0 }): void => {
    if (start === end && growth.ours === 0 && growth.theirs === 0 && kind === 'unchanged') return
    const ours: Span = [start + shift.ours, end + shift.ours + growth.ours]
    const theirs: Span = [start + shift.theirs, end + shift.theirs + growth.theirs]
    segments.push({ kind, base: [start, end], ours, theirs })
    shift.ours += growth.ours
    shift.theirs += growth.theirs
    done = end
  }
  for (const group of groupHunks(hunksOf(sides))) {
    const start = Math.min(...group.map((hunk) => hunk.start))
    const end = Math.max(...group.map((hunk) => hunk.end))
    push('unchanged', done, start)
    const growth = { ours: growthOf(group, 'ours'), theirs: growthOf(group, 'theirs') }
    const ours = sides.ours.slice(start + shift.ours, end + shift.ours + growth.ours)
    const theirs = sides.theirs.slice(start + shift.theirs, end + shift.theirs + growth.theirs)
    push(kindOf(group, ours, theirs), start, end, growth)
  }
  push('unchanged', done, sides.base.length)
  return segments
}

function hunksOf({ base, ours, theirs }: Sides): readonly Hunk[] {
  const against = (side: Hunk['side'], lines: readonly string[]): Hunk[] =>
    diffLines(base, lines).map(({ start, end, from, to }) => ({
      side,
      start,
      end,
      growth: to - from - (end - start),
    }))
  return [...against('ours', ours), ...against('theirs', theirs)].sort((a, b) => a.start - b.start)
}

function groupHunks(hunks: readonly Hunk[]): readonly (readonly Hunk[])[] {
  const groups: Hunk[][] = []
  let reach = -1
  for (const hunk of hunks) {
    const group = groups.at(-1)
    if (group && hunk.start <= reach) group.push(hunk)
    else groups.push([hunk])
    reach = Math.max(group && hunk.start <= reach ? reach : -1, hunk.end)
  }
  return groups
}

function growthOf(group: readonly Hunk[], side: Hunk['side']): number {
  return group.reduce((sum, hunk) => (hunk.side === side ? sum + hunk.growth : sum), 0)
}

function kindOf(group: readonly Hunk[], ours: readonly string[], theirs: readonly string[]): Segment['kind'] {
  if (group.every((hunk) => hunk.side === 'ours')) return 'ours'
  if (group.every((hunk) => hunk.side === 'theirs')) return 'theirs'
  const isSame = ours.length === theirs.length && ours.every((line, at) => line === theirs[at])
  return isSame ? 'agreed' : 'conflict'
}
