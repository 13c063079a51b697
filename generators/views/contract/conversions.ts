/** Models of the domain to protobuf messages and back, as functions of a client's module. */
import { type ProtoField, type ProtoFile, type Service, snake } from '../../../src/generator/index.ts'
import { pyAttribute } from '../python/names.ts'
import {
  EMPTY,
  findEnum,
  findMessage,
  isEndless,
  type MessageHome,
  moduleAlias,
  pyMessageName,
  SCALARS,
} from './messages.ts'

export interface Conversion {
  readonly name: string
  readonly parameter: string
  readonly returns: string
  readonly lines: readonly string[]
}

interface Place {
  /** Has the contract. */
  readonly service: Service
  /** File that the module calls `pb`. */
  readonly own: ProtoFile
}

type Direction = 'encode' | 'decode'

/** The functions that messages of these names need, each message once and after those it needs. */
export function conversionsOf(
  place: Place,
  direction: Direction,
  roots: readonly string[],
): readonly Conversion[] {
  const entered = new Set<string>()
  const found: Conversion[] = []
  const visit = (name: string, near: ProtoFile): void => {
    const home = findMessage(place.service, name, near)
    if (!home || entered.has(functionOf(direction, home))) return
    entered.add(functionOf(direction, home))
    if (isPlain(place.service, home)) for (const { type } of home.message.fields) visit(type, home.file)
    found.push(direction === 'encode' ? encoder(place, home) : decoder(place, home))
  }
  for (const root of roots) visit(root, place.own)
  return found
}

/** `_encode_stock_request`, `_decode_stock`. */
export function functionOf(direction: Direction, { message }: MessageHome): string {
  return `_${direction}_${snake(pyMessageName(message.name))}`
}

/** Whether each field has a Python type of its own; what has not goes through its JSON form. */
function isPlain(service: Service, { file, message }: MessageHome): boolean {
  return message.fields.every(
    ({ type, keyType }) =>
      (keyType ?? 'string') === 'string' &&
      type !== EMPTY &&
      (SCALARS.has(type) ||
        type === 'google.protobuf.Timestamp' ||
        findMessage(service, type, file) !== undefined ||
        findEnum(service, type, file) !== undefined),
  )
}

function encoder(place: Place, home: MessageHome): Conversion {
  const type = `${moduleAlias(home.file, place.own)}.${home.message.name}`
  const made = { name: functionOf('encode', home), parameter: `value: ${modelOf(home)}`, returns: type }
  if (!isPlain(place.service, home)) {
    const json = 'value.model_dump(mode="json", by_alias=True, exclude_none=True)'
    return { ...made, lines: [`return ParseDict(${json}, ${type}())`] }
  }
  const { fields } = home.message
  const late = fields.filter((field) => field.oneof !== undefined && !isMessage(place.service, field, home))
  const args = fields
    .filter((field) => !late.includes(field))
    .map((field) => `${field.name}=${encoded(place, home, field)}`)
  const message = `${type}(${args.join(', ')})`
  if (late.length === 0) return { ...made, lines: [`return ${message}`] }
  return {
    ...made,
    lines: [
      `message = ${message}`,
      ...late.flatMap((field) => [
        `if value.${pyAttribute(field.name)} is not None:`,
        `    message.${field.name} = ${single('encode', { place, home, field }, `value.${pyAttribute(field.name)}`)}`,
      ]),
      'return message',
    ],
  }
}

function decoder(place: Place, home: MessageHome): Conversion {
  const type = `${moduleAlias(home.file, place.own)}.${home.message.name}`
  const model = modelOf(home)
  const made = { name: functionOf('decode', home), parameter: `message: ${type}`, returns: model }
  if (!isPlain(place.service, home)) {
    const options =
      'preserving_proto_field_name=True, use_integers_for_enums=True, always_print_fields_with_no_presence=True'
    return { ...made, lines: [`return ${model}.model_validate(MessageToDict(message, ${options}))`] }
  }
  const args = home.message.fields.map((field) => `${pyAttribute(field.name)}=${decoded(place, home, field)}`)
  return { ...made, lines: [`return ${model}(${args.join(', ')})`] }
}

function modelOf({ message }: MessageHome): string {
  return pyMessageName(message.name)
}

interface FieldPlace {
  readonly place: Place
  readonly home: MessageHome
  readonly field: ProtoField
}

function encoded(place: Place, home: MessageHome, field: ProtoField): string {
  const value = `value.${pyAttribute(field.name)}`
  const at = { place, home, field }
  const each = (item: string) => single('encode', at, item)
  if (field.label === 'map')
    return each('item') === 'item' ? value : `{key: ${each('item')} for key, item in ${value}.items()}`
  if (field.label === 'repeated')
    return each('item') === 'item' ? value : `[${each('item')} for item in ${value}]`
  return isOptional(place.service, home, field) && each(value) !== value
    ? `None if ${value} is None else ${each(value)}`
    : each(value)
}

function decoded(place: Place, home: MessageHome, field: ProtoField): string {
  const value = `message.${field.name}`
  const at = { place, home, field }
  const each = (item: string) => single('decode', at, item)
  if (field.label === 'map')
    return each('item') === 'item'
      ? `dict(${value})`
      : `{key: ${each('item')} for key, item in ${value}.items()}`
  if (field.label === 'repeated')
    return each('item') === 'item' ? `list(${value})` : `[${each('item')} for item in ${value}]`
  return isOptional(place.service, home, field)
    ? `${each(value)} if message.HasField("${field.name}") else None`
    : each(value)
}

function isOptional(service: Service, home: MessageHome, field: ProtoField): boolean {
  return field.label === 'optional' || field.oneof !== undefined || isEndless(service, field, home)
}

function isMessage(service: Service, { type }: ProtoField, { file }: MessageHome): boolean {
  return type === 'google.protobuf.Timestamp' || findMessage(service, type, file) !== undefined
}

function single(direction: Direction, { place, home, field }: FieldPlace, value: string): string {
  if (SCALARS.has(field.type)) return value
  if (field.type === 'google.protobuf.Timestamp')
    return direction === 'encode' ? `_timestamp(${value})` : `${value}.ToDatetime(tzinfo=UTC)`
  const message = findMessage(place.service, field.type, home.file)
  if (message) return `${functionOf(direction, message)}(${value})`
  const enumeration = findEnum(place.service, field.type, home.file)
  if (!enumeration || direction === 'decode') return value
  return `${[moduleAlias(enumeration.file, place.own), enumeration.enumeration.name].join('.')}.ValueType(${value})`
}
