/** How much of a schema a sample holds: a contract may name a million values in a few lines. */
import type { DataType, Schema, SchemaField } from '../../../src/generator/index.ts'
import { once } from '../once.ts'

export type SchemaLookup = (name: string) => Schema | undefined

/** Values in one sample: more nobody reads. */
const MOST_VALUES = 5000
/** Where optional fields end, and where all do: a schema may contain itself. */
const DEPTH_OF_OPTIONAL = 3
const DEEPEST = 6

/** Every field of a schema, optional ones too, as long as the schema does not contain itself; fewer where it is vast. */
export function sampledFields(
  { fields }: Schema,
  schemas: SchemaLookup,
  depth: number,
): readonly SchemaField[] {
  if (depth > DEEPEST) return []
  const required = fields.filter((field) => field.required)
  const all = depth < DEPTH_OF_OPTIONAL ? fields : required
  return [all, required].find((some) => sizeOfFields(some, schemas, depth) <= MOST_VALUES) ?? []
}

/** Not even what is required has room. */
export function isTooLarge(type: DataType, schemas: SchemaLookup): boolean {
  const seen = new Set<string>()
  const open = [{ type, depth: 0 }]
  for (const { type: asked, depth } of open) {
    if (asked.kind === 'array' && depth <= DEPTH_OF_OPTIONAL)
      open.push({ type: asked.items, depth: depth + 1 })
    if (asked.kind === 'object' && asked.values) open.push({ type: asked.values, depth: depth + 1 })
    if (asked.kind !== 'ref' || depth > DEEPEST || seen.has(`${depth} ${asked.name}`)) continue
    seen.add(`${depth} ${asked.name}`)
    const schema = schemas(asked.name)
    if (!schema) continue
    const fields = sampledFields(schema, schemas, depth)
    if (fields.length < schema.fields.filter((field) => field.required).length) return true
    for (const field of fields) open.push({ type: field.type, depth: depth + 1 })
  }
  return false
}

function sizeOfFields(fields: readonly SchemaField[], schemas: SchemaLookup, depth: number): number {
  let size = 1
  for (const field of fields) size += sizeOf(field.type, schemas, depth + 1)
  return size
}

function sizeOf(type: DataType, schemas: SchemaLookup, depth: number): number {
  if (type.kind === 'array') return depth > DEPTH_OF_OPTIONAL ? 1 : 1 + sizeOf(type.items, schemas, depth + 1)
  if (type.kind === 'object') return type.values ? 1 + sizeOf(type.values, schemas, depth + 1) : 1
  const schema = type.kind === 'ref' ? schemas(type.name) : undefined
  if (!schema) return 1
  const sizes = once(schemas, noSizes)
  const key = `${depth} ${schema.name}`
  const known = sizes.get(key)
  if (known !== undefined) return known
  const size = sizeOfFields(sampledFields(schema, schemas, depth), schemas, depth)
  sizes.set(key, size)
  return size
}

/** By depth and schema. */
function noSizes(): Map<string, number> {
  return new Map()
}
