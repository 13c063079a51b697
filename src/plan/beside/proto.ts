import type { Enum, FieldBase, MapField, Namespace, ReflectionObject, Service, Type } from 'protobufjs'
import { type Diagnostics, diagnostic, type Location } from '../../diagnostics/index.ts'
import type { ProtoEnum, ProtoField, ProtoFile, ProtoMessage, ProtoService } from '../facts.ts'
import { CODES } from './codes.ts'
import { locateIn, locateLine, type Passage } from './passage.ts'
import { protoPositions, type Span } from './proto-positions.ts'

type Positions = ReadonlyMap<string, readonly Span[]>

interface Reading {
  readonly passage: Passage
  readonly positions: Positions
  readonly prefix: string
  readonly names: Set<string>
  readonly services: ProtoService[]
  readonly messages: ProtoMessage[]
  readonly enums: ProtoEnum[]
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
      imports: parsed.imports ?? [],
      services: reading.services,
      messages: reading.messages,
      enums: reading.enums,
      source,
      origin: locateLine(passage, 1),
    }
  } catch (error) {
    diagnostics.add(complaint(error, passage, positions))
    return undefined
  }
}

function emptyReading(passage: Passage, positions: Positions): Reading {
  return { passage, positions, prefix: '', names: new Set(), services: [], messages: [], enums: [] }
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
    }
  }
}

const isService = (object: ReflectionObject): object is Service => 'methodsArray' in object
const isEnum = (object: ReflectionObject): object is Enum => 'valuesById' in object
const isMap = (field: FieldBase): field is MapField => field.map
const isType = (object: ReflectionObject): object is Type => 'fieldsArray' in object

function readService(service: Service, name: string, reading: Reading): ProtoService {
  const rpcs = service.methodsArray.map((method) => ({
    name: method.name,
    request: method.requestType,
    response: method.responseType,
    requestStream: method.requestStream === true,
    responseStream: method.responseStream === true,
    comment: method.comment ?? undefined,
    origin: originOf(`${name}.${method.name}`, reading),
  }))
  return { name, rpcs, comment: service.comment ?? undefined, origin: originOf(name, reading) }
}

function readMessage(type: Type, name: string, reading: Reading): ProtoMessage {
  const fields = type.fieldsArray.map((field): ProtoField => {
    const optional = field.getOption('proto3_optional') === true
    return {
      name: field.name,
      number: field.id,
      type: nestedName(field.type, type, name),
      label: field.map ? 'map' : field.repeated ? 'repeated' : optional ? 'optional' : undefined,
      keyType: isMap(field) ? field.keyType : undefined,
      oneof: optional ? undefined : field.partOf?.name,
      comment: field.comment ?? undefined,
      origin: originOf(`${name}.${field.name}`, reading),
    }
  })
  const reserved = (type.reserved ?? []).flatMap(reservedText)
  return {
    name,
    fields,
    ...(reserved.length > 0 && { reserved }),
    comment: type.comment ?? undefined,
    origin: originOf(name, reading),
  }
}

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
  const values = Object.entries(object.values).map(([value, number]) => ({ name: value, number }))
  for (const value of values) reading.names.add(`${name}.${value.name}`)
  return { name, values, origin: originOf(name, reading) }
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

function complaint(error: unknown, passage: Passage, positions: Positions) {
  const text = error instanceof Error ? error.message : String(error)
  const reused = /^(?:duplicate id (\d+)|id (\d+) is reserved) in Type (.+)$/.exec(text)
  if (reused) {
    const number = reused[1] ?? reused[2] ?? ''
    const field = lastWithNumber(passage.text, reused[3] ?? '', number, positions)
    return diagnostic(CODES, 'contract/reused-field-number', {
      message: `field number ${number} of message \`${reused[3]}\` is ${reused[1] ? 'used twice' : 'reserved'}`,
      location: field ? locateIn(passage, field.start, field.end) : locateLine(passage, 1),
      hint: 'give the field the next free number',
      cause: error,
    })
  }
  const line = /\(line (\d+)\)/.exec(text)?.[1]
  const twice = /^duplicate name '([^']*)'/.exec(text)?.[1]
  const again = twice === undefined ? undefined : secondPlace(twice, positions)
  const reason = text.replace(/ ?\(line \d+\)/, '').replace(/^illegal/, 'unexpected')
  const inside = line === undefined ? '' : ` at line ${line} of the block`
  return diagnostic(CODES, 'contract/unparsable', {
    message: `protobuf cannot be read: ${reason.replaceAll("'", '`')}${inside}; its facts are missing`,
    location: again ? locateIn(passage, again.start, again.end) : locateLine(passage, Number(line ?? 1)),
    hint: 'write the block as protoc reads it, without `...`',
    cause: error,
  })
}

function secondPlace(name: string, positions: Positions): Span | undefined {
  for (const [dotted, spans] of positions) {
    if (dotted.split('.').at(-1) === name && spans[1]) return spans[1]
  }
  return undefined
}

function lastWithNumber(text: string, message: string, number: string, positions: Positions) {
  let last: Span | undefined
  for (const [name, spans] of positions) {
    const parts = name.split('.')
    const after = /^\s*=\s*(\w+)/.exec(text.slice(spans[0]?.end ?? 0, (spans[0]?.end ?? 0) + 40))?.[1]
    if (parts.at(-2) === message && after !== undefined && Number(after) === Number(number)) last = spans[0]
  }
  return last
}
