import { type Diagnostics, diagnostic } from '../../diagnostics/index.ts'
import type { Block, Heading, Paragraph, Table } from '../../text/blocks.ts'
import { type Document, locate } from '../../text/document.ts'
import type { Entity, Schema } from '../facts.ts'
import { CODES } from './codes.ts'
import { isPythonClass, readPythonClasses } from './entity-python.ts'
import { isSql, readSql } from './entity-sql.ts'
import { readFieldBullet, readFieldTable } from './field-lists.ts'
import { type NamedFields, type RawField, toEntity, toSchema } from './named-fields.ts'
import { locateLine, type Passage, passageOf } from './passage.ts'
import { plain } from './table-columns.ts'

const DATA =
  /\b(?:data|database|entit(?:y|ies)|tables?|models?)\b|modelos? de dados|entidades?|banco de dados|tabelas?|esquema/i
const BODIES = /\b(?:schemas?|dtos?|payloads?|requests?|responses?|bodies)\b/i
const STORED = /database|\bdb\b|banco de dados|entit|entidade|tables?\b|tabela/i
const PARENTS = new Set(
  (
    'overview|state transitions|validation rules|core entities|relationships|entity relationships|data flow|summary|' +
    'migration strategy|data retention|indexes|enumerations|enums|constraints|ttl|entities|tables|fields|attributes|' +
    'columns|database schema|database|schema|schemas|data models|data model|models|modelos de dados|entidades|tabelas|' +
    'banco de dados|properties|campos|atributos|domain entities|database tables|request and response schemas|dtos|' +
    'service definitions|validation|constraint|index|relationship|purpose|rest|proto|grpc|dependencies'
  ).split('|'),
)

export interface DataFacts {
  readonly entities: Entity[]
  readonly schemas: Schema[]
}

/** What stands above a block: headings by level, and a bold line behind the last of them. */
interface Context {
  readonly headings: Heading[]
  label: Label | undefined
  /** Words of headings and labels above. */
  inData: boolean
  asSchema: boolean
}

interface Label {
  readonly name: string
  readonly table: string | undefined
  readonly origin: NamedFields['origin']
}

/**
 * Entities and schemas of field tables and bullets below a heading or bold line that names them, of SQL and of
 * Python classes. `path` holds the headings above the blocks: tables and bullets count only where one of them
 * speaks of data.
 */
export function readData(
  document: Document,
  blocks: readonly Block[],
  path: readonly string[],
  diagnostics: Diagnostics,
): DataFacts {
  const found: { named: NamedFields; schema: boolean }[] = []
  const context: Context = { headings: [], label: undefined, inData: false, asSchema: false }
  let bullets: { label: Label; fields: RawField[] } | undefined
  setSection(context, path)
  for (const block of blocks) {
    if (block.kind === 'heading') {
      while ((context.headings.at(-1)?.level ?? 0) >= block.level) context.headings.pop()
      context.headings.push(block)
      setSection(context, [...path, ...context.headings.map((heading) => heading.text)])
      context.label = labelOf(document, block)
    } else if (block.kind === 'paragraph') {
      const label = isLabel(block) ? labelOf(document, block) : undefined
      if (label) context.label = label
      else if (isLabel(block))
        setSection(context, [...path, ...context.headings.map((h) => h.text), plain(block.text)])
    } else if (block.kind === 'table') {
      const fields = context.inData ? readFieldTable(document, block) : undefined
      if (fields && context.label)
        found.push({ named: { ...context.label, fields }, schema: context.asSchema })
      else if (fields) reportUnnamed(document, block, diagnostics)
    } else if (block.kind === 'item' && context.inData) {
      const field = readFieldBullet(document, block)
      const label = field ? undefined : labelOf(document, block)
      if (label && block.depth === 0) context.label = label
      if (field && context.label) {
        if (bullets?.label !== context.label) {
          bullets = { label: context.label, fields: [] }
          found.push({ named: { ...context.label, fields: bullets.fields }, schema: context.asSchema })
        }
        bullets.fields.push(field)
      }
    } else if (block.kind === 'fence') {
      const passage = passageOf(document, block)
      if (isSql(block.content)) {
        const tables = readSql(passage)
        found.push(...tables.map((named) => ({ named, schema: false })))
        if (tables.every((table) => table.fields.length === 0)) reportSql(passage, diagnostics)
      } else if (/^(?:python|py|)$/.test(block.language) && isPythonClass(block.content)) {
        found.push(
          ...readPythonClasses(passage).map(({ kind, named }) => ({ named, schema: kind === 'schema' })),
        )
      }
    }
  }
  const real = found.filter(({ named }) => named.fields.length > 0)
  return {
    entities: real.filter(({ schema }) => !schema).map(({ named }) => toEntity(named, diagnostics)),
    schemas: real.filter(({ schema }) => schema).map(({ named }) => toSchema(named, diagnostics)),
  }
}

