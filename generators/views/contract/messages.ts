/** Protobuf messages of a service: found by name, read as schemas, written as Python expressions. */
import type {
  DataType,
  ProtoField,
  ProtoFile,
  ProtoMessage,
  Schema,
  Service,
} from '../../../src/generator/index.ts'
import { className, snake } from '../../../src/generator/index.ts'
import { once } from '../once.ts'
import { pyLiteral } from '../python/literals.ts'
import { circlesOf } from './message-circles.ts'
import { type EnumHome, indexEnums, indexMessages, type MessageHome } from './message-index.ts'

export type { MessageHome }

export const EMPTY = 'google.protobuf.Empty'

const INTEGERS = new Set([
  'int32',
  'int64',
  'uint32',
  'uint64',
  'sint32',
  'sint64',
  'fixed32',
  'fixed64',
  'sfixed32',
  'sfixed64',
])

export const SCALARS = new Set([...INTEGERS, 'string', 'bytes', 'bool', 'float', 'double'])

/** A message by the name an rpc or field writes: `OrderRequest`, `acme.user.v1.User`. */
export function findMessage({ protos }: Service, name: string, near: ProtoFile): MessageHome | undefined {
  return once(protos, indexMessages).find(name, near)
}

/** The schema a message is in the domain; nested messages become references by their name. */
export function schemaOf(service: Service, { file, message }: MessageHome): Schema {
  return {
    name: pyMessageName(message.name),
    description: message.comment,
    closed: false,
    origin: message.origin,
    fields: message.fields.map((field) => {
      const optional =
        field.label === 'optional' ||
        field.oneof !== undefined ||
        isEndless(service, field, { file, message })
      return {
        name: field.name,
        type: typeOf(service, field, file),
        required: !optional,
        nullable: optional,
        description: field.comment,
        origin: field.origin,
      }
    }),
  }
}

/** A field of a message that it contains itself has to be absent somewhere, or no value could ever be made. */
export function isEndless(service: Service, { type, label }: ProtoField, home: MessageHome): boolean {
  if (label === 'repeated' || label === 'map' || SCALARS.has(type)) return false
  const next = findMessage(service, type, home.file)
  const circles = once(service.protos, circlesOf)
  return next !== undefined && circles.get(next.message) === circles.get(home.message)
}

/** Whether a value of a message can be made up: nothing is known of most of Google's types and of other keys. */
export function isExpressible(service: Service, type: string, file: ProtoFile): boolean {
  const seen = new Set<ProtoMessage>()
  const open = [{ type, file }]
  for (const asked of open) {
    if (asked.type === 'google.protobuf.Timestamp' || asked.type === EMPTY) continue
    const home = findMessage(service, asked.type, asked.file)
    if (!home && asked.type.startsWith('google.')) return false
    if (!home || seen.has(home.message)) continue
    seen.add(home.message)
    const { fields } = home.message
    if (fields.some(({ keyType }) => (keyType ?? 'string') !== 'string')) return false
    for (const field of fields) open.push({ type: field.type, file: home.file })
  }
  return true
}

/** `Order.Line` is one class, `OrderLine`. */
export function pyMessageName(name: string): string {
  return className(name.replaceAll('.', ''))
}

function typeOf(service: Service, field: ProtoField, file: ProtoFile): DataType {
  if (field.label === 'map') return { kind: 'object', values: singleType(service, field.type, file) }
  const single = singleType(service, field.type, file)
  return field.label === 'repeated' ? { kind: 'array', items: single } : single
}

function singleType(service: Service, type: string, file: ProtoFile): DataType {
  if (type === 'string') return { kind: 'string' }
  if (type === 'bytes') return { kind: 'string', format: 'binary' }
  if (type === 'bool') return { kind: 'boolean' }
  if (INTEGERS.has(type)) return { kind: 'integer' }
  if (type === 'float' || type === 'double') return { kind: 'number' }
  if (type === 'google.protobuf.Timestamp') return { kind: 'string', format: 'date-time' }
  const home = findMessage(service, type, file)
  if (home) return { kind: 'ref', name: pyMessageName(home.message.name) }
  return type.startsWith('google.protobuf.') ? { kind: 'any' } : { kind: 'integer' }
}

