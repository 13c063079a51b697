import { type ProtoToken, protoTokens, type Span } from './proto-tokens.ts'

/** An option as it is written, `deprecated` and `(google.api.http)` alike; blanks and comments are one blank. */
export interface WrittenOption {
  readonly name: string
  readonly value: string
  readonly place: Span
}

interface Frame {
  /** Whose options an `option` statement in here tells. */
  readonly owner: string
  /** Where names in here are declared. */
  readonly scope: string
}

interface Statement {
  readonly tokens: readonly ProtoToken[]
  /** Index behind the sign that ends it. */
  readonly next: number
  readonly opens: boolean
}

const CLOSING: ReadonlyMap<string, number> = new Map([
  ...['(', '[', '{'].map((sign) => [sign, 1] as const),
  ...[')', ']', '}'].map((sign) => [sign, -1] as const),
])
const SCOPES = new Set(['message', 'enum', 'service'])

/**
 * The options of a proto text by the dotted name of what they are about, the empty name for the file. The text
 * is one that can be parsed; of any other some options are found.
 */
export function protoOptions(text: string): ReadonlyMap<string, readonly WrittenOption[]> {
  const found = new Map<string, WrittenOption[]>()
  const tokens = [...protoTokens(text)]
  const frames: Frame[] = []
  let frame: Frame = { owner: '', scope: '' }
  for (let at = 0; at < tokens.length; ) {
    if (tokens[at]?.text === '}') {
      frame = frames.pop() ?? { owner: '', scope: '' }
      at += 1
      continue
    }
    const statement = statementAt(tokens, at)
    if (statement.opens) {
      frames.push(frame)
      frame = opened(frame, statement.tokens)
    } else readStatement(frame, statement.tokens)
    at = statement.next
  }
  return found

  function readStatement({ owner, scope }: Frame, words: readonly ProtoToken[]): void {
    const equals = words.findIndex((token) => token.text === '=')
    if (equals < 1) return
    if (words[0]?.text === 'option') add(owner, words.slice(1))
    else {
      const name = dotted(scope, words[equals - 1])
      const bracket = words.findIndex((token, index) => index > equals && token.text === '[')
      if (bracket === -1) return
      for (const option of parts(words.slice(bracket + 1, -1))) add(name, option)
    }
  }

  function add(name: string, words: readonly ProtoToken[]): void {
    const equals = words.findIndex((token) => token.text === '=')
    const [first, last] = [words[0], words[equals - 1]]
    if (!first || !last) return
    const option = {
      name: written(text, words.slice(0, equals)).replaceAll(' ', ''),
      value: written(text, words.slice(equals + 1)),
      place: { start: first.start, end: last.end },
    }
    const before = found.get(name)
    if (before) before.push(option)
    else found.set(name, [option])
  }
}

/** Up to `;`, or up to the `{` of a body; braces behind `=` are of a value. */
function statementAt(tokens: readonly ProtoToken[], start: number): Statement {
  let depth = 0
  let isValue = false
  for (let at = start; at < tokens.length; at += 1) {
    const sign = tokens[at]?.text ?? ''
    const opens = sign === '{' && !isValue
    if (opens || (sign === ';' && depth === 0))
      return { tokens: tokens.slice(start, at), next: at + 1, opens }
    isValue ||= sign === '='
    depth = Math.max(0, depth + (CLOSING.get(sign) ?? 0))
  }
  return { tokens: tokens.slice(start), next: tokens.length, opens: false }
}

function opened({ scope, owner }: Frame, [keyword, name]: readonly ProtoToken[]): Frame {
  const own = dotted(scope, name)
  if (keyword !== undefined && SCOPES.has(keyword.text)) return { owner: own, scope: own }
  return keyword?.text === 'extend' ? { owner, scope } : { owner: own, scope }
}

function dotted(scope: string, token: ProtoToken | undefined): string {
  return scope === '' ? (token?.text ?? '') : `${scope}.${token?.text ?? ''}`
}

/** Split at the commas that stand in no bracket. */
function parts(tokens: readonly ProtoToken[]): readonly (readonly ProtoToken[])[] {
  const found: ProtoToken[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    depth += CLOSING.get(token.text) ?? 0
    if (token.text === ',' && depth === 0) found.push([])
    else found.at(-1)?.push(token)
  }
  return found
}

function written(text: string, tokens: readonly ProtoToken[]): string {
  return tokens
    .map(({ start, end }, at) => {
      const gap = at > 0 && tokens[at - 1]?.end !== start
      return `${gap ? ' ' : ''}${text.slice(start, end)}`
    })
    .join('')
}
