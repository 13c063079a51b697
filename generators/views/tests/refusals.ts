/** Request bodies that the contract forbids: what a 422 test sends. */
import type { DataType, Schema, SchemaField } from '../../../src/generator/index.ts'

/** Python expressions built on the constant that holds a valid body: `{}`, `FIRST | {"name": ""}`. */
export function refusedBodies(
  schema: Schema,
  valid: string,
): readonly { field: string; change: unknown }[] | undefined {
  const found: { field: string; change: unknown }[] = []
  for (const field of schema.fields) {
    const wrong = wrongValue(field)
    if (wrong !== undefined) found.push({ field: field.name, change: wrong })
  }
  if (schema.closed) found.push({ field: 'unexpected', change: 1 })
  return valid === '' || found.length === 0 ? undefined : found
}

export function hasRequiredField(schema: Schema): boolean {
  return schema.fields.some((field) => field.required)
}

/** Fields with a value of their type that breaks one of their constraints. */
export function brokenFields(schema: Schema): readonly { field: string; change: unknown }[] {
  return schema.fields.flatMap(({ name, type }) => {
    const change = constraintBroken(type)
    return change === undefined ? [] : [{ field: name, change }]
  })
}

function wrongValue({ type, nullable }: SchemaField): unknown {
  return constraintBroken(type) ?? (nullable ? undefined : typeBroken(type))
}

function constraintBroken(type: DataType): unknown {
  if (type.kind === 'string' && !type.enum) {
    if (type.minLength !== undefined && type.minLength > 0) return ''
    if (type.maxLength !== undefined && type.maxLength <= 1000) return 'x'.repeat(type.maxLength + 1)
  }
  if (type.kind === 'integer' || type.kind === 'number') {
    if (type.minimum !== undefined) return type.minimum - 1
    if (type.exclusiveMinimum !== undefined) return type.exclusiveMinimum
    if (type.maximum !== undefined) return type.maximum + 1
  }
  return undefined
}

function typeBroken(type: DataType): unknown {
  if (type.kind === 'any') return undefined
  if (type.kind === 'string') return type.enum || type.format === 'uuid' ? 'none of these' : 1
  return type.kind === 'array' ? 1 : 'none of these'
}
