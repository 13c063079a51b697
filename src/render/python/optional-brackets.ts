/** Whether optional brackets make a split read better than the brackets that are there. */
import type { BracketSplit } from './bracket-split.ts'
import type { Leaf } from './leaves.ts'
import {
  countPriority,
  delimitersOf,
  fits,
  isClose,
  isMagic,
  isOpen,
  type Line,
  lengthOf,
  maxPriority,
} from './line.ts'
import { COMMA, DOT } from './priorities.ts'

/** False only for lines that certainly cannot be split. */
export function canBeSplit(line: Line): boolean {
  const { leaves } = line
  if (leaves.length < 2) return false
  if (leaves[0]?.kind !== 'string' || leaves[1]?.text !== '.') return true
  let calls = 0
  let dots = 0
  const next = leaves.at(-1)
  for (const leaf of leaves.slice(0, -1).reverse()) {
    if (isOpen(leaf)) {
      if (!isClose(next)) return false
      calls += 1
    } else if (leaf.text === '.') dots += 1
    else if (leaf.kind === 'name') {
      if (next?.text !== '.' && !isOpen(next)) return false
    } else if (!isClose(leaf)) return false
    if (dots > 1 && calls > 1) return false
  }
  return true
}

/** Whether the body keeps a shape that reads well when the optional brackets around it are left out. */
export function canOmitOptional(split: BracketSplit, width: number): boolean {
  const { body } = split
  const delimiters = delimitersOf(body)
  if (delimiters.size === 0) return true
  const priority = maxPriority(delimiters)
  const count = countPriority(delimiters, priority)
  if (count > 1) return false
  // black alone would break inside the last member of a tuple of two; black and ruff both keep this.
  if (priority === COMMA) return false
  if (priority === DOT) return true
  const [first, second] = body.leaves
  if (isOpen(first) && !isClose(second) && first && canOmitFirst(body, first, width)) return true
  const last = body.leaves.at(-1)
  if (last === undefined || !isClose(last) || (last.bracket === '[' && last.role === 'trailer')) return false
  return !isOpen(body.leaves.at(-2)) && canOmitLast(body, last, width)
}

function canOmitFirst(line: Line, first: Leaf, width: number): boolean {
  let length = line.depth * 4
  let isRemainder = false
  for (const leaf of line.leaves) {
    if (leaf.opening === first) isRemainder = true
    if (!isRemainder) continue
    length += lengthOf(leaf)
    if (length > width) return false
    if (isOpen(leaf)) isRemainder = false
  }
  return true
}

function canOmitLast(line: Line, last: Leaf, width: number): boolean {
  let length = line.depth * 4
  let hasOthers = false
  for (const leaf of line.leaves) {
    length += lengthOf(leaf)
    if (leaf === last.opening) {
      if (hasOthers || length <= width) return true
    } else if (isOpen(leaf)) hasOthers = true
  }
  return false
}

/** Whether a split inside the optional brackets reads better than one at them. */
export function prefersInner(inner: BracketSplit, outer: BracketSplit, width: number): boolean {
  const { head } = outer
  if (head.leaves.at(-2)?.text !== '=') return true
  if (!head.leaves.slice(0, -1).some((leaf) => isOpen(leaf) || isClose(leaf))) return true
  if (!fits(head, width - 1)) return true
  if (isMagic(head)) return true
  const targets = countEquals(head)
  if (targets > 1 && targets > countEquals(inner.head)) return false
  const afterEquals = inner.head.leaves.slice(
    inner.head.leaves.findLastIndex((leaf) => leaf.text === '=') + 1,
  )
  if (afterEquals.some(isClose)) return true
  return countEquals(inner.head) > 0 && fits(inner.head, width)
}

function countEquals(line: Line): number {
  return line.leaves.filter((leaf) => leaf.text === '=').length
}
