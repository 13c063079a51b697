import type { ColumnType, DataType } from '../facts.ts'

/** A type as a field table, SQL or a class spells it. */
export interface ReadType {
  /** undefined: unknown, to be read as text. */
  readonly type: ColumnType | undefined
  readonly nullable: boolean
}

type Simple = Exclude<ColumnType['kind'], 'string' | 'decimal' | 'enum' | 'array'>

const SIMPLE = new Map<string, Simple>(
  Object.entries({
    text: 'text mediumtext longtext clob citext',
    uuid: 'uuid guid uuid4 uniqueidentifier uuidfield',
    integer: 'int integer int32 int4 smallint int16 int2 tinyint serial smallserial uint uint32 positiveint',
    bigint: 'bigint int64 int8 long bigserial biginteger uint64',
    float: 'float double real float64 float32 float8 number double_precision doubleprecision',
    boolean: 'bool boolean bit',
    date: 'date',
    datetime:
      'datetime timestamp timestamptz timestamp_with_time_zone timestamp_without_time_zone date-time instant',
    json: 'json jsonb object dict map any hash record',
    bytes: 'bytes bytea blob binary varbinary largebinary',
  } satisfies Record<Simple, string>).flatMap(([kind, names]) =>
    names.split(' ').map((name): [string, Simple] => [name, kind as Simple]),
  ),
)
const STRINGS = new Set(
  'string str varchar char character_varying nvarchar character email emailstr url uri httpurl anyurl slug password phone'.split(
    ' ',
  ),
)
const DECIMALS = new Set('decimal numeric money condecimal'.split(' '))
const LISTS = new Set('list array sequence set tuple'.split(' '))
const WRAPPERS = new Set('optional mapped annotated'.split(' '))

/** Nested deeper is unknown. */
const MAX_DEPTH = 8

/** Reads `VARCHAR(255)`, `decimal(10, 2)`, `enum(a, b)`, `TEXT[]`, `list[str]`, `Optional[T]`, `T | None`, `T?`. */
export function readColumnType(written: string, depth = 0): ReadType {
  let text = written.replace(/[`*]/g, '').replaceAll('\\|', '|').trim()
  if (depth > MAX_DEPTH || text.length > 300) return { type: undefined, nullable: false }
  const alternatives = splitTop(text, '|').map((part) => part.trim())
  const others = alternatives.filter((part) => !/^(?:none|null)$/i.test(part))
  if (others.length < alternatives.length && others.length > 0) {
    return { ...readColumnType(others.join('|'), depth + 1), nullable: true }
  }
  if (others.length > 1) return { type: literals(others), nullable: false }
  if (text.endsWith('?')) return { ...readColumnType(text.slice(0, -1), depth + 1), nullable: true }
  if (text.endsWith('[]')) return listOf(text.slice(0, -2), depth)
  text = text.replace(/\s+(?:with|without)\s+time\s+zone$/i, '').replace(/\s+unsigned$/i, '')
  const call = /^([\p{L}_][\p{L}\p{N}_.\- ]*?)\s*[([<{](.*)[)\]>}]$/su.exec(text)
  if (call) return readCall(lastName(call[1] ?? ''), call[2] ?? '', depth)
  return { type: named(lastName(text)), nullable: false }
}

function readCall(name: string, inside: string, depth: number): ReadType {
  const args = splitTop(inside, ',').map((part) => part.trim())
  const first = args[0] ?? ''
  if (WRAPPERS.has(name)) {
    const inner = readColumnType(first, depth + 1)
    return name === 'optional' ? { ...inner, nullable: true } : inner
  }
  if (LISTS.has(name)) return listOf(first, depth)
  if (name === 'enum' || name === 'literal' || name === 'choice')
    return { type: literals(args), nullable: false }
  if (DECIMALS.has(name)) {
    return { type: { kind: 'decimal', precision: count(first), scale: count(args[1]) }, nullable: false }
  }
  if (STRINGS.has(name)) return { type: { kind: 'string', length: count(first) }, nullable: false }
  return { type: named(name), nullable: false }
}

function listOf(items: string, depth: number): ReadType {
  const inner = readColumnType(items, depth + 1)
  return { type: inner.type && { kind: 'array', items: inner.type }, nullable: false }
}

function named(name: string): ColumnType | undefined {
  if (STRINGS.has(name)) return { kind: 'string' }
  if (DECIMALS.has(name)) return { kind: 'decimal' }
  if (LISTS.has(name)) return { kind: 'json' }
  const kind = SIMPLE.get(name)
  return kind && { kind }
}

/** `sa.String` and `DOUBLE PRECISION` as `string` and `double_precision`. */
function lastName(text: string): string {
  return (text.trim().split('.').at(-1) ?? '').trim().replace(/\s+/g, '_').toLowerCase()
}

function literals(parts: readonly string[]): ColumnType | undefined {
  const values = parts.map((part) => part.replace(/^["']|["']$/g, '').trim()).filter((part) => part !== '')
  const plain = values.length > 0 && values.every((value) => /^[\p{L}\p{N}_.:/ -]+$/u.test(value))
  return plain ? { kind: 'enum', values } : undefined
}

function count(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

const CLOSERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' }

/** Splits at a letter outside brackets and quotes. A `<` or `>` that has no partner compares. */
export function splitTop(text: string, at: string): string[] {
  const parts: string[] = []
  const open: string[] = []
  let quote = ''
  let start = 0
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charAt(index)
    if (quote !== '') quote = letter === quote ? '' : quote
    else if (letter === '"' || letter === "'") quote = letter
    else if ('([{<'.includes(letter)) open.push(letter)
    else if (letter in CLOSERS) close(open, letter)
    else if (letter === at && open.length === 0) {
      parts.push(text.slice(start, index))
      start = index + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}

function close(open: string[], letter: string): void {
  while (letter !== '>' && open.at(-1) === '<') open.pop()
  if (open.at(-1) === CLOSERS[letter]) open.pop()
}

/** The JSON value that stands for a column's value. */
export function dataTypeOf(type: ColumnType): DataType {
  switch (type.kind) {
    case 'string':
      return type.length === undefined ? { kind: 'string' } : { kind: 'string', maxLength: type.length }
    case 'text':
      return { kind: 'string' }
    case 'uuid':
    case 'date':
      return { kind: 'string', format: type.kind }
    case 'datetime':
      return { kind: 'string', format: 'date-time' }
    case 'bytes':
      return { kind: 'string', format: 'binary' }
    case 'integer':
    case 'bigint':
      return { kind: 'integer' }
    case 'float':
    case 'decimal':
      return { kind: 'number' }
    case 'boolean':
      return { kind: 'boolean' }
    case 'json':
      return { kind: 'object' }
    case 'enum':
      return { kind: 'string', enum: type.values }
    case 'array':
      return { kind: 'array', items: dataTypeOf(type.items) }
  }
}
