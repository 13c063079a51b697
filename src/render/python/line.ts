/** A piece of a statement that becomes one physical line, or is split further. */
import type { Leaf } from './leaves.ts'

export interface Line {
  readonly leaves: readonly Leaf[]
  /** Indentation in steps of four columns. */
  readonly depth: number
  readonly isInside: boolean
  /** To be split even where it fits. */
  readonly explodes: boolean
  /** Leaves whose brackets and commas count for this line: not those of a tail. */
  readonly tracked: ReadonlySet<Leaf>
}

/** A statement cannot be split this way. */
export class CannotSplit extends Error {}

export function isOpen(leaf: Leaf | undefined): boolean {
  return leaf?.kind === 'open'
}

export function isClose(leaf: Leaf | undefined): boolean {
  return leaf?.kind === 'close'
}

/** Without indentation of the first leaf's own, comments last. */
export function textOf(line: Line): string {
  const parts = line.leaves.map((leaf, at) => (at > 0 && leaf.space ? ' ' : '') + leaf.text)
  const comments = line.leaves.filter((leaf) => leaf.comment !== '').map((leaf) => `  ${leaf.comment}`)
  return ' '.repeat(line.depth * 4) + (parts.join('') + comments.join('')).trimStart()
}

export function fits(line: Line, width: number): boolean {
  const isImport = line.leaves[0]?.text === 'from'
  const ignored = line.leaves.map((leaf) =>
    isPragma(leaf.comment) && !isImport ? leaf.comment.length + 2 : 0,
  )
  return textOf(line).length - ignored.reduce((sum, length) => sum + length, 0) <= width
}

export function lengthOf(leaf: Leaf): number {
  const comment = isPragma(leaf.comment) ? 0 : leaf.comment.length
  return leaf.text.length + (leaf.space ? 1 : 0) + comment
}

/** Comments that speak to a tool, which ruff lets run over the edge. */
export function isPragma(comment: string): boolean {
  return /^#\s*(?:noqa\b|type:|ruff:|flake8:|pyright:|pylint:)/i.test(comment)
}

/** Tracked leaves outside all brackets of the line, with their break priorities. */
export function delimitersOf(line: Line): Map<Leaf, number> {
  const found = new Map<Leaf, number>()
  let depth = 0
  let previous: Leaf | undefined
  for (const leaf of line.leaves) {
    if (!line.tracked.has(leaf)) continue
    if (isClose(leaf)) depth -= 1
    if (depth === 0) {
      if (leaf.before > 0 && previous !== undefined) found.set(previous, leaf.before)
      else if (leaf.after > 0) found.set(leaf, leaf.after)
    }
    if (isOpen(leaf)) depth += 1
    previous = leaf
  }
  return found
}

export function maxPriority(delimiters: ReadonlyMap<Leaf, number>, except?: Leaf): number {
  let highest = 0
  for (const [leaf, priority] of delimiters) if (leaf !== except && priority > highest) highest = priority
  return highest
}

export function countPriority(delimiters: ReadonlyMap<Leaf, number>, priority: number): number {
  return [...delimiters.values()].filter((value) => value === priority).length
}

export function invisibleOf(line: Line): Leaf[] {
  let depth = 0
  const found: Leaf[] = []
  for (const leaf of line.leaves) {
    if (!line.tracked.has(leaf)) continue
    if (isClose(leaf)) depth -= 1
    if (depth === 0 && leaf.text === '' && (isOpen(leaf) || isClose(leaf))) found.push(leaf)
    if (isOpen(leaf)) depth += 1
  }
  return found
}

export function statementWord(line: Line): string {
  const [first, second] = line.leaves
  return (first?.text === 'async' ? second?.text : first?.text) ?? ''
}

/** Whether a comma that a person wrote before a closing bracket keeps its bracket exploded. */
export function isMagic(line: Line): boolean {
  return line.leaves.some((leaf, at) => line.tracked.has(leaf) && hasMagicComma(line, leaf, at))
}

function hasMagicComma(line: Line, closing: Leaf, at: number): boolean {
  const { opening } = closing
  if (opening === undefined || line.leaves[at - 1]?.text !== ',') return false
  if (closing.bracket === '{' || ['from', 'import'].includes(statementWord(line))) return true
  if (closing.bracket === '[' && closing.role === 'value') return true
  return !isOneSequence(line, opening, at)
}

/** Whether the pair that closes at `end` is a tuple of one: its comma is no style but syntax. */
export function isOneSequence(line: Line, opening: Leaf, end: number): boolean {
  let depth = 0
  let commas = 0
  if (opening.bracket === '{') return false
  for (let at = end - 1; at >= 0 && line.leaves[at] !== opening; at -= 1) {
    const leaf = line.leaves[at]
    if (isClose(leaf)) depth += 1
    if (isOpen(leaf)) depth -= 1
    if (depth === 0 && leaf?.text === ',')
      commas += opening.bracket === '(' && opening.role === 'trailer' ? 2 : 1
    if (commas > 1) return false
  }
  return true
}
