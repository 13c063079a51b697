/** Splits at a pair of brackets: head, indented body, tail. */
import type { BracketSplit } from './bracket-split.ts'
import type { Leaf } from './leaves.ts'
import {
  CannotSplit,
  delimitersOf,
  fits,
  isClose,
  isMagic,
  isOneSequence,
  isOpen,
  type Line,
  lengthOf,
  maxPriority,
  statementWord,
  textOf,
} from './line.ts'
import { canBeSplit, canOmitOptional, prefersInner } from './optional-brackets.ts'
import { COMMA } from './priorities.ts'

export function pieceOf(line: Line, leaves: readonly Leaf[]): Line {
  return { leaves, depth: line.depth, isInside: line.isInside, explodes: false, tracked: new Set(leaves) }
}

/** At the first brackets with content: for definitions. */
export function leftSplit(line: Line): Line[] {
  for (const bracket of ['(', '[']) {
    const open = line.leaves.findIndex((leaf, at) => {
      return isOpen(leaf) && leaf.bracket === bracket && !isClose(line.leaves[at + 1])
    })
    const close = line.leaves.findIndex(
      (leaf) => leaf.opening !== undefined && leaf.opening === line.leaves[open],
    )
    if (open >= 0 && close >= 0) return show(cut(line, open, close))
  }
  throw new CannotSplit('no brackets')
}

function show(split: BracketSplit): Line[] {
  for (const leaf of [split.open, split.close]) if (leaf.text === '') leaf.text = isOpen(leaf) ? '(' : ')'
  return [split.head, split.body, split.tail].filter((line) => line.leaves.length > 0)
}

function cut(line: Line, open: number, close: number): BracketSplit {
  const [opening, closing] = [line.leaves[open], line.leaves[close]]
  if (opening === undefined || closing === undefined) throw new CannotSplit('no brackets')
  const head = line.leaves.slice(0, open + 1)
  const tail = pieceOf({ ...line, isInside: false }, line.leaves.slice(close))
  const split = {
    head: { ...tail, leaves: head, tracked: matched(head) },
    body: bodyOf(line, opening, line.leaves.slice(open + 1, close)),
    tail: { ...tail, tracked: new Set<Leaf>() },
    open: opening,
    close: closing,
  }
  if (split.body.leaves.length === 0 && textOf(split.tail).trim().length < 3) {
    throw new CannotSplit('an empty body saves nothing')
  }
  return split
}

/** Leaves inside pairs that are complete in the head. */
function matched(leaves: readonly Leaf[]): ReadonlySet<Leaf> {
  const inside = new Set<Leaf>()
  for (const [at, leaf] of leaves.entries()) {
    if (leaf.opening === undefined) continue
    const start = leaves.indexOf(leaf.opening)
    if (start >= 0) for (const member of leaves.slice(start, at + 1)) inside.add(member)
  }
  return inside
}

function bodyOf(line: Line, open: Leaf, content: readonly Leaf[]): Line {
  const leaves = needsComma(line, open, content) ? [...content, commaAfter(content)] : content
  const body = { leaves, depth: line.depth + 1, isInside: true, explodes: false, tracked: new Set(leaves) }
  return { ...body, explodes: explodes(body, open, statementWord(line)) }
}

function explodes(body: Line, open: Leaf, statement: string): boolean {
  const last = body.leaves.at(-1)
  const hasComma = last?.text === ','
  if (maxPriority(delimitersOf(body), hasComma ? last : undefined) !== COMMA) return false
  return hasComma || open.role !== 'trailer' || statement === 'from'
}

function needsComma(line: Line, open: Leaf, content: readonly Leaf[]): boolean {
  const last = content.at(-1)
  if (last === undefined || last.text === ',') return false
  const statement = statementWord(line)
  if (statement === 'from') return true
  if (statement !== 'def' || open.text !== '(' || open.role === 'returns') return false
  return !hasSeparator(content)
}

/** Whether a comma stands outside all brackets. */
function hasSeparator(content: readonly Leaf[]): boolean {
  let depth = 0
  for (const leaf of content) {
    if (isClose(leaf)) depth -= 1
    if (leaf.text === ',' && depth === 0) return true
    if (isOpen(leaf)) depth += 1
  }
  return false
}

/** A trailing comma, which takes over the comment of what it follows. */
export function commaAfter(content: readonly Leaf[]): Leaf {
  const last = content.findLast((leaf) => leaf.text !== '')
  const comment = last?.comment ?? ''
  if (last) last.comment = ''
  return {
    kind: 'op',
    bracket: '',
    text: ',',
    space: false,
    comment,
    role: 'value',
    opening: undefined,
    before: 0,
    after: COMMA,
  }
}

