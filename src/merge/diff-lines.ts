/** The only import of node-diff3. */
import { diffIndices } from 'node-diff3'

/** Lines `from` to `to` (exclusive) of the side stand where lines `start` to `end` of the base stood. */
export interface LineChange {
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
}

/** Changes in order, at least one equal line between any two. */
export function diffLines(base: readonly string[], side: readonly string[]): readonly LineChange[] {
  return diffIndices([...base], [...side]).map(({ buffer1: [start, removed], buffer2: [from, added] }) => ({
    start,
    end: start + removed,
    from,
    to: from + added,
  }))
}
