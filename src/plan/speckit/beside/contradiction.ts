/** Whether two tellings of one field cannot both be true. What one leaves open is no contradiction. */
import type { ColumnType, EntityField } from '../../facts.ts'

interface Contradiction {
  readonly strong: string
  readonly weak: string
}

export function contradicts(strong: EntityField, weak: EntityField): Contradiction | undefined {
  if (strong.assumed || weak.assumed) return undefined
  return differ(strong.type, weak.type)
}

type Kind = ColumnType['kind']

/** Kinds that are told by one another's words: a uuid is kept as text, a flag as an integer. */
const FAMILIES: readonly ReadonlySet<Kind>[] = [
  new Set<Kind>(['string', 'text', 'uuid', 'enum', 'date', 'datetime', 'json', 'array', 'bytes']),
  new Set<Kind>(['integer', 'bigint', 'float', 'decimal']),
  new Set<Kind>(['integer', 'bigint', 'boolean']),
  new Set<Kind>(['integer', 'bigint', 'datetime', 'enum']),
]
const EXACT: ReadonlySet<Kind> = new Set<Kind>([
  'uuid',
  'date',
  'datetime',
  'json',
  'array',
  'boolean',
  'bytes',
])

function differ(strong: ColumnType, weak: ColumnType): Contradiction | undefined {
  const words = { strong: wordOf(strong), weak: wordOf(weak) }
  if (words.strong === words.weak) return undefined
  if (strong.kind === weak.kind) return areStrict(strong, weak) ? words : undefined
  const isShared = FAMILIES.some((family) => family.has(strong.kind) && family.has(weak.kind))
  const isBetweenExact = EXACT.has(strong.kind) && EXACT.has(weak.kind) && !isLoose(strong, weak)
  return isShared && !isBetweenExact ? undefined : words
}

/** Dates are told as times, lists as JSON. */
function isLoose(strong: ColumnType, weak: ColumnType): boolean {
  const pair = new Set([strong.kind, weak.kind])
  return (pair.has('date') && pair.has('datetime')) || (pair.has('json') && pair.has('array'))
}

function areStrict(strong: ColumnType, weak: ColumnType): boolean {
  if (strong.kind === 'string' && weak.kind === 'string')
    return strong.length !== undefined && weak.length !== undefined
  if (strong.kind === 'decimal' && weak.kind === 'decimal')
    return strong.precision !== undefined && weak.precision !== undefined
  return false
}

function wordOf(type: ColumnType): string {
  if (type.kind === 'string') return type.length === undefined ? '`string`' : `\`string(${type.length})\``
  if (type.kind === 'decimal')
    return type.precision === undefined ? '`decimal`' : `\`decimal(${type.precision}, ${type.scale ?? 0})\``
  return `\`${type.kind}\``
}
