/** The JSON Schema of a topic, as pydantic would write it of the generated model. */
import type { DataType, Schema, SchemaField } from '../../../src/generator/index.ts'
import type { TopicView } from './topics.ts'

type Json = { readonly [key: string]: unknown }

export function eventSchemaOf({ topic, className, schemas }: TopicView): string {
  const root = schemas.at(-1)
  const parts = schemas.slice(0, -1)
  const head = { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: topic }
  if (root === undefined) return written({ ...head, title: className, type: 'object', properties: {} })
  const isRecursive = schemas.some((schema) =>
    schema.fields.some(({ type }) => names(type).includes(root.name)),
  )
  const defined = isRecursive ? schemas : parts
  const definitions = Object.fromEntries(
    defined.map((schema) => [schema.name, objectOf(schema, schema !== root)]),
  )
  return written({
    ...head,
    title: className,
    ...(isRecursive ? { $ref: `#/$defs/${root.name}` } : objectOf(root, false)),
    ...(defined.length === 0 ? {} : { $defs: definitions }),
  })
}

function written(schema: Json): string {
  return JSON.stringify(schema, null, 2).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** An event ignores what it does not know, whatever the document says; its parts do as the document says. */
function objectOf({ fields, closed }: Schema, isPart: boolean): Json {
  const required = fields.filter((field) => field.required && field.default === undefined)
  return {
    type: 'object',
    ...(isPart && closed ? { additionalProperties: false } : {}),
    properties: Object.fromEntries(fields.map((field) => [field.name, propertyOf(field)])),
    ...(required.length === 0 ? {} : { required: required.map(({ name }) => name) }),
  }
}

function propertyOf(field: SchemaField): Json {
  const isOptional = !field.required && field.default === undefined
  const type = typeOf(field.type)
  const open = (field.nullable || isOptional) && field.type.kind !== 'any'
  return {
    ...(open ? { anyOf: [type, { type: 'null' }] } : type),
    ...(field.default !== undefined ? { default: field.default } : isOptional ? { default: null } : {}),
  }
}

function typeOf(type: DataType): Json {
  switch (type.kind) {
    case 'string':
      return stringOf(type)
    case 'integer':
    case 'number':
      return {
        type: type.kind,
        ...given('minimum', type.minimum),
        ...given('exclusiveMinimum', type.exclusiveMinimum),
        ...given('maximum', type.maximum),
        ...given('exclusiveMaximum', type.exclusiveMaximum),
      }
    case 'boolean':
      return { type: 'boolean' }
    case 'object':
      return { type: 'object', additionalProperties: type.values ? typeOf(type.values) : true }
    case 'any':
      return {}
    case 'array':
      return { type: 'array', items: typeOf(type.items) }
    case 'ref':
      return { $ref: `#/$defs/${type.name}` }
  }
}

const FORMATS = new Set(['uuid', 'date', 'date-time', 'binary'])

function stringOf(type: Extract<DataType, { kind: 'string' }>): Json {
  const [only, ...others] = type.enum ?? []
  if (only !== undefined)
    return { type: 'string', ...(others.length === 0 ? { const: only } : { enum: type.enum }) }
  if (type.format !== undefined && FORMATS.has(type.format)) return { type: 'string', format: type.format }
  return {
    type: 'string',
    ...given('minLength', type.minLength),
    ...given('maxLength', type.maxLength),
    ...(type.pattern === undefined ? {} : { pattern: type.pattern }),
  }
}

function given(name: string, value: number | undefined): Json {
  return value === undefined || !Number.isFinite(value) ? {} : { [name]: value }
}

function names(type: DataType): readonly string[] {
  if (type.kind === 'array') return names(type.items)
  if (type.kind === 'object') return type.values ? names(type.values) : []
  return type.kind === 'ref' ? [type.name] : []
}
