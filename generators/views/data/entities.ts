/** Entities of a plan as SQLAlchemy models, migration columns and sample rows. */
import {
  type ColumnType,
  type Entity,
  type EntityField,
  plural,
  pyStr,
  type Service,
  snake,
} from '../../../src/generator/index.ts'
import { ownerOf } from '../plan/owners.ts'
import { pyColumn, pyVariable } from '../python/names.ts'

export interface ColumnView {
  readonly field: EntityField
  readonly name: string
  readonly annotation: string
  readonly args: string
  /** Column of the migration: `sa.Column("id", sa.Uuid(), nullable=False)`. */
  readonly migration: string
}

export interface EntityView {
  readonly entity: Entity
  readonly className: string
  readonly snake: string
  readonly table: string
  /** Attribute of the unit of work: `users`. */
  readonly collection: string
  readonly doc: string
  readonly columns: readonly ColumnView[]
  /** Annotation of the primary key, as `get` takes it. */
  readonly key: string
  /** Attributes of the primary key. */
  readonly keyNames: readonly string[]
  readonly uniques: readonly { readonly name: string; readonly annotation: string }[]
  readonly owner: string | undefined
}

const ANNOTATIONS: Readonly<Record<ColumnType['kind'], string>> = {
  string: 'str',
  text: 'str',
  uuid: 'UUID',
  integer: 'int',
  bigint: 'int',
  float: 'float',
  boolean: 'bool',
  date: 'date',
  datetime: 'datetime',
  json: 'dict[str, Any]',
  bytes: 'bytes',
  decimal: 'Decimal',
  enum: 'str',
  array: 'list[Any]',
}

const SIMPLE_TYPES: Readonly<Partial<Record<ColumnType['kind'], string>>> = {
  text: 'Text()',
  uuid: 'Uuid()',
  integer: 'Integer()',
  bigint: 'BigInteger()',
  float: 'Float()',
  boolean: 'Boolean()',
  date: 'Date()',
  datetime: 'DateTime(timezone=True)',
  bytes: 'LargeBinary()',
}

/** Entities in plan order. One without a primary key gets the column `id` that SQLAlchemy needs. */
export function entitiesOf(service: Service): readonly EntityView[] {
  const tables = new Set(service.entities.map(({ table }) => table))
  return service.entities.map((entity) => entityOf(service, entity, tables))
}

function entityOf(service: Service, entity: Entity, tables: ReadonlySet<string>): EntityView {
  const fields = entity.fields.some(({ primary }) => primary)
    ? entity.fields
    : [missingKey(entity), ...entity.fields]
  const keys = fields.filter(({ primary }) => primary)
  const name = snake(entity.name)
  const collection = pyVariable(plural(name))
  return {
    entity,
    className: entity.name,
    snake: name,
    table: entity.table,
    collection: collection === 'commit' ? 'commits' : collection,
    doc: entity.description ?? `A row of ${entity.table}.`,
    columns: fields.map((field) => columnOf(field, tables, keys.length === 1)),
    key: keys.length === 1 ? annotation(keys[0]) : `tuple[${keys.map(annotation).join(', ')}]`,
    keyNames: keys.map((field) => pyColumn(field.name)),
    uniques: fields
      .filter(({ unique, primary }) => unique && !primary)
      .map((field) => ({ name: pyColumn(field.name), annotation: ANNOTATIONS[field.type.kind] })),
    owner: ownerOf(service, 'data', [name, entity.table, 'database', 'model', 'migration']),
  }
}

function annotation(field: EntityField | undefined): string {
  return ANNOTATIONS[field?.type.kind ?? 'uuid']
}

function missingKey(entity: Entity): EntityField {
  return {
    name: 'id',
    type: { kind: 'uuid' },
    nullable: false,
    primary: true,
    unique: false,
    indexed: false,
    default: { kind: 'uuid' },
    origin: entity.origin,
  }
}

