import type { Enum, Field, FieldBase, MapField, Namespace, ReflectionObject, Service, Type } from 'protobufjs'
import { type Diagnostics, diagnostic, type Location } from '../../diagnostics/index.ts'
import type {
  ProtoEnum,
  ProtoExtension,
  ProtoField,
  ProtoFile,
  ProtoMessage,
  ProtoOption,
  ProtoService,
} from '../facts.ts'
import { CODES } from './codes.ts'
import { locateIn, locateLine, type Passage } from './passage.ts'
import { protoComplaint } from './proto-complaint.ts'
import { protoImports } from './proto-imports.ts'
import { protoOptions, type WrittenOption } from './proto-options.ts'
import { protoPositions } from './proto-positions.ts'
import type { Span } from './proto-tokens.ts'

type Positions = ReadonlyMap<string, readonly Span[]>

interface Reading {
  readonly passage: Passage
  readonly positions: Positions
  readonly options: ReadonlyMap<string, readonly WrittenOption[]>
  /** Options of other syntaxes are not options of proto3. */
  readonly isProto3: boolean
  readonly names: Set<string>
  readonly services: ProtoService[]
  readonly messages: ProtoMessage[]
  readonly enums: ProtoEnum[]
  readonly extensions: ProtoExtension[]
}

/**
 * Reads protobuf text, with or without `syntax` and `package` (proto3 where none is said). Nested messages get
 * dotted names. undefined, with a diagnostic, where it cannot be read.
 */
export async function readProto(
  passage: Passage,
  { path, source }: { path?: string | undefined; source?: string | undefined },
  diagnostics: Diagnostics,
): Promise<ProtoFile | undefined> {
  const positions = protoPositions(passage.text)
  try {
    const { parse } = (await import('protobufjs')).default
    const parsed = parse(withSyntax(passage.text), { keepCase: true, alternateCommentMode: true })
    const space = parsed.package === undefined ? parsed.root : parsed.root.lookup(parsed.package)
    const reading = emptyReading(passage, positions)
    if (space) readNamespace(space as Namespace, '', reading)
    reportUnread(reading, diagnostics)
    return {
      path: path ?? pathInComment(passage.text),
      package: parsed.package,
      ...protoImports(passage.text),
      ...optionsOf('', reading),
      services: reading.services,
      messages: reading.messages,
      enums: reading.enums,
      ...(reading.extensions.length > 0 && { extensions: reading.extensions }),
      source,
      origin: locateLine(passage, 1),
    }
  } catch (error) {
    diagnostics.add(protoComplaint(error, passage, positions))
    return undefined
  }
}

