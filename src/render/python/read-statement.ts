/** Where black allows a statement to be parenthesised, and where a line may be broken. */
import {
  firstLeaf,
  flatten,
  type Group,
  type Item,
  isGroup,
  type Leaf,
  optional,
  toItems,
  word,
} from './leaves.ts'
import { setPriorities } from './priorities.ts'
import type { Token } from './read-lines.ts'

const ASSIGNMENTS = new Set('= += -= *= @= /= %= &= |= ^= <<= >>= **= //='.split(' '))

/** Leaves of one logical line with its optional brackets; empty where the brackets do not match. */
export function readStatement(tokens: readonly Token[]): Leaf[] {
  const items = wrapStatement(toItems(tokens))
  wrapConditionals(items)
  setPriorities(items)
  return flatten(items)
}

function wrapStatement(items: Item[]): Item[] {
  const start = word(items[0]) === 'async' ? 1 : 0
  const head = items.slice(0, start + 1)
  const rest = items.slice(start + 1)
  switch (word(items[start])) {
    case 'def':
      return [...head, ...wrapSignature(rest)]
    case 'return':
    case 'del':
      return [...head, ...wrapped(rest)]
    case 'if':
    case 'elif':
    case 'while':
      return [...head, ...wrapUntilColon(rest, wrapped)]
    case 'with':
      return [...head, ...wrapUntilColon(rest, wrapped)]
    case 'except':
      return [...head, ...wrapUntilColon(rest, wrapCaught)]
    case 'for':
      return [...head, ...wrapUntilColon(rest, (part) => wrapAround(part, 'in'))]
    case 'assert':
      return [...head, ...wrapAround(rest, ',')]
    case 'from':
      return [...head, ...wrapImport(rest)]
    case 'class':
    case 'import':
    case 'raise':
    case 'else':
    case 'try':
    case 'finally':
    case '@':
    case 'lambda':
      return items
    default:
      return wrapAssignment(items)
  }
}

/** The items in an optional pair; a pair that is there already becomes optional where it only groups. */
function wrapped(items: Item[]): Item[] {
  const [only] = items
  if (only === undefined) return items
  if (items.length > 1 || !isGroup(only) || only.open.bracket !== '(') return [optional(items)]
  if (isRedundant(only)) {
    only.open.text = ''
    only.close.text = ''
  }
  return items
}

function isRedundant(group: Group): boolean {
  const words = group.items.map(word)
  if (group.items.length === 0 || words.includes(',') || words.includes(':=')) return false
  return words[0] !== 'yield' && !words.includes('for')
}

function wrapUntilColon(items: Item[], wrap: (items: Item[]) => Item[]): Item[] {
  const colon = findColon(items)
  return [...wrap(items.slice(0, colon)), ...items.slice(colon)]
}

/** The colon that ends a clause: not one of a lambda. */
function findColon(items: readonly Item[]): number {
  let lambdas = 0
  for (const [at, item] of items.entries()) {
    if (word(item) === 'lambda') lambdas += 1
    else if (word(item) === ':' && lambdas > 0) lambdas -= 1
    else if (word(item) === ':') return at
  }
  return items.length
}

function wrapAround(items: Item[], separator: string): Item[] {
  const at = items.findIndex((item) => word(item) === separator)
  const [between] = items.slice(at, at + 1)
  if (at < 0 || between === undefined) return wrapped(items)
  return [...wrapped(items.slice(0, at)), between, ...wrapped(items.slice(at + 1))]
}

function wrapCaught(items: Item[]): Item[] {
  const as = items.findIndex((item) => word(item) === 'as')
  return as < 0 ? wrapped(items) : [...wrapped(items.slice(0, as)), ...items.slice(as)]
}

function wrapImport(items: Item[]): Item[] {
  const at = items.findIndex((item) => word(item) === 'import') + 1
  const [only] = items.slice(at)
  if (at === 0 || word(only) === '*') return items
  if (isGroup(only)) {
    only.open.text = ''
    only.close.text = ''
    return items
  }
  return [...items.slice(0, at), optional(items.slice(at))]
}

