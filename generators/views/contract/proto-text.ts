/** Proto files as text. */
import type {
  ProtoEnum,
  ProtoField,
  ProtoFile,
  ProtoMessage,
  ProtoOption,
  ProtoService,
} from '../../../src/generator/index.ts'

/** The file as it was given, or written from its facts. */
export function protoText(file: ProtoFile): string {
  if (file.source !== undefined) return file.source
  const blocks = [
    'syntax = "proto3";',
    `package ${file.package};`,
    ...block(importLines(file)),
    ...block(optionLines(file.options, '')),
    ...block(extensionLines('', file, '')),
    ...file.services.map(serviceText),
    ...topLevel(file.messages).map((message) => messageText(message, file, '')),
    ...topLevel(file.enums).map((found) => enumText(found, '')),
  ]
  return blocks.join('\n\n')
}

function block(lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [lines.join('\n')] : []
}

function importLines({ imports, importKinds = [] }: ProtoFile): readonly string[] {
  return [...imports].sort().map((path) => {
    const told = importKinds.find((known) => known.path === path)
    return `import ${told ? `${told.kind} ` : ''}"${path}";`
  })
}

function optionLines(options: readonly ProtoOption[] | undefined, indent: string): readonly string[] {
  return (options ?? []).map(({ name, value }) => `${indent}option ${name} = ${value};`)
}

/** ` [deprecated = true]` behind a number. */
function bracketed(options: readonly ProtoOption[] | undefined): string {
  if (!options || options.length === 0) return ''
  return ` [${options.map(({ name, value }) => `${name} = ${value}`).join(', ')}]`
}

function extensionLines(scope: string, { extensions = [] }: ProtoFile, indent: string): readonly string[] {
  return extensions
    .filter((extension) => extension.scope === scope)
    .flatMap(({ extendee, field }) => [
      `${indent}extend ${extendee} {`,
      ...fieldText(field, `${indent}  `),
      `${indent}}`,
    ])
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
  const rpcs = service.rpcs.flatMap((rpc) => {
    const options = optionLines(rpc.options, '    ')
    return [
      ...commentLines(rpc.comment, '  '),
      `  rpc ${rpc.name}(${stream(rpc.requestStream)}${rpc.request}) returns (${stream(rpc.responseStream)}${rpc.response})${options.length > 0 ? ' {' : ';'}`,
      ...options,
      ...(options.length > 0 ? ['  }'] : []),
    ]
  })
  const head = [...commentLines(service.comment, ''), `service ${service.name} {`]
  return [...head, ...optionLines(service.options, '  '), ...rpcs, '}'].join('\n')
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

function enumText({ name, values, options, reserved = [] }: ProtoEnum, indent: string): string {
  const lines = [
    ...optionLines(options, `${indent}  `),
    ...reserved.map((range) => `${indent}  reserved ${range};`),
    ...values.map((value) => `${indent}  ${value.name} = ${value.number}${bracketed(value.options)};`),
  ]
  return [`${indent}enum ${name.split('.').at(-1)} {`, ...lines, `${indent}}`].join('\n')
}

function messageText(message: ProtoMessage, file: ProtoFile, indent: string): string {
  const nested = inside(message, file.messages)
  const enums = inside(message, file.enums)
  const deeper = `${indent}  `
  const body = [
    ...optionLines(message.options, deeper),
    ...(message.reserved ?? []).map((range) => `${deeper}reserved ${range};`),
    ...extensionLines(message.name, file, deeper),
    ...enums.map((found) => enumText(found, deeper)),
    ...nested.map((inner) => messageText(inner, file, deeper)),
    ...fieldLines(message, deeper),
  ]
  const head = `${indent}message ${message.name.split('.').at(-1)} {`
  const lines = body.length === 0 ? [`${head}}`] : [head, ...body, `${indent}}`]
  return [...commentLines(message.comment, indent), ...lines].join('\n')
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
      ...optionLines(message.oneofs?.find(({ name }) => name === field.oneof)?.options, `${indent}  `),
      ...members.flatMap((member) => fieldText({ ...member, label: undefined }, `${indent}  `)),
      `${indent}}`,
    ]
  })
}

function fieldText(field: ProtoField, indent: string): readonly string[] {
  const type =
    field.label === 'map'
      ? `map<${field.keyType ?? 'string'}, ${field.type}>`
      : `${field.label === undefined ? '' : `${field.label} `}${field.type}`
  return [
    ...commentLines(field.comment, indent),
    `${indent}${type} ${field.name} = ${field.number}${bracketed(field.options)};`,
  ]
}
