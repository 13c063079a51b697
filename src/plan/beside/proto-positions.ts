import { type ProtoToken, protoTokens, type Span } from './proto-tokens.ts'

interface Frame {
  /** Dotted scope; undefined: nothing inside declares a name. */
  readonly scope: string | undefined
  readonly interrupted: readonly ProtoToken[]
}

const SCOPES = new Set(['message', 'enum', 'service'])
const NO_FIELDS = new Set(['option', 'reserved', 'extensions', 'import', 'syntax', 'package', 'edition'])

/**
 * Where a proto text declares its names: dotted name (`Order.Line.sku`, `Orders.Find`) to each place, in order.
 * Reads any text, well-formed or not.
 */
export function protoPositions(text: string): ReadonlyMap<string, readonly Span[]> {
  const found = new Map<string, Span[]>()
  const declare = (scope: string, token: ProtoToken | undefined): string => {
    const name = scope === '' ? (token?.text ?? '') : `${scope}.${token?.text ?? ''}`
    const places = found.get(name) ?? []
    if (token) places.push({ start: token.start, end: token.end })
    if (places.length === 1) found.set(name, places)
    return name
  }
  const frames: Frame[] = []
  let scope: string | undefined = ''
  let statement: ProtoToken[] = []
  for (const token of protoTokens(text)) {
    if (token.text === '{') {
      frames.push({ scope, interrupted: statement })
      scope = openScope(scope, statement, declare)
      statement = []
    } else if (token.text === '}') {
      const frame = frames.pop()
      const inValue = frame?.interrupted.some((word) => word.text === '=') === true
      statement = inValue ? [...(frame?.interrupted ?? [])] : []
      scope = frame ? frame.scope : ''
    } else if (token.text === ';') {
      if (scope !== undefined) declareStatement(scope, statement, declare)
      statement = []
    } else statement.push(token)
  }
  return found
}

type Declare = (scope: string, token: ProtoToken | undefined) => string

function openScope(scope: string | undefined, statement: readonly ProtoToken[], declare: Declare) {
  const [keyword, name] = statement
  if (scope === undefined || keyword === undefined) return undefined
  if (SCOPES.has(keyword.text)) return declare(scope, name)
  if (keyword.text === 'oneof') return scope
  if (keyword.text === 'rpc') declare(scope, name)
  return undefined
}

function declareStatement(scope: string, statement: readonly ProtoToken[], declare: Declare): void {
  const [keyword, name] = statement
  if (keyword === undefined || NO_FIELDS.has(keyword.text)) return
  if (keyword.text === 'rpc') declare(scope, name)
  else if (scope !== '') {
    const equals = statement.findIndex((token) => token.text === '=')
    if (equals > 0) declare(scope, statement[equals - 1])
  }
}
