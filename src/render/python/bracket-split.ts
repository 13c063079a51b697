import type { Leaf } from './leaves.ts'
import type { Line } from './line.ts'

/** A line cut at a pair of brackets. */
export interface BracketSplit {
  readonly head: Line
  readonly body: Line
  readonly tail: Line
  readonly open: Leaf
  readonly close: Leaf
}
