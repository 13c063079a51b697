/** Messages by name, circles of them, and whether values can be made up, beside the plain way to find each out. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  findEnum,
  findMessage,
  isEndless,
  isExpressible,
  type MessageHome,
} from '../../generators/views/contract/messages.ts'
import { isSampleable } from '../../generators/views/tests/samples.ts'
import type { DataType, ProtoField, ProtoFile, Service } from '../../src/generator/index.ts'
import { Page } from '../system/support.ts'

const ORIGIN = new Page('tasks/prd-shop/a/1_task.md').place()
const PARTS = ['A', 'B', 'C', 'D.A', 'A.B'] as const
const NAMES = [...PARTS, 'v1.A', 'a.v1.B', 'b.v1.C', 'b.v1.D.A', 'google.protobuf.Struct', 'string']
const field = fc
  .record({
    type: fc.constantFrom(...NAMES),
    label: fc.constantFrom('repeated' as const, 'map' as const, 'optional' as const, undefined),
    keyType: fc.constantFrom('string', 'int32', undefined, undefined, undefined),
  })
  .map(
    ({ keyType, ...more }): ProtoField => ({
      ...more,
      name: 'field',
      number: 1,
      keyType: more.label === 'map' ? keyType : undefined,
      origin: ORIGIN,
    }),
  )
const named = fc.record({ name: fc.constantFrom(...PARTS), fields: fc.array(field, { maxLength: 3 }) })
const contract = fc
  .array(fc.record({ package: fc.constantFrom('a.v1', 'b.v1', undefined), named: fc.array(named) }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((files) =>
    files.map(
      (file): ProtoFile => ({
        package: file.package,
        imports: [],
        services: [],
        messages: file.named.map((message) => ({ ...message, origin: ORIGIN })),
        enums: file.named.map(({ name }) => ({ name, values: [], origin: ORIGIN })),
        origin: ORIGIN,
      }),
    ),
  )
const serviceOf = (protos: readonly ProtoFile[]) => ({ protos }) as Service

interface Named {
  readonly file: ProtoFile
  readonly name: string
}

function plainly<T extends Named>(homes: readonly T[], name: string, near: ProtoFile, whole: boolean) {
  const full = (home: T) => [home.file.package, home.name].filter(Boolean).join('.')
  return (
    homes.find((home) => home.file === near && home.name === name) ??
    homes.find((home) => full(home) === name) ??
    homes.find((home) => full(home).endsWith(`.${name}`) && (!whole || home.name === name.split('.').at(-1)))
  )
}

const messagesOf = (protos: readonly ProtoFile[]) =>
  protos.flatMap((file) => file.messages.map((message) => ({ file, message, name: message.name })))

/** Messages that one holds, the same file's first; `holds` tells which fields count. */
function reached(protos: readonly ProtoFile[], from: MessageHome, holds: (field: ProtoField) => boolean) {
  const seen = new Set<MessageHome['message']>()
  const visit = ({ file, message }: MessageHome): void => {
    for (const { type } of message.fields.filter(holds)) {
      const next = plainly(messagesOf(protos), type, file, true)
      if (!next || seen.has(next.message)) continue
      seen.add(next.message)
      visit(next)
    }
  }
  visit(from)
  return seen
}

const isSingle = ({ label }: ProtoField) => label !== 'repeated' && label !== 'map'

test('messages and enums are found where the plain way finds them', () => {
  fc.assert(
    fc.property(contract, fc.constantFrom(...NAMES), (protos, name) => {
      for (const near of protos) {
        const found = findMessage(serviceOf(protos), name, near)?.message
        expect(found).toBe(plainly(messagesOf(protos), name, near, true)?.message)
        const enums = protos.flatMap((file) =>
          file.enums.map((enumeration) => ({ file, enumeration, name: enumeration.name })),
        )
        const known = plainly(enums, name, near, false)?.enumeration
        expect(findEnum(serviceOf(protos), name, near)?.enumeration).toBe(known)
      }
    }),
    { numRuns: 300 },
  )
})

test('a field is endless where its message holds the one that has it', () => {
  fc.assert(
    fc.property(contract, (protos) => {
      for (const home of messagesOf(protos))
        for (const one of home.message.fields) {
          const next = isSingle(one) && plainly(messagesOf(protos), one.type, home.file, true)
          const expected =
            next !== false &&
            next !== undefined &&
            (next.message === home.message || reached(protos, next, isSingle).has(home.message))
          expect(isEndless(serviceOf(protos), one, home)).toBe(expected)
        }
    }),
    { numRuns: 300 },
  )
})

test('a message can be made up where all that it holds can', () => {
  fc.assert(
    fc.property(contract, (protos) => {
      for (const home of messagesOf(protos)) {
        const all = [home.message, ...reached(protos, home, () => true)].flatMap(({ fields }) => fields)
        const expected = all.every(
          ({ type, keyType }) => !type.startsWith('google.') && (keyType ?? 'string') === 'string',
        )
        const { name } = home.message
        const isFirst = findMessage(serviceOf(protos), name, home.file)?.message === home.message
        if (isFirst) expect(isExpressible(serviceOf(protos), name, home.file)).toBe(expected)
      }
    }),
    { numRuns: 300 },
  )
})

test('a schema can be made up where each pattern in it can', () => {
  const ref = (name: string): DataType => ({ kind: 'ref', name })
  const schemas = new Map<string, DataType>([
    ['Good', { kind: 'array', items: { kind: 'object', values: ref('Good') } }],
    ['Bad', { kind: 'array', items: { kind: 'object', values: ref('Odd') } }],
    ['Odd', { kind: 'string', pattern: '^never such a text$' }],
  ])
  const lookup = (name: string) => {
    const type = schemas.get(name)
    if (!type) return undefined
    const only = { name: 'a', type, required: true, nullable: false, origin: ORIGIN }
    return { name, closed: false, fields: [only], origin: ORIGIN }
  }
  expect(['Good', 'Bad', 'Odd', 'None'].map((name) => isSampleable(ref(name), lookup))).toEqual([
    true,
    false,
    false,
    true,
  ])
})
