import { diagnostic } from '../../diagnostics/index.ts'
import { camel } from '../../text/names.ts'
import type { YamlNode } from '../../text/yaml-node.ts'
import type { DataType, SchemaField } from '../facts.ts'
import { CODES } from './codes.ts'
import {
  type Found,
  followOnce,
  followReference,
  nameInReference,
  type OpenApiReading,
  referenceOf,
} from './openapi-reference.ts'
import { numberType, stringType } from './openapi-scalar.ts'
import { entriesOf, isTrueAt, itemsOf, keyOf, locateNode, textAt, textOf, valueAt } from './yaml-values.ts'

/** A type, and whether null is a value of it. */
export interface ReadSchema {
  readonly type: DataType
  readonly nullable: boolean
}

const ANY: ReadSchema = { type: { kind: 'any' }, nullable: false }
/** Schemas nested deeper are read as any value. */
const MAX_DEPTH = 40

/** Reads the schemas of `components.schemas`, or of another place, all of them. */
export function readComponents(reading: OpenApiReading, schemas: YamlNode | undefined): void {
  for (const entry of entriesOf(schemas)) reading.named.set(entry.value, keyOf(entry))
  for (const entry of entriesOf(schemas)) {
    if (isObject(reading, entry.value))
      nameSchema(reading, { name: keyOf(entry), node: entry.value, depth: 0 })
    else followReference(reading, entry.value)
  }
}

/** Reads a schema; an object without a name of its own gets `name`. */
export function readSchema(
  reading: OpenApiReading,
  node: YamlNode | undefined,
  name: string,
  depth = 0,
): ReadSchema {
  if (node?.kind !== 'mapping' || depth > MAX_DEPTH) return ANY
  const reference = referenceOf(node)
  if (reference !== undefined) return readReference(reading, node, nameInReference(reference), depth)
  const parts = itemsOf(valueAt(node, 'allOf'))
  const only = parts[0]
  if (parts.length === 1 && only && valueAt(node, 'properties') === undefined) {
    const inner = readSchema(reading, only, name, depth + 1)
    return { type: inner.type, nullable: inner.nullable || isTrueAt(node, 'nullable') }
  }
  const choices = [...itemsOf(valueAt(node, 'oneOf')), ...itemsOf(valueAt(node, 'anyOf'))]
  if (choices.length > 0) return readChoice(reading, { node, choices, name, depth })
  const kinds = kindsOf(node)
  const nullable = isTrueAt(node, 'nullable') || kinds.includes('null')
  if (isObject(reading, node)) {
    const type = namedType({ reading, node }, { wanted: name, depth, inline: true })
    return { type, nullable }
  }
  return { type: plainType(reading, { node, kinds, name, depth }), nullable }
}

function readReference(reading: OpenApiReading, node: YamlNode, wanted: string, depth: number): ReadSchema {
  const declared = followOnce({ reading, node })
  const target = declared && followReference(declared.reading, declared.node)
  if (declared === undefined || target === undefined) return ANY
  if (!isObject(target.reading, target.node))
    return readSchema(target.reading, target.node, wanted, depth + 1)
  const nullable = isTrueAt(target.node, 'nullable') || kindsOf(target.node).includes('null')
  return { type: namedType(declared, { wanted, depth }), nullable }
}

interface Inside {
  readonly node: YamlNode
  readonly name: string
  readonly depth: number
}

function readChoice(
  reading: OpenApiReading,
  { node, choices, name, depth }: Inside & { choices: YamlNode[] },
) {
  const real = choices.filter((choice) => textAt(choice, 'type') !== 'null')
  const nullable = real.length < choices.length || isTrueAt(node, 'nullable')
  const only = real[0]
  if (real.length === 1 && only) {
    const inner = readSchema(reading, only, name, depth + 1)
    return { type: inner.type, nullable: nullable || inner.nullable }
  }
  reportType(reading, node, `a choice of ${real.length} schemas is read as any value`)
  return { type: ANY.type, nullable }
}

function kindsOf(node: YamlNode): string[] {
  const type = valueAt(node, 'type')
  if (type?.kind === 'sequence') return type.items.map((item) => (item.kind === 'scalar' ? item.text : ''))
  return type?.kind === 'scalar' ? [type.text] : []
}

/** Has declared fields, its own or those of `allOf`. */
function isObject(reading: OpenApiReading, node: YamlNode, seen: Set<YamlNode> = new Set()): boolean {
  if (seen.has(node)) return false
  seen.add(node)
  if (entriesOf(valueAt(node, 'properties')).length > 0) return true
  if (referenceOf(node) !== undefined) {
    const target = followOnce({ reading, node }, false)
    return target !== undefined && isObject(target.reading, target.node, seen)
  }
  return itemsOf(valueAt(node, 'allOf')).some((part) => isObject(reading, part, seen))
}