function emptyReading(passage: Passage, positions: Positions): Reading {
  return {
    passage,
    positions,
    options: protoOptions(passage.text),
    isProto3: !/^[ \t]*(?:edition[ \t]*=|syntax[ \t]*=[ \t]*["']proto2)/m.test(passage.text),
    names: new Set(),
    services: [],
    messages: [],
    enums: [],
    extensions: [],
  }
}

/** Without a `syntax` line protobufjs assumes proto2; added on line 1 so that lines stay. */
function withSyntax(text: string): string {
  return /^[ \t]*(?:syntax|edition)[ \t]*=/m.test(text) ? text : `syntax = "proto3"; ${text}`
}

function pathInComment(text: string): string | undefined {
  const path = /^\s*\/\/[ \t]*(?:file:[ \t]*)?(\S+\.proto)[ \t]*(?:\r?\n|$)/i.exec(text)?.[1]
  if (path === undefined || path.startsWith('/') || path.split('/').includes('..')) return undefined
  return path.startsWith('proto/') ? path.slice('proto/'.length) : path
}

function readNamespace(space: Namespace, scope: string, reading: Reading): void {
  for (const object of space.nestedArray) {
    const name = scope === '' ? object.name : `${scope}.${object.name}`
    reading.names.add(name)
    if (isService(object)) reading.services.push(readService(object, name, reading))
    else if (isEnum(object)) reading.enums.push(readEnum(object, name, reading))
    else if (isType(object)) {
      reading.messages.push(readMessage(object, name, reading))
      readNamespace(object, name, reading)
    } else if (isExtension(object)) {
      const type = isType(space) ? space : undefined
      const field = readField(object, { name: scope, type }, reading)
      reading.extensions.push({ extendee: object.extend, scope, field })
    }
  }
}

const isService = (object: ReflectionObject): object is Service => 'methodsArray' in object
const isEnum = (object: ReflectionObject): object is Enum => 'valuesById' in object
const isMap = (field: FieldBase): field is MapField => field.map
const isExtension = (object: ReflectionObject): object is Field & { extend: string } =>
  'extend' in object && object.extend !== undefined
const isType = (object: ReflectionObject): object is Type => 'oneofsArray' in object

function readService(service: Service, name: string, reading: Reading): ProtoService {
  const rpcs = service.methodsArray.map((method) => ({
    name: method.name,
    request: method.requestType,
    response: method.responseType,
    requestStream: method.requestStream === true,
    responseStream: method.responseStream === true,
    ...optionsOf(`${name}.${method.name}`, reading),
    comment: method.comment ?? undefined,
    origin: originOf(`${name}.${method.name}`, reading),
  }))
  const comment = service.comment ?? undefined
  return { name, rpcs, ...optionsOf(name, reading), comment, origin: originOf(name, reading) }
}

function readMessage(type: Type, name: string, reading: Reading): ProtoMessage {
  const reserved = (type.reserved ?? []).flatMap(reservedText)
  const oneofs = type.oneofsArray.flatMap((oneof) => {
    const { options } = optionsOf(`${name}.${oneof.name}`, reading)
    return options && !oneof.isProto3Optional ? { name: oneof.name, options } : []
  })
  return {
    name,
    fields: type.fieldsArray.map((field) => readField(field, { name, type }, reading)),
    ...(reserved.length > 0 && { reserved }),
    ...optionsOf(name, reading),
    ...(oneofs.length > 0 && { oneofs }),
    comment: type.comment ?? undefined,
    origin: originOf(name, reading),
  }
}

/** `type`: the message that the field is declared in, if any. */
function readField(
  field: Field,
  { name, type }: { readonly name: string; readonly type: Type | undefined },
  reading: Reading,
): ProtoField {
  const optional = field.getOption('proto3_optional') === true
  const dotted = name === '' ? field.name : `${name}.${field.name}`
  return {
    name: field.name,
    number: field.id,
    type: type ? nestedName(field.type, type, name) : field.type,
    label: field.map ? 'map' : field.repeated ? 'repeated' : optional ? 'optional' : undefined,
    keyType: isMap(field) ? field.keyType : undefined,
    oneof: optional ? undefined : field.partOf?.name,
    ...optionsOf(dotted, reading),
    comment: field.comment ?? undefined,
    origin: originOf(dotted, reading),
  }
}

function optionsOf(
  name: string,
  { options, passage, isProto3 }: Reading,
): { options?: readonly ProtoOption[] } {
  const found = (options.get(name) ?? [])
    .filter((option) => isProto3 || !NOT_PROTO3.test(option.name))
    .map(({ name: title, value, place }) => ({
      name: title,
      value,
      origin: locateIn(passage, place.start, place.end),
    }))
  return found.length > 0 ? { options: found } : {}
}

const NOT_PROTO3 = /^(?:default|features|message_set_wire_format)(?:\.|$)/

const MOST_NUMBER = 536_870_911

function reservedText(range: number[] | string): readonly string[] {
  if (typeof range === 'string') return /^[A-Za-z_]\w{0,200}$/.test(range) ? [`"${range}"`] : []
  const [from = 0, to = from] = range
  if (!Number.isInteger(from) || !Number.isInteger(to)) return []
  return [from === to ? `${from}` : `${from} to ${to >= MOST_NUMBER ? 'max' : to}`]
}

/** A type declared inside the message, or a message around it, by its dotted name; else as written. */
function nestedName(written: string, type: Type, name: string): string {
  const head = written.split('.')[0] ?? written
  let space: ReflectionObject | null = type
  for (let scope = name; scope !== '' && space && isType(space); space = space.parent) {
    if (space.nestedArray.some((nested) => nested.name === head)) return `${scope}.${written}`
    scope = scope.split('.').slice(0, -1).join('.')
  }
  return written
}

function readEnum(object: Enum, name: string, reading: Reading): ProtoEnum {
  const values = Object.entries(object.values).map(([value, number]) => {
    reading.names.add(`${name}.${value}`)
    return { name: value, number, ...optionsOf(`${name}.${value}`, reading) }
  })
  const reserved = (object.reserved ?? []).flatMap(reservedText)
  return {
    name,
    values,
    ...(reserved.length > 0 && { reserved }),
    ...optionsOf(name, reading),
    origin: originOf(name, reading),
  }
}

function originOf(name: string, { passage, positions, names }: Reading): Location {
  names.add(name)
  const span = positions.get(name)?.[0]
  return span ? locateIn(passage, span.start, span.end) : locateLine(passage, 1)
}

/** protobufjs drops names such as `__proto__` without a word, and takes any field number. */
function reportUnread(reading: Reading, diagnostics: Diagnostics): void {
  for (const [name, spans] of reading.positions) {
    const span = spans[0]
    if (reading.names.has(name) || span === undefined) continue
    diagnostics.add(
      diagnostic(CODES, 'contract/unparsable', {
        message: `\`${name}\` cannot be read as a protobuf name`,
        location: locateIn(reading.passage, span.start, span.end),
        hint: 'choose another name',
      }),
    )
  }
  for (const field of reading.messages.flatMap((message) => message.fields)) {
    const legal = field.number >= 1 && field.number <= 536_870_911
    if (legal && (field.number < 19_000 || field.number > 19_999)) continue
    diagnostics.add(
      diagnostic(CODES, 'contract/unparsable', {
        message: `field number ${field.number} of \`${field.name}\` is out of range`,
        location: field.origin,
        hint: 'use a number from 1 to 18999',
      }),
    )
  }
}
