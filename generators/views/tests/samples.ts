/** Two valid values of every type, told apart wherever the type allows, so that no constant answer passes a test. */
import type { DataType, Schema } from '../../../src/generator/index.ts'
import { isTooLarge, type SchemaLookup, sampledFields } from './sample-size.ts'

const WORDS = ['first', 'second', 'third'] as const

/** JSON value number `n` (0, 1, 2) of a type. */
export function sampleOf(type: DataType, n: number, schemas: SchemaLookup, depth = 0): unknown {
  switch (type.kind) {
    case 'string':
      return sampleString(type, n)
    case 'integer':
      return sampleNumber(type, n, 1)
    case 'number':
      return sampleNumber(type, n, 0.5)
    case 'boolean':
      return n % 2 === 0
    case 'object':
      return { key: type.values ? sampleOf(type.values, n, schemas, depth + 1) : WORDS[n] }
    case 'any':
      return WORDS[n]
    case 'array':
      return depth > 3 ? [] : [sampleOf(type.items, n, schemas, depth + 1)]
    case 'ref':
      return sampleObject(schemas(type.name), n, schemas, depth)
  }
}

function sampleObject(schema: Schema | undefined, n: number, schemas: SchemaLookup, depth: number): unknown {
  const fields = schema ? sampledFields(schema, schemas, depth) : []
  return Object.fromEntries(fields.map((field) => [field.name, sampleOf(field.type, n, schemas, depth + 1)]))
}

function sampleString(type: Extract<DataType, { kind: 'string' }>, n: number): string {
  if (type.enum) return type.enum[n % type.enum.length] ?? ''
  if (type.format === 'uuid') return `00000000-0000-4000-8000-00000000000${n + 1}`
  if (type.format === 'date') return `2026-01-0${n + 1}`
  if (type.format === 'date-time') return `2026-01-0${n + 1}T12:00:00Z`
  if (type.format === 'email') return `${WORDS[n]}@example.com`
  if (type.format === 'uri') return `https://example.com/${WORDS[n]}`
  if (type.pattern !== undefined) return matching(type.pattern, n) ?? fitted(type, n)
  return fitted(type, n)
}

function fitted(type: { minLength?: number | undefined; maxLength?: number | undefined }, n: number): string {
  const word = WORDS[n] ?? 'other'
  const padded = word.padEnd(type.minLength ?? 0, 'x')
  return type.maxLength !== undefined && padded.length > type.maxLength
    ? String(n + 1).repeat(Math.max(1, type.maxLength))
    : padded
}

const CANDIDATES = [
  ['first', 'second', 'third'],
  ['FIRST', 'SECOND', 'THIRD'],
  ['1', '2', '3'],
  ['100', '200', '300'],
  ['AAA', 'BBB', 'CCC'],
  ['aa', 'bb', 'cc'],
  ['AA', 'BB', 'CC'],
  ['+15550100001', '+15550100002', '+15550100003'],
  ['a-1', 'b-2', 'c-3'],
  ['A1', 'B2', 'C3'],
  ['#a1b2c3', '#b2c3d4', '#c3d4e5'],
  ['00000001', '00000002', '00000003'],
] as const

/** A value for a pattern of a plan: tried on a few short words, so a slow pattern has nothing to chew on. */
function matching(pattern: string, n: number): string | undefined {
  try {
    const expression = new RegExp(pattern)
    return CANDIDATES.find((words) => words.every((word) => expression.test(word)))?.[n]
  } catch {
    return undefined
  }
}

/** Whether a request of this type can be made up at all: patterns may defy the candidates, contracts any measure. */
export function isSampleable(type: DataType, schemas: SchemaLookup): boolean {
  if (isTooLarge(type, schemas)) return false
  const seen = new Set<string>()
  const open = [type]
  for (const asked of open) {
    if (asked.kind === 'string' && asked.pattern !== undefined && matching(asked.pattern, 0) === undefined)
      return false
    if (asked.kind === 'array') open.push(asked.items)
    if (asked.kind === 'object' && asked.values) open.push(asked.values)
    if (asked.kind !== 'ref' || seen.has(asked.name)) continue
    seen.add(asked.name)
    for (const field of schemas(asked.name)?.fields ?? []) open.push(field.type)
  }
  return true
}

function sampleNumber(
  type: Extract<DataType, { kind: 'integer' | 'number' }>,
  n: number,
  fraction: number,
): number {
  const step = type.kind === 'integer' ? 1 : fraction
  const low = type.minimum ?? (type.exclusiveMinimum === undefined ? undefined : type.exclusiveMinimum + step)
  const high =
    type.maximum ?? (type.exclusiveMaximum === undefined ? undefined : type.exclusiveMaximum - step)
  const wanted =
    (low ?? (high !== undefined && high < 3 ? high - 2 : 1)) + n + (type.kind === 'number' ? fraction : 0)
  return high !== undefined && wanted > high ? high : wanted
}