function columnOf(field: EntityField, tables: ReadonlySet<string>, single: boolean): ColumnView {
  const name = pyColumn(field.name)
  const column = snake(field.name)
  const base = ANNOTATIONS[field.type.kind]
  const nullable = field.nullable && !field.primary
  const type = columnType(field.type)
  const target = field.references && tables.has(field.references.table) ? field.references : undefined
  const server = serverDefault(field)
  const args = [
    ...(name === column ? [] : [pyStr(column)]),
    type.model,
    ...(target ? [`ForeignKey(${pyStr(`${target.table}.${snake(target.field)}`)})`] : []),
    ...(field.primary ? ['primary_key=True'] : []),
    ...(field.primary && field.type.kind === 'uuid' ? ['default=uuid4'] : []),
    ...(field.unique && !field.primary ? ['unique=True'] : []),
    ...(field.indexed && !field.unique && !field.primary ? ['index=True'] : []),
    ...(server ? [`server_default=${server}`] : []),
  ]
  const migrationDefault = server ? [`server_default=${qualified(server)}`] : []
  const increments =
    single && field.primary && (field.type.kind === 'integer' || field.type.kind === 'bigint')
  return {
    field,
    name,
    annotation: nullable ? `${base} | None` : base,
    args: args.join(', '),
    migration: `sa.Column(${[pyStr(column), type.migration, ...migrationDefault, ...(increments ? ['autoincrement=True'] : []), `nullable=${nullable ? 'True' : 'False'}`].join(', ')})`,
  }
}

function columnType(type: ColumnType): { readonly model: string; readonly migration: string } {
  const same = (text: string) => ({ model: text, migration: `sa.${text}` })
  const simple = SIMPLE_TYPES[type.kind]
  if (simple) return same(simple)
  switch (type.kind) {
    case 'string':
      return same(`String(${type.length ?? 255})`)
    case 'decimal':
      return same(`Numeric(${type.precision ?? 12}, ${type.scale ?? 2})`)
    case 'enum':
      return same(`String(${Math.max(16, ...type.values.map((value) => value.length))})`)
    default:
      return {
        model: 'JSON().with_variant(JSONB(), "postgresql")',
        migration: 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")',
      }
  }
}

/** SQLAlchemy expression of a default the database gives, or undefined. */
function serverDefault({ default: value, type, primary }: EntityField): string | undefined {
  if (value === undefined || primary) return undefined
  if (value.kind !== 'value')
    return value.kind === 'now' && type.kind === 'datetime' ? 'func.now()' : undefined
  if (typeof value.value === 'boolean') return value.value ? 'true()' : 'false()'
  if (type.kind === 'json' || type.kind === 'array') return undefined
  return pyStr(String(value.value))
}

function qualified(expression: string): string {
  return /^(func|true|false)\b/.test(expression) ? `sa.${expression}` : expression
}

/** Keyword arguments of a sample row; foreign keys and database defaults are left out where they may be. */
export function sampleRow(view: EntityView, n: number): string {
  return view.columns
    .filter(({ field }) => isSampled(field))
    .map(({ field, name }) => `${name}=${sampleValue(field, n)}`)
    .join(', ')
}

/** A row cannot be made without a value of this column. */
export function isSampled(field: EntityField): boolean {
  return !(field.primary && field.type.kind === 'uuid') && !field.nullable && field.default === undefined
}

const WORDS = ['first', 'second'] as const

export function sampleValue({ type }: EntityField, n: number): string {
  switch (type.kind) {
    case 'uuid':
      return `UUID(${pyStr(`00000000-0000-4000-8000-00000000000${n + 1}`)})`
    case 'integer':
    case 'bigint':
      return String(n + 1)
    case 'float':
      return `${n + 1}.5`
    case 'decimal':
      return `Decimal(${pyStr(`${n + 1}.5`)})`
    case 'boolean':
      return n % 2 === 0 ? 'True' : 'False'
    case 'date':
      return `date(2026, 1, ${n + 1})`
    case 'datetime':
      return `datetime(2026, 1, ${n + 1}, tzinfo=UTC)`
    case 'json':
      return `{"key": "${WORDS[n]}"}`
    case 'array':
      return '[]'
    case 'bytes':
      return `b"${WORDS[n]}"`
    case 'enum':
      return pyStr(type.values[n % type.values.length] ?? '')
    case 'string':
      return pyStr((WORDS[n] ?? '').slice(0, type.length ?? 255))
    default:
      return pyStr(WORDS[n] ?? '')
  }
}

/** A row can be made up without making up another one first. */
export function standsAlone(view: EntityView): boolean {
  return view.columns.every(({ field }) => field.references === undefined || field.nullable)
}