function reportUnnamed(document: Document, table: Table, diagnostics: Diagnostics): void {
  diagnostics.add(
    diagnostic(CODES, 'contract/unnamed-fields', {
      message: 'a field table stands here without a name above it; its fields are left out',
      location: locate(document, table.header.start, table.header.end),
      hint: 'put the name of the entity in a heading above the table',
    }),
  )
}

function reportSql(passage: Passage, diagnostics: Diagnostics): void {
  const line = passage.text.slice(0, passage.text.search(/create\s+table/i)).split('\n').length
  diagnostics.add(
    diagnostic(CODES, 'contract/unparsable', {
      message: `SQL cannot be read: no column in \`CREATE TABLE\` at line ${line} of the block; its facts are missing`,
      location: locateLine(passage, line),
      hint: 'write `CREATE TABLE name (column type, …)`',
    }),
  )
}

function setSection(context: Context, headings: readonly string[]): void {
  const text = headings.join(' / ')
  const nearest =
    [...headings].reverse().find((heading) => BODIES.test(heading) || STORED.test(heading)) ?? ''
  context.asSchema = BODIES.test(nearest) && !STORED.test(nearest)
  context.inData = DATA.test(text) || context.asSchema
}

/** A paragraph that is nothing but a name: `**Order**`, `` Table `orders`: ``. */
function isLabel(block: Paragraph): boolean {
  return block.text.length < 100 && (/^\*\*[^*]+\*\*[^.]*$/.test(block.text) || /:$/.test(block.text))
}

const TABLE_WORD =
  /[([]?\s*(?:(?:table|tabela)\s*:?\s*`?(\w+)`?|`?(\w+)`?\s+(?:table|tabela))\s*[)\]]?\s*:?\s*$/i

/** The name of `### 2. Order (orders table)`; undefined where the words are no name. */
function labelOf(
  document: Document,
  block: { text: string; textStart: number; end: number },
): Label | undefined {
  const text = plain(block.text.split('\n')[0] ?? '').slice(0, 120)
  const bare = text
    .replace(/^\d+(?:\.\d+)*[.)]?\s+/, '')
    .replace(/^(?:entity|table|model|schema|entidade|tabela|modelo)\s*:?\s+/i, '')
    .replace(/:$/, '')
    .trim()
  const table = TABLE_WORD.exec(text)
  const tableName = table?.[1] ?? table?.[2]
  const bracket = /\(\s*(\w+)\s*\)$/.exec(bare)?.[1]
  const name = bare
    .replace(/\s*\(.*$/, '')
    .replace(/\s+(?:table|entity|model|schema|tabela|entidade)$/i, '')
    .trim()
  const isName = /^[\p{L}_][\p{L}\p{N}_-]*(?: [\p{L}\p{N}_-]+)?$/u.test(name) && name.length <= 60
  if (!isName || PARENTS.has(name.toLowerCase())) return undefined
  const at = Math.max(block.textStart, document.text.indexOf(name, block.textStart))
  const table_ =
    tableName ?? (bracket !== undefined && bracket === bracket.toLowerCase() ? bracket : undefined)
  return { name, table: table_, origin: locate(document, at, at + name.length) }
}
