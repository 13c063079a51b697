/** Pydantic models of the schemas a group of operations uses. */
import type { DataType, Schema, SchemaField } from '../../../src/generator/index.ts'
import { pyLiteral } from '../python/literals.ts'
import { pyAttribute } from '../python/names.ts'
import { annotationOf, constraintsOf } from '../python/types.ts'
import { isSecretName } from '../service/secret-names.ts'

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
  const places = new Map(schemas.map(({ name }, index) => [name, index]))
  return schemas.map((schema, index) => modelOf(schema, (name) => (places.get(name) ?? -1) >= index))
}

/** A model forbids unknown fields where the contract does; all are frozen. */
function modelOf(schema: Schema, isLater: (name: string) => boolean): ModelView {
  const fields = schema.fields.map((field) => fieldOf(field, isLater))
  const aliased = schema.fields.some((field) => pyAttribute(field.name) !== field.name)
  const config = [
    ...(schema.closed ? ['extra="forbid"'] : []),
    'frozen=True',
    // Errors end in logs and traces: they tell the place, not the value.
    'hide_input_in_errors=True',
    ...(aliased ? ['populate_by_name=True'] : []),
  ]
  return { name: schema.name, doc: schema.description ?? schema.name, config: config.join(', '), fields }
}

function fieldOf(field: SchemaField, isLater: (name: string) => boolean): FieldView {
  const name = pyAttribute(field.name)
  const optional = !field.required && field.default === undefined
  const base = annotationOf(field.type, (schema) => schema)
  const open = (field.nullable || optional) && base !== 'Any' ? `${base} | None` : base
  const annotation = namesOf(field.type).some(isLater) ? `"${open}"` : open
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
  const open: Visit[] = [{ schema: undefined, names: namesIn(types) }]
  // A stack of its own: schemas may be deeper than calls.
  for (let visit = open.at(-1); visit; visit = open.at(-1)) {
    const { value: name } = visit.names.next()
    if (name === undefined) {
      if (visit.schema) found.push(visit.schema)
      open.pop()
    } else if (!entered.has(name)) {
      entered.add(name)
      const schema = lookup(name)
      if (schema) open.push({ schema, names: namesIn(schema.fields.map(({ type }) => type)) })
    }
  }
  return found
}

interface Visit {
  readonly schema: Schema | undefined
  /** Of schemas it needs that are still to be looked at. */
  readonly names: Iterator<string, undefined>
}

function namesIn(types: readonly (DataType | undefined)[]): Iterator<string, undefined> {
  return types.flatMap((type) => (type ? namesOf(type) : [])).values()
}
