import { type Diagnostics, diagnostic } from '../../diagnostics/index.ts'
import type { Block, Fence, Heading, ListItem, Paragraph, Table } from '../../text/blocks.ts'
import { type Document, locate } from '../../text/document.ts'
import type { Entity, Relationship, Schema } from '../facts.ts'
import type { Reading as DocumentReading } from '../reading.ts'
import { CODES } from './codes.ts'
import { type FoundFields, readEntityFence, relationshipsIn } from './entity-fences.ts'
import {
  isLabel,
  type Label,
  labelAbove,
  labelOf,
  type Part,
  partOf,
  partOfHeading,
} from './entity-labels.ts'
import { entityName } from './entity-names.ts'
import { readFieldBullet, readFieldTable } from './field-lists.ts'
import { type RawField, toEntity, toSchema } from './named-fields.ts'
import { plain } from './table-columns.ts'

const DATA =
  /\b(?:data|database|entit(?:y|ies)|tables?|models?)\b|modelos? de dados|entidades?|banco de dados|tabelas?|esquema/i
const BODIES = /\b(?:schemas?|dtos?|payloads?|requests?|responses?|bodies)\b/i
const STORED = /database|\bdb\b|banco de dados|entit|entidade|tables?\b|tabela/i

export interface DataFacts {
  readonly entities: Entity[]
  readonly schemas: Schema[]
}

export interface DataScope {
  /** The headings above the blocks: tables and bullets count only where one of them speaks of data. */
  readonly path: readonly string[]
  /** The document is about data and nothing else: examples, drawings and classes of bodies are of entities, too. */
  readonly isDataModel?: boolean | undefined
}

/** What stands above a block: headings by level, and a bold line behind the last of them. */
interface Context {
  readonly headings: Heading[]
  /** A bold line such as `**Request schemas**`: it holds for the deeper headings behind it. */
  group: { readonly text: string; readonly level: number } | undefined
  label: Label | undefined
  /** What the last heading or bold line speaks of, if it names no entity. */
  part: Part | undefined
  /** Words of headings and labels above. */
  inData: boolean
  asSchema: boolean
}

interface Reading extends DocumentReading, DataScope {
  readonly context: Context
  readonly found: FoundFields[]
  readonly relationships: (Relationship & { readonly from: string })[]
  bullets?: { readonly label: Label; readonly fields: RawField[] }
}

/**
 * Entities and schemas of field tables and bullets below a heading or bold line that names them, of SQL, classes,
 * interfaces, diagrams and boxes.
 */
export function readData(
  { document, diagnostics }: DocumentReading,
  blocks: readonly Block[],
  scope: DataScope,
): DataFacts {
  const context: Context = {
    headings: [],
    group: undefined,
    label: undefined,
    part: undefined,
    inData: false,
    asSchema: false,
  }
  const reading: Reading = { document, diagnostics, ...scope, context, found: [], relationships: [] }
  setSection(reading)
  for (const block of blocks) readBlock(reading, block)
  const real = reading.found.filter(({ named }) => named.fields.length > 0)
  const kept = scope.isDataModel ? withoutStrayExamples(withoutPrefixes(real)) : withoutRetold(real)
  const names = new Set(real.map(({ named }) => named.name))
  const declared = new Set([...names, ...(scope.isDataModel ? declaredIn(document.text) : [])])
  return {
    entities: kept
      .filter(({ schema }) => !schema)
      .map(({ named, form }) => toEntity(named, { form, declared }, diagnostics))
      .map((entity) => withRelationships(entity, reading.relationships)),
    schemas: kept.filter(({ schema }) => schema).map(({ named }) => toSchema(named, names, diagnostics)),
  }
}

const DRAWN = new Set(['interface', 'diagram', 'box'])

/** Where a table, SQL or a class tells of an entity, a drawing of it adds nothing. */
function withoutRetold(found: readonly FoundFields[]): readonly FoundFields[] {
  const told = new Set(
    found.filter(({ form }) => !DRAWN.has(form)).map(({ named }) => entityName(named.name)),
  )
  return found.filter(({ form, named }) => !DRAWN.has(form) || !told.has(entityName(named.name)))
}

/** `IOrder` of TypeScript is the `Order` that is told beside it. */
function withoutPrefixes(found: readonly FoundFields[]): readonly FoundFields[] {
  const told = new Set(found.map(({ named }) => entityName(named.name)))
  return found.map((one) => {
    const { form, named } = one
    const name = /^I(?=[A-Z][a-z])/.test(named.name) ? named.name.slice(1) : named.name
    return form === 'interface' && told.has(entityName(name)) ? { ...one, named: { ...named, name } } : one
  })
}