/** Module alias that generated code gives the messages of a proto file: `pb`, or `order_service_pb`. */
export function moduleAlias(file: ProtoFile, own: ProtoFile): string {
  return file === own ? 'pb' : `${fileStem(file)}_pb`
}

/** The file of a contract that a module calls `pb`: the first with an rpc that is called. */
export function calledFile({ protos }: Pick<Service, 'protos'>): ProtoFile {
  const called = protos.find(({ services }) => services.some(({ rpcs }) => rpcs.length > 0))
  if (!called) throw new Error('a contract without rpcs')
  return called
}

export function fileStem(file: ProtoFile): string {
  return (
    (file.path ?? 'service.proto')
      .split('/')
      .at(-1)
      ?.replace(/\.proto$/, '') ?? 'service'
  )
}

/** `pb.OrderRequest(id="first")` for a JSON sample; fields the sample does not have are left out. */
export function messageExpression(
  service: Service,
  home: MessageHome,
  sample: Readonly<Record<string, unknown>>,
  own: ProtoFile,
): string {
  const wire = new Map(Object.entries(sample).map(([key, value]) => [snake(key), value]))
  const args = home.message.fields
    .filter((field) => wire.has(snake(field.name)))
    .map(
      (field) =>
        `${field.name}=${fieldExpression(service, { field, file: home.file, own }, wire.get(snake(field.name)))}`,
    )
  return `${moduleAlias(home.file, own)}.${home.message.name}(${args.join(', ')})`
}

interface FieldPlace {
  readonly field: ProtoField
  readonly file: ProtoFile
  readonly own: ProtoFile
}

function fieldExpression(service: Service, place: FieldPlace, value: unknown): string {
  if (place.field.label === 'map' && typeof value === 'object' && value !== null) {
    const { field } = place
    const single: FieldPlace = { ...place, field: { ...field, label: undefined } }
    const entries = Object.entries(value).map(
      ([key, item]) => `${pyLiteral(key)}: ${fieldExpression(service, single, item)}`,
    )
    return `{${entries.join(', ')}}`
  }
  if (Array.isArray(value))
    return `[${value.map((item) => fieldExpression(service, place, item)).join(', ')}]`
  if (place.field.type === 'google.protobuf.Timestamp') {
    return `Timestamp(seconds=${Math.floor(Date.parse(String(value)) / 1000)})`
  }
  const home = findMessage(service, place.field.type, place.file)
  if (home && typeof value === 'object' && value !== null) {
    return messageExpression(service, home, value as Record<string, unknown>, place.own)
  }
  if (place.field.type === 'bytes') return `b${pyLiteral(value)}`
  const enumeration = SCALARS.has(place.field.type)
    ? undefined
    : findEnum(service, place.field.type, place.file)
  return enumeration ? enumExpression(enumeration, value, place.own) : pyLiteral(value)
}

export function findEnum({ protos }: Service, name: string, near: ProtoFile): EnumHome | undefined {
  return once(protos, indexEnums).find(name, near)
}

/** `pb.STATUS_OPEN`, `pb.Order.STATUS_OPEN` where the enum stands in a message. */
function enumExpression({ file, enumeration }: EnumHome, value: unknown, own: ProtoFile): string {
  const scope = [moduleAlias(file, own), ...enumeration.name.split('.').slice(0, -1)].join('.')
  const known = enumeration.values.find(({ number }) => number === value)
  const last = enumeration.name.split('.').at(-1)
  return known ? `${scope}.${known.name}` : `${scope}.${last}.ValueType(${pyLiteral(value)})`
}

/** Files whose messages an expression of `messageExpression` may name, `own` excepted. */
export function importedFiles(service: Service, own: ProtoFile): readonly ProtoFile[] {
  return service.protos.filter((file) => file !== own && file.messages.length > 0)
}
