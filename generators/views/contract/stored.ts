/** What callers send and a database stores: its text has to be some that PostgreSQL takes. */
import type { DataType } from '../../../src/generator/index.ts'
import { once } from '../once.ts'
import type { GroupView } from './groups.ts'
import { schemasIn } from './models.ts'

/** Names of the schemas that a request of any group is made of. */
export function sentSchemas(groups: readonly GroupView[]): ReadonlySet<string> {
  return once(groups, namesOfSent)
}

function namesOfSent(groups: readonly GroupView[]): ReadonlySet<string> {
  const schemas = new Map(groups.flatMap((group) => group.schemas.map((schema) => [schema.name, schema])))
  const types = groups.flatMap(({ operations }) =>
    operations.flatMap(({ parameters }) => parameters.map(({ type }) => type)),
  )
  return new Set(schemasIn(types, (name) => schemas.get(name)).map(({ name }) => name))
}

/** Models look after their own fields. */
export function holdsText(type: DataType): boolean {
  if (type.kind === 'array') return holdsText(type.items)
  if (type.kind === 'string') return !type.enum && !BOUND_FORMATS.has(type.format ?? '')
  return type.kind === 'object' || type.kind === 'any'
}

/** Formats whose values are no text once they are read. */
const BOUND_FORMATS: ReadonlySet<string> = new Set(['uuid', 'date', 'date-time', 'binary'])
