/** Proto files as text, and the Python names of what protoc makes of them. */
import {
  type ProtoEnum,
  type ProtoFile,
  type ProtoMessage,
  type ProtoService,
  type Service,
  snake,
} from '../../../src/generator/index.ts'
import { fileStem, importedFiles, moduleAlias } from './messages.ts'

export function protoPackage(service: Service, file: ProtoFile): string {
  return file.package ?? snake(service.name)
}

export function protoPath(file: ProtoFile): string {
  return file.path ?? 'service.proto'
}

/** The protos that a service holds as copies of those at the root of the workspace. */
export function copiesOf({ layout, sharedProtos }: Service): readonly ProtoFile[] {
  return layout.root === '' ? [] : sharedProtos
}

/** `order` of `OrderService`: names the servicer's module and the fixture of its stub. */
export function servicerKey(service: ProtoService): string {
  return snake(service.name).replace(/_service$/, '')
}

/** Python package of the generated modules: `src.grpc.gen.shop.order.v1`. */
export function genPackage(service: Service, file: ProtoFile): string {
  const folder = protoPath(file).split('/').slice(0, -1)
  return [service.layout.package, 'grpc', 'gen', ...folder].join('.')
}

/** Import lines of the other proto files a module may name; the unused are dropped when it is finished. */
export function protoImports(service: Service, own: ProtoFile): readonly string[] {
  return importedFiles(service, own).map(
    (file) => `from ${genPackage(service, file)} import ${fileStem(file)}_pb2 as ${moduleAlias(file, own)}`,
  )
}

/** The file as it was given, or written from its facts. */
export function protoText(file: ProtoFile): string {
  if (file.source !== undefined) return file.source
  const blocks = [
    'syntax = "proto3";',
    `package ${file.package};`,
    ...(file.imports.length > 0
      ? [
          [...file.imports]
            .sort()
            .map((path) => `import "${path}";`)
            .join('\n'),
        ]
      : []),
    ...file.services.map(serviceText),
    ...topLevel(file.messages).map((message) => messageText(message, file, '')),
    ...topLevel(file.enums).map((found) => enumText(found, '')),
  ]
  return blocks.join('\n\n')
}

function commentLines(comment: string | undefined, indent: string): readonly string[] {
  if (!comment) return []
  const line = comment
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replaceAll('*/', '* /')
    .replace(/\\+$/, '')
    .trim()
  return line === '' ? [] : [`${indent}// ${line}`]
}

function serviceText(service: ProtoService): string {
  const stream = (on: boolean) => (on ? 'stream ' : '')
  const rpcs = service.rpcs.flatMap((rpc) => [
    ...commentLines(rpc.comment, '  '),
    `  rpc ${rpc.name}(${stream(rpc.requestStream)}${rpc.request}) returns (${stream(rpc.responseStream)}${rpc.response});`,
  ])
  return [...commentLines(service.comment, ''), `service ${service.name} {`, ...rpcs, '}'].join('\n')
}

interface Named {
  readonly name: string
}

function topLevel<T extends Named>(declared: readonly T[]): readonly T[] {
  return declared.filter(({ name }) => !name.includes('.'))
}

function inside<T extends Named>({ name: around }: Named, declared: readonly T[]): readonly T[] {
  return declared.filter(
    ({ name }) => name.startsWith(`${around}.`) && !name.slice(around.length + 1).includes('.'),
  )
}

function enumText({ name, values }: ProtoEnum, indent: string): string {
  const lines = values.map((value) => `${indent}  ${value.name} = ${value.number};`)
  return [`${indent}enum ${name.split('.').at(-1)} {`, ...lines, `${indent}}`].join('\n')
}

function messageText(message: ProtoMessage, file: ProtoFile, indent: string): string {
  const nested = inside(message, file.messages)
  const enums = inside(message, file.enums)
  const reserved = message.reserved ?? []
  const name = message.name.split('.').at(-1)
  if (message.fields.length + nested.length + enums.length + reserved.length === 0) {
    return [...commentLines(message.comment, indent), `${indent}message ${name} {}`].join('\n')
  }
  return [
    ...commentLines(message.comment, indent),
    `${indent}message ${name} {`,
    ...reserved.map((range) => `${indent}  reserved ${range};`),
    ...enums.map((found) => enumText(found, `${indent}  `)),
    ...nested.map((inner) => messageText(inner, file, `${indent}  `)),
    ...fieldLines(message, `${indent}  `),
    `${indent}}`,
  ].join('\n')
}

function fieldLines(message: ProtoMessage, indent: string): readonly string[] {
  const oneofs = new Set<string>()
  return message.fields.flatMap((field) => {
    if (field.oneof === undefined) return fieldText(field, indent)
    if (oneofs.has(field.oneof)) return []
    oneofs.add(field.oneof)
    const members = message.fields.filter(({ oneof }) => oneof === field.oneof)
    return [
      `${indent}oneof ${field.oneof} {`,
      ...members.flatMap((member) => fieldText({ ...member, label: undefined }, `${indent}  `)),
      `${indent}}`,
    ]
  })
}

function fieldText(field: ProtoMessage['fields'][number], indent: string): readonly string[] {
  const type =
    field.label === 'map'
      ? `map<${field.keyType ?? 'string'}, ${field.type}>`
      : `${field.label === undefined ? '' : `${field.label} `}${field.type}`
  return [...commentLines(field.comment, indent), `${indent}${type} ${field.name} = ${field.number};`]
}
