import { type Diagnostics, diagnostic, type Location } from '../../diagnostics/index.ts'
import type { ColumnType, DataType, Entity, EntityForm, Schema } from '../facts.ts'
import { CODES } from './codes.ts'
import { dataTypeOf, type ReadType } from './column-type.ts'
import type { Constraints } from './constraints.ts'
import { entityName, tableName } from './entity-names.ts'

/** One field of a table, a list, a SQL statement or a class. */
export interface RawField {
  readonly name: string
  /** The type as written, for messages. */
  readonly written: string
  readonly read: ReadType
  readonly constraints: Constraints
  readonly description?: string | undefined
  /** Nothing names a type. */
  readonly assumed?: boolean | undefined
  readonly origin: Location
}

/** Fields under one name: an entity, or a schema where the document says so. */
export interface NamedFields {
  readonly name: string
  readonly table?: string | undefined
  readonly description?: string | undefined
  readonly fields: readonly RawField[]
  readonly origin: Location
}

export interface EntityReading {
  readonly form: EntityForm
  /** Types that the document itself defines. */
  readonly declared: ReadonlySet<string>
}

/** Entities of the words `user`, `users`, `User`, `user_items`: `User`, `UserItem`. */
export function toEntity(
  named: NamedFields,
  { form, declared }: EntityReading,
  diagnostics: Diagnostics,
): Entity {
  const name = entityName(named.name)
  const keyed = named.fields.some((field) => field.constraints.primary)
  const fields = distinct(named.fields).map((field) => {
    const { primary, nullable = field.read.nullable, ...constraints } = field.constraints
    const isKey = primary || (!keyed && field.name.toLowerCase() === 'id')
    const isOwn = field.read.type === undefined && isDeclared(field.written, declared)
    const isAssumed = field.read.type === undefined && (isOwn || field.assumed === true)
    const type: ColumnType = isAssumed ? { kind: isOwn ? 'json' : 'text' } : knownType(field, diagnostics)
    const { name: fieldName, description, origin } = field
    return {
      name: fieldName,
      type,
      ...constraints,
      nullable: nullable && !isKey,
      primary: isKey,
      description,
      ...((isAssumed || field.assumed) && { assumed: true }),
      origin,
    }
  })
  const { description, origin } = named
  return { name, table: named.table ?? tableName(name), fields, description, form, origin }
}

/** A schema named as written; a type that is one of `names` is a reference. */
export function toSchema(named: NamedFields, names: ReadonlySet<string>, diagnostics: Diagnostics): Schema {
  const fields = distinct(named.fields).map((field) => {
    const optional =
      field.constraints.nullable === true ||
      field.read.nullable ||
      /^Optional\[|\|\s*None\b/.test(field.written)
    const type = referenceType(field.written, names) ?? dataTypeOf(knownType(field, diagnostics))
    const value = field.constraints.default
    return {
      name: field.name,
      type,
      required: !optional && value === undefined,
      nullable: optional,
      default: value?.kind === 'value' ? value.value : undefined,
      description: field.description,
      ...(field.assumed && { assumed: true }),
      origin: field.origin,
    }
  })
  return { name: named.name, description: named.description, fields, closed: false, origin: named.origin }
}

/** `Line`, `Line[]`, `list[Line]`, `Optional[Line]`, `Line | None` where `Line` is a name. */
function referenceType(written: string, names: ReadonlySet<string>): DataType | undefined {
  const bare = written
    .replace(/^Optional\[(.*)\]$/, '$1')
    .replace(/\s*\|\s*None$/, '')
    .trim()
  if (names.has(bare)) return { kind: 'ref', name: bare }
  const item = /^(?:(?:list|array|sequence)[[<](.+)[\]>]|(.+)\[\])$/i.exec(bare)
  const name = (item?.[1] ?? item?.[2] ?? '').trim()
  return names.has(name) ? { kind: 'array', items: { kind: 'ref', name } } : undefined
}

/** `Line`, `Line[]`, `list[Line]`, `Optional[Line]` where the document defines `Line`. */
function isDeclared(written: string, declared: ReadonlySet<string>): boolean {
  return [...written.slice(0, 200).matchAll(/[A-Za-z_]\w*/g)].some(([word]) => declared.has(word))
}

function distinct(fields: readonly RawField[]): RawField[] {
  const found = new Map<string, RawField>()
  for (const field of fields) if (!found.has(field.name)) found.set(field.name, field)
  return [...found.values()]
}

function knownType(field: RawField, diagnostics: Diagnostics): ColumnType {
  if (field.read.type) return field.read.type
  if (!/\w/.test(field.written)) return { kind: 'text' }
  diagnostics.add(
    diagnostic(CODES, 'contract/unknown-type', {
      message: `type \`${field.written.slice(0, 80)}\` of \`${field.name}\` is read as text`,
      location: field.origin,
      hint: 'use a known type, such as string, text, uuid, integer, decimal(10, 2), boolean, date, datetime or json',
    }),
  )
  return { kind: 'text' }
}
