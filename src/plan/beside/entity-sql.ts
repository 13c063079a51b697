import { readColumnType, splitTop } from './column-type.ts'
import { readConstraints } from './constraints.ts'
import { leadingType } from './field-lists.ts'
import type { NamedFields, RawField } from './named-fields.ts'
import { locateIn, type Passage } from './passage.ts'

const NAME = '(?:[\\w$]+|"[^"\\n]{1,80}"|`[^`\\n]{1,80}`|\\[[^\\]\\n]{1,80}\\])'
const TABLE = new RegExp(
  `\\bcreate\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?(${NAME}(?:\\.${NAME})?)\\s*\\(`,
  'gi',
)
const ENUM = new RegExp(`\\bcreate\\s+type\\s+(${NAME})\\s+as\\s+enum\\s*\\(([^)]*)\\)`, 'gi')
const INDEX = new RegExp(
  `\\bcreate\\s+(unique\\s+)?index\\s[^;(]{0,200}\\bon\\s+(${NAME})[^;(]{0,40}\\(\\s*(${NAME})\\s*\\)`,
  'gi',
)
const COLUMN = new RegExp(`^\\s*(${NAME})\\s+(\\S.*)$`, 's')
const CONSTRAINT =
  /^\s*(?:constraint\s+\S+\s+)?(primary\s+key|foreign\s+key|unique|check|exclude|index|key)\b/i

/** Tables of the `CREATE TABLE` statements of a SQL text. */
export function readSql(passage: Passage): NamedFields[] {
  const text = withoutComments(passage.text)
  const enums = new Map(
    [...text.matchAll(ENUM)].map((found) => [bare(found[1]).toLowerCase(), found[2] ?? '']),
  )
  const tables: NamedFields[] = []
  const starts = [...text.matchAll(TABLE)]
  for (const [index, found] of starts.entries()) {
    const start = found.index + found[0].length
    const table = bare(found[1]?.split('.').at(-1))
    const at = found.index + found[0].indexOf(found[1] ?? '')
    tables.push({
      name: table,
      table,
      fields: readColumns(passage, { text: text.slice(0, starts[index + 1]?.index), start, enums }),
      origin: locateIn(passage, at, at + (found[1]?.length ?? 0)),
    })
  }
  const indexes = [...text.matchAll(INDEX)]
  return tables.map((table) => ({ ...table, fields: withIndexes(table, indexes) }))
}

/** Whether a text holds a table. */
export function isSql(text: string): boolean {
  return /\bcreate\s+table\b/i.test(text)
}

const bare = (name: string | undefined): string => (name ?? '').replace(/^["`[]|["`\]]$/g, '')

/** Comments become blanks, so that offsets stay. */
function withoutComments(text: string): string {
  return text
    .replace(/--[^\n]*/g, (comment) => ' '.repeat(comment.length))
    .split('/*')
    .map((part, index) => {
      const end = index === 0 ? -2 : part.indexOf('*/')
      if (index === 0) return part
      const length = end === -1 ? part.length : end + 2
      return `  ${part.slice(0, length).replace(/[^\n]/g, ' ')}${part.slice(length)}`
    })
    .join('')
}

interface Body {
  readonly text: string
  readonly start: number
  readonly enums: ReadonlyMap<string, string>
}

function readColumns(passage: Passage, { text, start, enums }: Body): RawField[] {
  const body = text.slice(start, endOfBody(text, start))
  const fields: RawField[] = []
  const constraints: string[] = []
  let at = start
  for (const part of splitTop(body, ',')) {
    const column = CONSTRAINT.test(part) ? undefined : COLUMN.exec(part)
    if (column) {
      const { written, rest } = leadingType(column[2] ?? '')
      const name = bare(column[1])
      const values = enums.get(written.toLowerCase())
      const offset = at + part.indexOf(column[1] ?? '')
      const said = readConstraints(rest)
      fields.push({
        name,
        written,
        read: readColumnType(values === undefined ? written : `enum(${values})`),
        constraints: { ...said, nullable: said.nullable ?? true },
        origin: locateIn(passage, offset, offset + (column[1]?.length ?? 0)),
      })
    } else constraints.push(part)
    at += part.length + 1
  }
  return fields.map((field) => constraints.reduce(applyConstraint, field))
}

function endOfBody(text: string, start: number): number {
  let depth = 1
  let quote = ''
  for (let at = start; at < text.length; at += 1) {
    const letter = text.charAt(at)
    if (quote !== '') quote = letter === quote ? '' : quote
    else if (letter === "'") quote = letter
    else if (letter === '(') depth += 1
    else if (letter === ')') depth -= 1
    if (depth === 0) return at
  }
  return text.length
}

function applyConstraint(field: RawField, constraint: string): RawField {
  const kind = CONSTRAINT.exec(constraint)?.[1]?.toLowerCase().replace(/\s+/g, ' ')
  const inside = constraint.slice(constraint.indexOf('(') + 1)
  const columns = inside
    .slice(0, inside.indexOf(')'))
    .split(',')
    .map((name) => bare(name.trim()))
  if (!columns.includes(field.name)) return field
  const { references } = readConstraints(constraint.slice(constraint.search(/\breferences\b/i)))
  if (kind === 'primary key') return { ...field, constraints: { ...field.constraints, primary: true } }
  if (kind === 'foreign key') return { ...field, constraints: { ...field.constraints, references } }
  if (kind === 'unique' && columns.length === 1) {
    return { ...field, constraints: { ...field.constraints, unique: true } }
  }
  return field
}

function withIndexes(table: NamedFields, indexes: readonly RegExpExecArray[]): RawField[] {
  const found = indexes.filter((index) => bare(index[2]) === table.name)
  return table.fields.map((field) => {
    const own = found.filter((index) => bare(index[3]) === field.name)
    if (own.length === 0) return field
    const unique = field.constraints.unique || own.some((index) => index[1] !== undefined)
    return { ...field, constraints: { ...field.constraints, indexed: true, unique } }
  })
}