/** An example alone tells of an entity where the words above it are written as the name of one. */
function withoutStrayExamples(found: readonly FoundFields[]): readonly FoundFields[] {
  const told = new Set(
    found.filter(({ form }) => form !== 'example').map(({ named }) => entityName(named.name)),
  )
  return found.filter(
    ({ form, named }) =>
      form !== 'example' ||
      told.has(entityName(named.name)) ||
      /^(?:[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+|[a-z]+(?:_[a-z0-9]+)+)$/.test(named.name),
  )
}

const DECLARED =
  /\b(?:class|enum|interface|type|struct|object|record)[ \t]{1,4}(?:class[ \t]{1,4})?([A-Z]\w{0,80})|^#{2,5}[ \t]+(?:\d+\.[ \t]+)?(?:(?:entity|enum|model)[ \t]*:[ \t]*)?`?([A-Z]\w{1,80})/gm

function declaredIn(text: string): readonly string[] {
  return [...text.matchAll(DECLARED)].flatMap((found) => found[1] ?? found[2] ?? [])
}

function withRelationships(
  entity: Entity,
  all: readonly (Relationship & { readonly from: string })[],
): Entity {
  const own = all.filter(({ from }) => from === entity.name)
  return own.length === 0 ? entity : { ...entity, relationships: own.map(({ from: _, ...rest }) => rest) }
}

function readBlock(reading: Reading, block: Block): void {
  const { context, document } = reading
  if (block.kind === 'heading') enterHeading(reading, block)
  else if (block.kind === 'paragraph') readParagraph(reading, block)
  else if (block.kind === 'table' && context.inData) {
    const fields = readFieldTable(document, block)
    if (fields && context.label) addFields(reading, context.label, fields)
    else if (fields && !reading.isDataModel) reportUnnamed(document, block, reading.diagnostics)
  } else if (block.kind === 'item' && context.inData) readItem(reading, block)
  else if (block.kind === 'fence') readFence(reading, block)
}

function addFields(
  { context, found }: Reading,
  label: Label,
  fields: readonly RawField[],
  form: 'table' | 'list' = 'table',
): void {
  found.push({ named: { ...label, fields }, schema: context.asSchema, form })
}

function enterHeading(reading: Reading, heading: Heading): void {
  const { context, document } = reading
  while ((context.headings.at(-1)?.level ?? 0) >= heading.level) context.headings.pop()
  context.headings.push(heading)
  if (heading.level <= (context.group?.level ?? 0)) context.group = undefined
  setSection(reading)
  context.label =
    heading.level === 1 && reading.isDataModel
      ? undefined
      : (labelOf(document, heading) ?? labelAbove(document, context.headings))
  context.part = partOfHeading(heading.text, context.label)
}

function readParagraph(reading: Reading, whole: Paragraph): void {
  const { context } = reading
  const last = reading.isDataModel ? whole.lines.at(-1) : undefined
  const block = last ? { ...whole, text: last.text, textStart: last.start } : whole
  if (!isLabel(block)) return
  const part = partOf(block.text)
  const label = part === undefined || !reading.isDataModel ? labelOf(reading.document, block) : undefined
  const text = plain(block.text)
  context.part = part
  if (label && !(reading.isDataModel && context.label)) context.label = label
  else if (block.text.startsWith('**') && !reading.isDataModel && (DATA.test(text) || BODIES.test(text))) {
    context.label = undefined
    context.group = { text, level: context.headings.at(-1)?.level ?? 0 }
    setSection(reading)
  }
}

function readItem(reading: Reading, item: ListItem): void {
  const { context, document } = reading
  relationshipsIn(reading, item, context.label)
  if (reading.isDataModel && /^\*\*[^*]{1,80}\*\*[ \t]*[:：]?$/.test(item.text)) {
    context.part = partOf(item.text) ?? 'other'
    return
  }
  if (reading.isDataModel && (context.part === 'other' || context.part === 'example')) return
  const isKnownList = reading.isDataModel
    ? context.label !== undefined && (context.part === 'fields' || reading.bullets?.label === context.label)
    : undefined
  const isSkipped = item.depth > 1 || (reading.isDataModel && !/[-*+]/.test(item.marker))
  const field = isSkipped ? undefined : readFieldBullet(document, item, isKnownList)
  const label = field || item.depth > 0 ? undefined : labelOf(document, item)
  if (label && !reading.isDataModel) context.label = label
  if (!field || !context.label) return
  if (reading.bullets?.label !== context.label) {
    reading.bullets = { label: context.label, fields: [] }
    addFields(reading, context.label, reading.bullets.fields, 'list')
  }
  reading.bullets.fields.push(field)
}

function readFence(reading: Reading, fence: Fence): void {
  const { context, document, diagnostics, isDataModel } = reading
  const told = readEntityFence(document, fence, {
    label: context.part === 'other' ? undefined : context.label,
    isData: context.inData,
    isDataModel: isDataModel === true,
    diagnostics,
  })
  reading.found.push(...told.found)
  reading.relationships.push(...told.relationships)
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

/** In a document about data a heading that names an entity may end in "Request". */
const BODY_SECTION = /\b(?:schemas|dtos|payloads|requests|responses|bodies)\b/i

function setSection({ context, path, isDataModel }: Reading): void {
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
  const above = context.headings.slice(0, -1).map((heading) => heading.text)
  const isBody = isDataModel ? above.some((heading) => BODY_SECTION.test(heading)) : BODIES.test(nearest)
  context.asSchema = isBody && !STORED.test(nearest)
  context.inData = DATA.test(text) || context.asSchema
}
