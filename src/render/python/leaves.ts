/** The tokens of a statement as a tree of brackets, the optional ones included, and flat again as leaves. */
import type { Token, TokenKind } from './read-lines.ts'

export interface Leaf {
  readonly kind: TokenKind | 'open' | 'close'
  /** `(`, `[` or `{` for both brackets of a pair, also of an optional pair that does not show. */
  readonly bracket: string
  /** Empty for a bracket that does not show. */
  text: string
  space: boolean
  comment: string
  /** What a pair belongs to: a value of its own, what precedes it (call, subscript, parameters), a return type. */
  readonly role: 'value' | 'trailer' | 'returns'
  /** Of a closing bracket. */
  readonly opening: Leaf | undefined
  /** Priority of a line break before this leaf, and after it; 0 where none may be. */
  before: number
  after: number
}

export interface Group {
  readonly open: Leaf
  readonly close: Leaf
  items: Item[]
}

export type Item = Leaf | Group

/** Words after which a bracket opens a value of its own. */
const KEYWORDS = new Set(
  `and as assert async await case del elif else except for from if import in is lambda not or raise return while
  with yield`.split(/\s+/),
)

export function isGroup(item: Item | undefined): item is Group {
  return item !== undefined && 'items' in item
}

/** Text of an item that is one token, else undefined. */
export function word(item: Item | undefined): string | undefined {
  return item === undefined || isGroup(item) || item.kind === 'string' ? undefined : item.text
}

export function toItems(tokens: readonly Token[]): Item[] {
  const root: Item[] = []
  const stack: { open: Leaf; items: Item[] }[] = []
  let previous: Token | undefined
  for (const token of tokens) {
    const items = stack.at(-1)?.items ?? root
    if (token.kind === 'op' && '([{'.includes(token.text)) {
      const role = opensTrailer(previous, token) ? 'trailer' : 'value'
      stack.push({ open: leaf('open', token, { bracket: token.text, role }), items: [] })
    } else if (token.kind === 'op' && ')]}'.includes(token.text)) {
      const group = stack.pop()
      if (group === undefined) return []
      const close = leaf('close', token, { ...group.open, opening: group.open })
      const outer = stack.at(-1)?.items ?? root
      outer.push({ open: group.open, close, items: group.items })
    } else items.push(leaf(token.kind, token, {}))
    previous = token
  }
  return stack.length > 0 ? [] : root
}

function leaf(
  kind: Leaf['kind'],
  token: { readonly text: string; readonly space: boolean },
  more: Partial<Pick<Leaf, 'bracket' | 'role' | 'opening'>>,
): Leaf {
  const { bracket = '', role = 'value', opening } = more
  return {
    kind,
    bracket,
    role,
    opening,
    text: token.text,
    space: token.space,
    comment: '',
    before: 0,
    after: 0,
  }
}

function opensTrailer(previous: Token | undefined, token: Token): boolean {
  if (previous === undefined || token.text === '{') return false
  if (previous.kind === 'string') return true
  if (previous.kind === 'name') return !KEYWORDS.has(previous.text)
  return ')]}'.includes(previous.text)
}

/** An optional pair around items: shown only where a line is broken there. */
export function optional(items: Item[], role: 'value' | 'returns' = 'value'): Group {
  const first = firstLeaf(items)
  const open = leaf('open', { text: '', space: first?.space ?? false }, { bracket: '(', role })
  if (first) first.space = false
  return {
    open,
    items,
    close: leaf('close', { text: '', space: false }, { bracket: '(', role, opening: open }),
  }
}

export function firstLeaf(items: readonly Item[]): Leaf | undefined {
  const [first] = items
  return isGroup(first) ? first.open : first
}

export function flatten(items: readonly Item[], into: Leaf[] = []): Leaf[] {
  for (const item of items) {
    if (isGroup(item)) {
      into.push(item.open)
      flatten(item.items, into)
      into.push(item.close)
    } else into.push(item)
  }
  return into
}
