import { type Diagnostics, diagnostic } from '../../diagnostics/index.ts'
import type { Block, Fence, Heading, ListItem, Paragraph, Table } from '../../text/blocks.ts'
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
  /** A bold line such as `**Request schemas**`: it holds for the deeper headings behind it. */
  group: { readonly text: string; readonly level: number } | undefined
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
  const reading: Reading = {
    document,
    path,
    diagnostics,
    context: { headings: [], group: undefined, label: undefined, inData: false, asSchema: false },
    found: [],
  }
  setSection(reading)
  for (const block of blocks) readBlock(reading, block)
  const real = reading.found.filter(({ named }) => named.fields.length > 0)
  const names = new Set(real.map(({ named }) => named.name))
  return {
    entities: real.filter(({ schema }) => !schema).map(({ named }) => toEntity(named, diagnostics)),
    schemas: real.filter(({ schema }) => schema).map(({ named }) => toSchema(named, names, diagnostics)),
  }
}

interface Reading {
  readonly document: Document
  readonly path: readonly string[]
  readonly diagnostics: Diagnostics
  readonly context: Context
  readonly found: { readonly named: NamedFields; readonly schema: boolean }[]
  bullets?: { readonly label: Label; readonly fields: RawField[] }
}

function readBlock(reading: Reading, block: Block): void {
  const { context, document } = reading
  if (block.kind === 'heading') enterHeading(reading, block)
  else if (block.kind === 'paragraph') readParagraph(reading, block)
  else if (block.kind === 'table' && context.inData) {
    const fields = readFieldTable(document, block)
    if (fields && context.label) addFields(reading, context.label, fields)
    else if (fields) reportUnnamed(document, block, reading.diagnostics)
  } else if (block.kind === 'item' && context.inData) readItem(reading, block)
  else if (block.kind === 'fence') readFence(reading, block)
}

function addFields({ context, found }: Reading, label: Label, fields: readonly RawField[]): void {
  found.push({ named: { ...label, fields }, schema: context.asSchema })
}

function enterHeading(reading: Reading, heading: Heading): void {
  const { context, document } = reading
  while ((context.headings.at(-1)?.level ?? 0) >= heading.level) context.headings.pop()
  context.headings.push(heading)
  if (heading.level <= (context.group?.level ?? 0)) context.group = undefined
  setSection(reading)
  context.label = labelOf(document, heading) ?? labelAbove(document, context.headings)
}

function readParagraph(reading: Reading, block: Paragraph): void {
  const { context } = reading
  if (!isLabel(block)) return
  const label = labelOf(reading.document, block)
  const text = plain(block.text)
  if (label) context.label = label
  else if (block.text.startsWith('**') && (DATA.test(text) || BODIES.test(text))) {
    context.label = undefined
    context.group = { text, level: context.headings.at(-1)?.level ?? 0 }
    setSection(reading)
  }
}

function readItem(reading: Reading, item: ListItem): void {
  const { context, document } = reading
  const field = readFieldBullet(document, item)
  const label = field || item.depth > 0 ? undefined : labelOf(document, item)
  if (label) context.label = label
  if (!field || !context.label) return
  if (reading.bullets?.label !== context.label) {
    reading.bullets = { label: context.label, fields: [] }
    addFields(reading, context.label, reading.bullets.fields)
  }
  reading.bullets.fields.push(field)
}

function readFence({ document, diagnostics, found }: Reading, fence: Fence): void {
  const passage = passageOf(document, fence)
  if (isSql(fence.content)) {
    const tables = readSql(passage)
    found.push(...tables.map((named) => ({ named, schema: false })))
    if (tables.every((table) => table.fields.length === 0)) reportSql(passage, diagnostics)
  } else if (/^(?:python|py|)$/.test(fence.language) && isPythonClass(fence.content)) {
    found.push(...readPythonClasses(passage).map(({ kind, named }) => ({ named, schema: kind === 'schema' })))
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

function setSection({ context, path }: Reading): void {
  const { group } = context
  const around = context.headings.filter((heading) => !group || heading.level <= group.level)
  const below = context.headings.slice(around.length).map((heading) => heading.text)
  const headings = [
    ...path,
    ...around.map((heading) => heading.text),
    ...(group ? [group.text] : []),
    ...below,
  ]
  const text = headings.join(' / ')
  const nearest =
    [...headings].reverse().find((heading) => BODIES.test(heading) || STORED.test(heading)) ?? ''
  context.asSchema = BODIES.test(nearest) && !STORED.test(nearest)
  context.inData = DATA.test(text) || context.asSchema
}

const PART = /^(?:fields|attributes|columns|properties|structure|schema|campos|atributos|colunas)$/i

/** `## Order` names what stands below its `### Fields`. */
function labelAbove(document: Document, headings: readonly Heading[]): Label | undefined {
  const [own, parent] = [headings.at(-1), headings.at(-2)]
  const isPart = own !== undefined && PART.test(plain(own.text))
  return isPart && parent && parent.level > 1 ? labelOf(document, parent) : undefined
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
    .replace(/\s*[(（].*$/, '')
    .replace(/\s+(?:table|entity|model|schema|tabela|entidade)$/i, '')
    .trim()
  const isName = /^[\p{L}_][\p{L}\p{N}_-]*(?: [\p{L}\p{N}_-]+)?$/u.test(name) && name.length <= 60
  if (!isName || PARENTS.has(name.toLowerCase())) return undefined
  const at = Math.max(block.textStart, document.text.indexOf(name, block.textStart))
  const table_ =
    tableName ?? (bracket !== undefined && bracket === bracket.toLowerCase() ? bracket : undefined)
  return { name, table: table_, origin: locate(document, at, at + name.length) }
}
