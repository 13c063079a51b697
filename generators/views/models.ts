/** Pydantic models of the schemas a group of operations uses. */
import type { DataType, Schema, SchemaField } from '../../src/generator/index.ts'
import { pyAttribute } from './python-names.ts'
import { pyLiteral } from './python-text.ts'
import { annotationOf, constraintsOf } from './python-types.ts'
import { isSecretName } from './secret-names.ts'

export interface FieldView {
  readonly name: string
  readonly annotation: string
  /** ` = Field(min_length=1)`, ` = None`, or empty. */
  readonly assignment: string
}

export interface ModelView {
  readonly name: string
  readonly doc: string
  /** Arguments of `ConfigDict`. */
  readonly config: string
  readonly fields: readonly FieldView[]
}

/** Models in the order given; an annotation that names a later one is quoted. */
export function modelsOf(schemas: readonly Schema[]): readonly ModelView[] {
  return schemas.map((schema, index) =>
    modelOf(schema, new Set(schemas.slice(index).map(({ name }) => name))),
  )
}

/** A model forbids unknown fields where the contract does; all are frozen. */
function modelOf(schema: Schema, later: ReadonlySet<string>): ModelView {
  const fields = schema.fields.map((field) => fieldOf(field, later))
  const aliased = schema.fields.some((field) => pyAttribute(field.name) !== field.name)
  const config = [
    ...(schema.closed ? ['extra="forbid"'] : []),
    'frozen=True',
    ...(aliased ? ['populate_by_name=True'] : []),
  ]
  return { name: schema.name, doc: schema.description ?? schema.name, config: config.join(', '), fields }
}

function fieldOf(field: SchemaField, later: ReadonlySet<string>): FieldView {
  const name = pyAttribute(field.name)
  const optional = !field.required && field.default === undefined
  const base = annotationOf(field.type, (schema) => schema)
  const open = (field.nullable || optional) && base !== 'Any' ? `${base} | None` : base
  const annotation = namesOf(field.type).some((used) => later.has(used)) ? `"${open}"` : open
  const args = [
    ...(name === field.name ? [] : [`alias=${pyLiteral(field.name)}`]),
    ...constraintsOf(field.type),
    ...(isSecretName(field.name) ? ['repr=False'] : []),
  ]
  const fallback = field.default !== undefined ? pyDefault(field) : optional ? 'None' : undefined
  return { name, annotation, assignment: assignment(args, fallback) }
}

function namesOf(type: DataType): readonly string[] {
  if (type.kind === 'array') return namesOf(type.items)
  if (type.kind === 'object') return type.values ? namesOf(type.values) : []
  return type.kind === 'ref' ? [type.name] : []
}

function pyDefault(field: SchemaField): string {
  return pyLiteral(field.default)
}

function assignment(args: readonly string[], fallback: string | undefined): string {
  if (args.length === 0) return fallback === undefined ? '' : ` = ${fallback}`
  return ` = Field(${[...(fallback === undefined ? [] : [`default=${fallback}`]), ...args].join(', ')})`
}

/** The schemas that types name, themselves and through fields, each after those it needs; cycles are cut. */
export function schemasIn(
  types: readonly (DataType | undefined)[],
  lookup: (name: string) => Schema | undefined,
): readonly Schema[] {
  const entered = new Set<string>()
  const found: Schema[] = []
  const visit = (type: DataType | undefined): void => {
    if (type?.kind === 'array') visit(type.items)
    if (type?.kind === 'object') visit(type.values)
    if (type?.kind !== 'ref' || entered.has(type.name)) return
    entered.add(type.name)
    const schema = lookup(type.name)
    if (!schema) return
    for (const field of schema.fields) visit(field.type)
    found.push(schema)
  }
  for (const type of types) visit(type)
  return found
}
