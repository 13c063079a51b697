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
    text: 'text mediumtext longtext clob citext texto текст',
    uuid: 'uuid guid uuid4 uniqueidentifier uuidfield',
    integer:
      'int integer int32 int4 smallint int16 int2 tinyint serial smallserial uint uint32 positiveint short byte i16 i32 u16 u32 u8 usize inteiro 整数 整型 整數 정수 целое целое_число',
    bigint: 'bigint int64 int8 long bigserial biginteger uint64 i64 u64',
    float:
      'float double real float64 float32 float8 number double_precision doubleprecision f32 f64 num número numero число 浮点数 浮点 数字 数值 数値 小数 숫자 실수',
    boolean:
      'bool boolean bit booleano booleana 布尔 布尔值 真偽値 ブール ブール値 불리언 불린 логический булево',
    date: 'date localdate data дата 日付 날짜',
    datetime:
      'datetime timestamp timestamptz timestamp_with_time_zone timestamp_without_time_zone date-time instant ' +
      'localdatetime zoneddatetime offsetdatetime isodate datetime64 timestamptz(6) datahora дата_и_время 日期时间 时间戳 日時 일시 타임스탬프',
    json: 'json jsonb object dict map any hash record unknown mapping hashmap struct mixed objeto 对象 物件 オブジェクト 객체 объект словарь',
    bytes: 'bytes bytea blob binary varbinary largebinary',
  } satisfies Record<Simple, string>).flatMap(([kind, names]) =>
    names.split(' ').map((name): [string, Simple] => [name, kind as Simple]),
  ),
)
const STRINGS = new Set(
  [
    'string str varchar char character_varying nvarchar character email emailstr url uri httpurl anyurl slug password',
    'phone enum choice objectid cuid ulid &str 字符串 字串 文字列 문자열 строка',
  ].flatMap((names) => names.split(' ')),
)
const DECIMALS = new Set('decimal numeric money condecimal'.split(' '))
const LISTS = new Set(
  'list array sequence set tuple vec mutablelist mutableset iterable collection readonlyarray lista массив список 数组 列表 配列 リスト 배열 목록'.split(
    ' ',
  ),
)
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
  if (others.length > 1) return alternative(others, depth)
  if (text.endsWith('?')) return { ...readColumnType(text.slice(0, -1), depth + 1), nullable: true }
  if (text.endsWith('[]')) return listOf(text.slice(0, -2), depth)
  if (text.startsWith('[]')) return listOf(text.slice(2), depth)
  if (/^(?:'[^']*'|"[^"]*")$/.test(text)) return { type: literals([text]), nullable: false }
  if (/^\*\w/.test(text)) return { ...readColumnType(text.slice(1), depth + 1), nullable: true }
  if (/^(?:map\[|\{)/.test(text)) return { type: { kind: 'json' }, nullable: false }
  if (text === 'time.Time') return { type: { kind: 'datetime' }, nullable: false }
  text = text.replace(/\s+(?:with|without)\s+time\s+zone$/i, '').replace(/\s+unsigned$/i, '')
  const call = /^([\p{L}_][\p{L}\p{N}_.\- ]*?)\s*[([<{](.*)[)\]>}]$/su.exec(text)
  if (call) return readCall(lastName(call[1] ?? ''), call[2] ?? '', depth)
  return { type: named(lastName(text)), nullable: false }
}

/** `string | number` is the first that is known; `low | high` are values. */
function alternative(parts: readonly string[], depth: number): ReadType {
  if (parts.every((part) => /^(?:'[^']*'|"[^"]*")$/.test(part)))
    return { type: literals(parts), nullable: false }
  const first = parts.map((part) => readColumnType(part, depth + 1)).find(({ type }) => type !== undefined)
  const isNamed = parts.some((part) => /^[A-Z][a-z]\w*(?:\[\])?$/.test(part))
  return { type: first?.type ?? (isNamed ? undefined : literals(parts)), nullable: false }
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