interface Wanted {
  readonly wanted: string
  readonly depth: number
  /** No component, and not reached by a reference. */
  readonly inline?: true | undefined
}

interface Naming extends Omit<Wanted, 'wanted'> {
  readonly name: string
  readonly node: YamlNode
}

/** An object as the schema it is named for: once, however often it is reached. */
function namedType({ reading, node }: Found, { wanted, depth, inline }: Wanted): DataType {
  const known = reading.named.get(node)
  const isFree = (name: string) => !reading.schemas.has(name) && !reading.taken.has(name)
  let name = known ?? wanted
  for (let count = 2; known === undefined && !isFree(name); count += 1) name = `${wanted}${count}`
  reading.named.set(node, name)
  // A component is read where it stands: a chain of them needs no depth.
  if (known === undefined || !reading.taken.has(name)) nameSchema(reading, { name, node, depth, inline })
  return { kind: 'ref', name }
}

function nameSchema(reading: OpenApiReading, { name, node, depth, inline }: Naming): void {
  if (reading.schemas.has(name)) return
  const origin = locateNode(reading.passage, { start: node.start, end: Math.min(node.end, node.start + 1) })
  const schema = { name, description: textAt(node, 'description'), fields: [], closed: false, inline, origin }
  // Stands there before its fields are read, so that a schema may hold itself.
  reading.schemas.set(name, schema)
  const parts = partsOf(reading, node, new Set())
  const required = new Set(
    parts.flatMap((part) => itemsOf(valueAt(part.node, 'required')).map((item) => textOf(item))),
  )
  const fields = new Map<string, SchemaField>()
  for (const part of parts) {
    for (const entry of entriesOf(valueAt(part.node, 'properties'))) {
      const field = keyOf(entry)
      const read = readSchema(part.reading, entry.value, `${name}${camel(field)}`, depth + 1)
      fields.set(field, {
        name: field,
        ...read,
        required: required.has(field),
        default: defaultOf(entry.value),
        description: textAt(entry.value, 'description'),
        origin: locateNode(part.reading.passage, entry.key),
      })
    }
  }
  const closed = parts.some((part) => {
    const extra = valueAt(part.node, 'additionalProperties')
    return extra?.kind === 'scalar' && extra.value === false
  })
  reading.schemas.set(name, { ...schema, fields: [...fields.values()], closed })
}

/** A schema and everything its `allOf` merges into it, strongest last. */
function partsOf(reading: OpenApiReading, node: YamlNode, seen: Set<YamlNode>): Found[] {
  const found = followReference(reading, node)
  if (found === undefined || seen.has(found.node)) return []
  seen.add(found.node)
  const parts = itemsOf(valueAt(found.node, 'allOf'))
  return [...parts.flatMap((part) => partsOf(found.reading, part, seen)), found]
}

function defaultOf(node: YamlNode): string | number | boolean | null | undefined {
  const value = valueAt(node, 'default')
  return value?.kind === 'scalar' ? value.value : undefined
}

function plainType(
  reading: OpenApiReading,
  { node, kinds, name, depth }: Inside & { readonly kinds: readonly string[] },
): DataType {
  const real = kinds.filter((kind) => kind !== 'null')
  if (real.length > 1) reportType(reading, node, `type \`${real.join(', ')}\` is read as any value`)
  switch (real.length > 1 ? 'any' : (real[0] ?? impliedKind(node))) {
    case 'string':
      return stringType(node)
    case 'integer':
    case 'number':
      return numberType(node, real[0] === 'integer' ? 'integer' : 'number')
    case 'boolean':
      return { kind: 'boolean' }
    case 'object':
      return { kind: 'object' }
    case 'array':
      return {
        kind: 'array',
        items: readSchema(reading, valueAt(node, 'items'), `${name}Item`, depth + 1).type,
      }
    case 'any':
      return ANY.type
    default:
      reportType(reading, node, `type \`${real[0]}\` is read as any value`)
      return ANY.type
  }
}

function impliedKind(node: YamlNode): string {
  if (valueAt(node, 'items')) return 'array'
  if (valueAt(node, 'additionalProperties')) return 'object'
  return valueAt(node, 'enum') || valueAt(node, 'const') ? 'string' : 'any'
}

function reportType({ passage, diagnostics }: OpenApiReading, node: YamlNode, message: string): void {
  diagnostics.add(
    diagnostic(CODES, 'contract/unknown-type', {
      message,
      location: locateNode(passage, { start: node.start, end: Math.min(node.end, node.start + 1) }),
      hint: 'give it one type: string, integer, number, boolean, array or object',
    }),
  )
}