/** At the last brackets that leave a first line that fits. */
export function rightSplit(line: Line, width: number, forced: boolean): Line[] {
  let first: Line[] | undefined
  for (const omitted of trailersToOmit(line, width)) {
    if (omitted.size > 0 && startsTooFar(line, omitted, width)) continue
    const lines = splitOmitting(line, omitted, width, forced)
    if (omitted.size === 0) first ??= lines
    const [head] = lines
    if (head && fits(head, width)) return lines
  }
  return first ?? splitOmitting(line, new Set(), width, forced)
}

function startsTooFar(line: Line, omitted: ReadonlySet<Leaf>, width: number): boolean {
  const target = line.leaves.findLast((leaf) => isClose(leaf) && !omitted.has(leaf))?.opening
  if (target === undefined || target.text === '') return false
  let length = line.depth * 4
  for (const leaf of line.leaves) {
    if (leaf === target) return length > width
    length += lengthOf(leaf)
  }
  return false
}

function splitOmitting(line: Line, omitted: ReadonlySet<Leaf>, width: number, forced: boolean): Line[] {
  return splitOptional(lastBrackets(line, omitted), line, { omitted, width, forced })
}

function lastBrackets(line: Line, omitted: ReadonlySet<Leaf>): BracketSplit {
  let at = line.leaves.length - 1
  while (at >= 0) {
    const close = line.leaves[at]
    const isCandidate = close !== undefined && isClose(close) && !omitted.has(close)
    const open = isCandidate && close.opening ? line.leaves.indexOf(close.opening) : at
    if (open < 0) break
    if (open < at - 1) return cut(line, open, at)
    at = open - 1
  }
  throw new CannotSplit('no brackets')
}

interface Attempt {
  readonly omitted: ReadonlySet<Leaf>
  readonly width: number
  readonly forced: boolean
}

function splitOptional(split: BracketSplit, line: Line, attempt: Attempt): Line[] {
  const { width, forced } = attempt
  const isOptional = split.open.bracket === '(' && split.open.text === '' && split.close.text === ''
  if (!forced && isOptional && statementWord(line) !== 'from' && canOmitOptional(split, width)) {
    const omitted = new Set([split.close, ...attempt.omitted])
    try {
      const inner = lastBrackets(line, omitted)
      if (prefersInner(inner, split, width)) return splitOptional(inner, line, { ...attempt, omitted })
    } catch (error) {
      if (!(error instanceof CannotSplit)) throw error
      const isChained = line.leaves.filter((leaf) => leaf.text === '=').length > 1
      if (!isChained && !canBeSplit(split.body) && !fits(split.body, width)) throw error
    }
  }
  return show(split)
}

/** Sets of closing brackets to pass over, growing from the right as long as what they end fits one line. */
function* trailersToOmit(line: Line, width: number): Generator<ReadonlySet<Leaf>> {
  const omitted = new Set<Leaf>()
  if (!isMagic(line)) yield new Set()
  let length = line.depth * 4
  let open: Leaf | undefined
  let close: Leaf | undefined
  let inner: Leaf[] = []
  for (let at = line.leaves.length - 1; at >= 0; at -= 1) {
    const leaf = line.leaves[at]
    const previous = line.leaves[at - 1]
    if (leaf === undefined) break
    length += lengthOf(leaf)
    if (length > width || leaf.comment !== '') break
    if (open !== undefined) {
      if (leaf === open) open = undefined
      else if (isClose(leaf)) {
        if (endsInComma(line, at)) break
        inner.push(leaf)
      }
    } else if (isClose(leaf)) {
      if (isOpen(previous)) {
        inner.push(leaf)
        continue
      }
      if (close !== undefined) {
        for (const member of [close, ...inner]) omitted.add(member)
        inner = []
        yield new Set(omitted)
      }
      if (endsInComma(line, at)) break
      if (leaf.text !== '') {
        open = leaf.opening
        close = leaf
      }
    }
  }
}

function endsInComma(line: Line, at: number): boolean {
  const opening = line.leaves[at]?.opening
  return line.leaves[at - 1]?.text === ',' && opening !== undefined && !isOneTuple(line, opening, at)
}

function isOneTuple(line: Line, opening: Leaf, at: number): boolean {
  return opening.bracket === '(' && isOneSequence(line, opening, at)
}
