/** Rpcs and messages that protos of one feature tell differently. */
import { diagnostic, type Location } from '../diagnostics/index.ts'
import { CODES as CONTRACT_CODES } from '../plan/beside/codes.ts'
import type { ProtoField, ProtoFile, ProtoMessage, ProtoRpc } from '../plan/facts.ts'
import { shown } from '../system/names.ts'
import { toldTwice } from '../system/told-twice.ts'
import type { Rule } from './rule.ts'

/** For plans that services are built of, the builder says it. */
export const rpcMismatch: Rule = {
  check({ plans }, findings) {
    for (const plan of plans.filter(({ family }) => family === 'speckit')) {
      const first = new Map<string, Told>()
      const files = plan.facts.flatMap(({ protos }) => protos)
      const common = commonPackage(files)
      for (const told of files.flatMap((file) => tellings(file, file.package ?? common))) {
        const known = first.get(told.key) ?? told
        first.set(told.key, known)
        if (known !== told && !agrees(known, told)) findings.add(mismatch(known, told))
      }
    }
  },
}

interface Told {
  readonly key: string
  readonly name: string
  readonly origin: Location
  /** Of an rpc its messages, of a message its fields; what is no part of a fence may be told elsewhere. */
  readonly parts: ReadonlyMap<string, string>
  readonly isWhole: boolean
}

/** What a fence without a package speaks of, where the feature has only one. */
function commonPackage(files: readonly ProtoFile[]): string {
  const [first = '', ...others] = new Set(files.flatMap((file) => file.package ?? []))
  return others.length === 0 ? first : ''
}

function tellings(file: ProtoFile, space: string): readonly Told[] {
  const isWhole = file.source !== undefined
  const rpcs = file.services.flatMap((service) =>
    service.rpcs.map((rpc) => ({
      key: `rpc ${space} ${service.name}.${rpc.name}`,
      name: `${service.name}.${rpc.name}`,
      origin: rpc.origin,
      parts: partsOf(rpc),
      isWhole,
    })),
  )
  const messages = file.messages.map((message) => ({
    key: `message ${space} ${message.name}`,
    name: message.name,
    origin: message.origin,
    parts: fieldsOf(message),
    isWhole,
  }))
  return [...rpcs, ...messages]
}

function partsOf({ request, response, requestStream, responseStream }: ProtoRpc): Told['parts'] {
  return new Map([
    ['request', `${requestStream} ${bare(request)}`],
    ['response', `${responseStream} ${bare(response)}`],
  ])
}

function fieldsOf({ fields }: ProtoMessage): Told['parts'] {
  const textOf = ({ type, number, label, keyType }: ProtoField) =>
    `${label} ${keyType} ${bare(type)} ${number}`
  return new Map(fields.map((field) => [field.name, textOf(field)]))
}

/** One document may write a name with its package, another without. */
function bare(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

function agrees(one: Told, other: Told): boolean {
  if (one.parts.size === 0 || other.parts.size === 0) return true
  if (one.isWhole && other.isWhole && one.parts.size !== other.parts.size) return false
  return [...one.parts].every(([name, text]) => {
    const told = other.parts.get(name)
    return told === undefined ? !(one.isWhole && other.isWhole) : told === text
  })
}

function mismatch(strong: Told, weak: Told) {
  const places = { strong: strong.origin, weak: weak.origin }
  const told = toldTwice(`\`${shown(weak.name)}\``, places)
  return diagnostic(CONTRACT_CODES, 'contract/rpc-mismatch', told)
}