function wrapSignature(items: Item[]): Item[] {
  for (const item of items)
    if (isGroup(item) && item.open.bracket === '(') item.items = wrapAnnotations(item.items)
  const arrow = items.findIndex((item) => word(item) === '->')
  if (arrow < 0) return items
  const end = arrow + 1 + findColon(items.slice(arrow + 1))
  const given = items.slice(arrow + 1, end)
  const [only] = given
  const isGrouped = given.length === 1 && isGroup(only) && only.open.bracket === '(' && isRedundant(only)
  const type = isGrouped ? spaced(only) : given
  return [...items.slice(0, arrow + 1), optional(type, 'returns'), ...items.slice(end)]
}

/** What a pair holds, set apart as the pair was. */
function spaced(group: Group): Item[] {
  const first = firstLeaf(group.items)
  if (first) first.space = group.open.space
  return group.items
}

function wrapAnnotations(items: Item[]): Item[] {
  return splitAt(items, (text) => text === ',').flatMap((part) => {
    const colon = part.findIndex((item) => word(item) === ':')
    if (colon < 0) return part
    const equals = part.findIndex((item) => word(item) === '=')
    const end = equals > colon ? equals : part.length - (word(part.at(-1)) === ',' ? 1 : 0)
    return [...part.slice(0, colon + 1), ...wrapped(part.slice(colon + 1, end)), ...part.slice(end)]
  })
}

/** Parts of a level, each with the separator that ends it. */
function splitAt(items: readonly Item[], ends: (text: string) => boolean): Item[][] {
  const parts: Item[][] = [[]]
  for (const item of items) {
    parts.at(-1)?.push(item)
    if (ends(word(item) ?? '')) parts.push([])
  }
  return parts
}

function wrapAssignment(items: Item[]): Item[] {
  const marks = assignmentMarks(items)
  const [first] = marks
  if (first === undefined) return items
  const isTuple = items.slice(0, first).some((item) => word(item) === ',')
  const result = isTuple ? wrapped(items.slice(0, first)) : items.slice(0, first)
  for (const [nth, mark] of marks.entries()) {
    result.push(...items.slice(mark, mark + 1), ...wrapped(items.slice(mark + 1, marks[nth + 1])))
  }
  return result
}

function assignmentMarks(items: readonly Item[]): number[] {
  const marks: number[] = []
  let lambdas = 0
  for (const [at, item] of items.entries()) {
    const text = word(item) ?? ''
    if (text === 'lambda') lambdas += 1
    else if (text === ':' && lambdas > 0) lambdas -= 1
    else if (lambdas === 0 && (ASSIGNMENTS.has(text) || (text === ':' && marks.length === 0))) marks.push(at)
  }
  return marks
}

const BOUNDARIES = new Set([
  ...', : = := for async return yield assert raise del from lambda'.split(' '),
  ...ASSIGNMENTS,
])

/** An optional pair around every `x if y else z` that does not stand directly after a `(`. */
function wrapConditionals(items: Item[], bracket = ''): void {
  for (const item of items) if (isGroup(item)) wrapConditionals(item.items, item.open.bracket)
  if (!items.some((item) => word(item) === 'else')) return
  const parts = splitAt(items, (text) => BOUNDARIES.has(text))
  items.splice(
    0,
    items.length,
    ...parts.flatMap((part, nth) => wrapConditional(part, nth > 0 || bracket !== '(')),
  )
}

function wrapConditional(part: Item[], wraps: boolean): Item[] {
  const condition = part.findIndex((item) => word(item) === 'if')
  const otherwise = part.findIndex((item) => word(item) === 'else')
  if (condition <= 0 || otherwise < condition) return part
  const hasEnd = BOUNDARIES.has(word(part.at(-1)) ?? '')
  const end = hasEnd ? part.length - 1 : part.length
  const tail = wrapConditional(part.slice(otherwise + 1, end), true)
  const test = [...part.slice(0, otherwise + 1), ...tail]
  return [...(wraps ? [optional(test)] : test), ...part.slice(end)]
}
