/** Which line breaks read best: the operators that bind least break first. */
import { type Item, isGroup, type Leaf, word } from './leaves.ts'

export const COMMA = 18
export const DOT = 1
const LOGIC = 14
const STRING = 12
const COMPARATOR = 10
const TERNARY = 16
const COMPREHENSION = 20

const COMPARATORS = new Set(['<', '>', '==', '!=', '<=', '>='])
const MATH = new Map([
  ['|', 9],
  ['^', 8],
  ['&', 7],
  ['<<', 6],
  ['>>', 6],
  ['+', 5],
  ['-', 5],
  ['*', 4],
  ['@', 4],
  ['/', 4],
  ['//', 4],
  ['%', 4],
  ['**', 2],
])

/** Sets `before` and `after` of all leaves below. */
export function setPriorities(items: readonly Item[]): void {
  const conditionals = findConditionals(items)
  const open: string[] = []
  let previous: Item | undefined
  for (const item of items) {
    const text = word(item)
    if (isGroup(item)) setPriorities(item.items)
    if (text === 'in' && open.at(-1) === 'for') {
      open.pop()
    } else if (text === ':' && open.at(-1) === 'lambda') open.pop()
    else if (open.length === 0 && !isGroup(item)) {
      item.before = breakBefore(item, previous, conditionals)
      item.after = text === ',' ? COMMA : 0
    }
    if (text === 'for' || text === 'lambda') open.push(text)
    previous = item
  }
}

function breakBefore(leaf: Leaf, previous: Item | undefined, conditionals: ReadonlySet<Item>): number {
  if (previous === undefined) return 0
  if (leaf.kind === 'string') return !isGroup(previous) && previous.kind === 'string' ? STRING : 0
  const after = word(previous)
  switch (leaf.text) {
    case '.':
      return isGroup(previous) ? DOT : 0
    case 'for':
      return after === 'async' ? 0 : COMPREHENSION
    case 'async':
      return COMPREHENSION
    case 'if':
      return conditionals.has(leaf) ? TERNARY : COMPREHENSION
    case 'else':
      return TERNARY
    case 'is':
      return COMPARATOR
    case 'in':
      return after === 'not' ? 0 : COMPARATOR
    case 'not':
      return after !== 'is' && isOperand(previous) ? COMPARATOR : 0
    case 'and':
    case 'or':
      return LOGIC
  }
  if (COMPARATORS.has(leaf.text)) return COMPARATOR
  return leaf.kind === 'op' && isOperand(previous) ? (MATH.get(leaf.text) ?? 0) : 0
}

const PREFIXES = new Set(
  'and as assert await case del elif else for from if import in is lambda not or raise return while with yield'.split(
    ' ',
  ),
)

/** Whether an operator after this item has a left side. */
function isOperand(item: Item): boolean {
  if (isGroup(item)) return true
  return item.kind === 'name' ? !PREFIXES.has(item.text) : item.kind !== 'op' || item.text === '...'
}

/** The `if`s that have an `else`. */
function findConditionals(items: readonly Item[]): ReadonlySet<Item> {
  const found = new Set<Item>()
  let waiting = 0
  for (const item of items.toReversed()) {
    if (word(item) === 'else') waiting += 1
    else if (word(item) === 'if' && waiting > 0) {
      waiting -= 1
      found.add(item)
    }
  }
  return found
}
