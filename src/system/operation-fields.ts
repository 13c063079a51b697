/** Whether an endpoint and an rpc carry the same fields, so that one method can serve both. */
import type { DataType, Endpoint, ProtoField, ProtoFile, ProtoMessage } from '../plan/facts.ts'
import type { OperationFacts, RpcRef } from './operation-facts.ts'
import { successOf } from './operation-shape.ts'

/** Fields by name, as a comparable text: `email string,tags [string]`. */
type Kind = string

interface Sides {
  readonly schemas: OperationFacts['schemas']
  readonly protos: OperationFacts['protos']
  readonly file: ProtoFile
}

const DEPTH = 8

const SCALAR_KINDS: ReadonlyMap<string, Kind> = new Map([
  ...['int32', 'int64', 'uint32', 'uint64', 'sint32', 'sint64'].map((name) => [name, 'integer'] as const),
  ...['fixed32', 'fixed64', 'sfixed32', 'sfixed64'].map((name) => [name, 'integer'] as const),
  ['float', 'number'],
  ['double', 'number'],
  ['bool', 'boolean'],
  ['string', 'string'],
  ['bytes', 'bytes'],
  ['google.protobuf.Timestamp', 'string'],
  ['google.protobuf.Struct', 'object'],
  ['google.protobuf.Value', 'any'],
  ['google.protobuf.Empty', '{}'],
])

export function isSameOperation(endpoint: Endpoint, { file, rpc }: RpcRef, facts: OperationFacts): boolean {
  if (rpc.requestStream || rpc.responseStream) return false
  const sides: Sides = { schemas: facts.schemas, protos: facts.protos, file }
  const response = successOf(endpoint)?.type
  return (
    requestKind(endpoint, sides) === typeKind(rpc.request, sides, DEPTH) &&
    (response === undefined ? '{}' : dataKind(response, sides, DEPTH)) ===
      typeKind(rpc.response, sides, DEPTH)
  )
}

/** Path and query parameters and the fields of the body, as one object. */
function requestKind(endpoint: Endpoint, sides: Sides): Kind | undefined {
  const parameters = endpoint.parameters
    .filter((parameter) => parameter.in !== 'header')
    .map(({ name, type }) => ({ name, type }))
  const body = endpoint.request?.type
  if (body !== undefined && body.kind !== 'ref') return undefined
  const fields = body ? sides.schemas.find(({ name }) => name === body.name)?.fields : []
  return fields && objectKind([...parameters, ...fields], sides, DEPTH)
}

function objectKind(
  fields: readonly { readonly name: string; readonly type: DataType }[],
  sides: Sides,
  depth: number,
): Kind {
  return record(fields.map(({ name, type }) => [name, dataKind(type, sides, depth)]))
}

function dataKind(type: DataType, sides: Sides, depth: number): Kind {
  switch (type.kind) {
    case 'array':
      return `[${dataKind(type.items, sides, depth)}]`
    case 'ref': {
      const schema = sides.schemas.find(({ name }) => name === type.name)
      return schema && depth > 0 ? objectKind(schema.fields, sides, depth - 1) : '…'
    }
    case 'string':
      return type.format === 'binary' ? 'bytes' : 'string'
    default:
      return type.kind
  }
}

function typeKind(type: string, sides: Sides, depth: number, scope = ''): Kind {
  const scalar = SCALAR_KINDS.get(type)
  if (scalar !== undefined) return scalar
  const names = scope === '' ? [type] : [`${scope}.${type}`, type]
  for (const name of names) {
    if (isEnum(name, sides)) return 'string'
    const message = findMessage(name, sides)
    if (message) return depth > 0 ? messageKind(message, sides, depth - 1) : '…'
  }
  return `?${type}`
}

function messageKind(message: ProtoMessage, sides: Sides, depth: number): Kind {
  return record(message.fields.map((field) => [field.name, fieldKind(field, sides, depth, message.name)]))
}

function fieldKind({ type, label }: ProtoField, sides: Sides, depth: number, scope: string): Kind {
  if (label === 'map') return 'object'
  const kind = typeKind(type, sides, depth, scope)
  return label === 'repeated' ? `[${kind}]` : kind
}

function record(fields: readonly (readonly [string, Kind])[]): Kind {
  const told = fields.map(([name, kind]) => `${name} ${kind}`).sort()
  return `{${told.join(',')}}`
}

function findMessage(type: string, { file, protos }: Sides): ProtoMessage | undefined {
  const own = file.messages.find(({ name }) => name === type || `${file.package}.${name}` === type)
  return (
    own ??
    protos
      .flatMap((other) =>
        other.messages.map((message) => ({ name: `${other.package}.${message.name}`, message })),
      )
      .find(({ name }) => name === type || name === `${file.package}.${type}`)?.message
  )
}

function isEnum(type: string, { protos }: Sides): boolean {
  return protos.some((file) =>
    file.enums.some(({ name }) => name === type || `${file.package}.${name}` === type),
  )
}
