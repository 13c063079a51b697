/**
 * A logical line → the physical lines that black and ruff would make of it, at a given width.
 *
 * Right side first: the content of the last bracket that helps goes on a line of its own; what still
 * does not fit is split at the operators or commas that bind least, and so on inside each piece.
 */
import type { Leaf } from './leaves.ts'
import {
  CannotSplit,
  countPriority,
  delimitersOf,
  fits,
  invisibleOf,
  isMagic,
  type Line,
  maxPriority,
  statementWord,
  textOf,
} from './line.ts'
import { COMMA, DOT } from './priorities.ts'
import { commaAfter, leftSplit, pieceOf, rightSplit } from './split-brackets.ts'

export function splitLine(leaves: readonly Leaf[], depth: number, width: number): string[] {
  const line = { leaves, depth, isInside: false, explodes: false, tracked: new Set(leaves) }
  return transform(line, width, false).map(textOf)
}

function transform(line: Line, width: number, forced: boolean): Line[] {
  if (!line.explodes && !isMagic(line) && fits(line, width)) return [line]
  const splits = statementWord(line) === 'def' ? [leftSplit] : [right]
  for (const split of line.isInside ? [delimiterSplit, right] : splits) {
    try {
      return attempt(line, split, width, forced)
    } catch (error) {
      if (!(error instanceof CannotSplit)) throw error
    }
  }
  return [line]
}

type Split = (line: Line, width: number, forced: boolean) => Line[]

function right(line: Line, width: number, forced: boolean): Line[] {
  return rightSplit(line, width, forced)
}

function attempt(line: Line, split: Split, width: number, forced: boolean): Line[] {
  const before = textOf(line)
  const optional = split === right ? invisibleOf(line) : []
  const copy = forced || optional.length === 0 ? undefined : clone(line)
  const result: Line[] = []
  for (const piece of split(line, width, forced)) {
    if (textOf(piece) === before) throw new CannotSplit('nothing changed')
    result.push(...transform(piece, width, forced))
  }
  const [first] = result
  if (copy === undefined || first === undefined || fits(first, width)) return result
  if (optional.some((bracket) => bracket.text !== '')) return result
  const second = attemptForced(copy, split, width)
  return second?.every((piece) => fits(piece, width)) ? second : result
}

function attemptForced(line: Line, split: Split, width: number): Line[] | undefined {
  try {
    return attempt(line, split, width, true)
  } catch (error) {
    if (error instanceof CannotSplit) return undefined
    throw error
  }
}

/** The same line with leaves of its own, so that brackets shown in one attempt are not seen in another. */
function clone(line: Line): Line {
  const copies = new Map<Leaf, Leaf>()
  for (const leaf of line.leaves) {
    const opening = leaf.opening && (copies.get(leaf.opening) ?? leaf.opening)
    copies.set(leaf, { ...leaf, opening })
  }
  const leaves = [...copies.values()]
  return { ...line, leaves, tracked: new Set(leaves) }
}

function delimiterSplit(line: Line): Line[] {
  const last = line.leaves.at(-1)
  const delimiters = delimitersOf(line)
  const priority = maxPriority(delimiters, last)
  if (priority === 0) throw new CannotSplit('no delimiters')
  if (priority === DOT && countPriority(delimiters, priority) === 1) {
    throw new CannotSplit('a single attribute stays with its owner')
  }
  const pieces: Line[] = []
  let leaves: Leaf[] = []
  for (const leaf of line.leaves) {
    leaves.push(leaf)
    if (delimiters.get(leaf) === priority) {
      pieces.push(pieceOf(line, leaves))
      leaves = []
    }
  }
  if (leaves.length > 0) pieces.push(pieceOf(line, priority === COMMA ? withComma(leaves) : leaves))
  return pieces
}

function withComma(leaves: readonly Leaf[]): Leaf[] {
  return leaves.at(-1)?.text === ',' ? [...leaves] : [...leaves, commaAfter(leaves)]
}
