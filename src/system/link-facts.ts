/** References of a service's facts lead to something of the same service, or are taken out and said. */
import { type Diagnostics, diagnostic, type Location } from '../diagnostics/index.ts'
import type { Endpoint, Entity, Schema } from '../plan/facts.ts'
import { cleanType } from './clean-contracts.ts'
import { SYSTEM_CODES } from './codes.ts'
import { shown } from './names.ts'

interface Contracts {
  readonly schemas: readonly Schema[]
  readonly endpoints: readonly Endpoint[]
}

export function linkSchemas(facts: Contracts, diagnostics: Diagnostics): Contracts {
  const names = new Set(facts.schemas.map(({ name }) => name))
  const known = (origin: Location) => (name: string) => {
    if (!names.has(name)) reportUnknown(`schema \`${shown(name)}\``, origin, diagnostics)
    return names.has(name)
  }
  const schemas = facts.schemas.map((schema) => ({
    ...schema,
    fields: schema.fields.map((field) => ({ ...field, type: cleanType(field.type, known(field.origin)) })),
  }))
  const endpoints = facts.endpoints.map((endpoint) => {
    const { request, responses, origin } = endpoint
    return {
      ...endpoint,
      request: request && { ...request, type: cleanType(request.type, known(origin)) },
      responses: responses.map((response) =>
        response.type ? { ...response, type: cleanType(response.type, known(response.origin)) } : response,
      ),
    }
  })
  return { schemas, endpoints }
}

/** A table needs a primary key: a field named `id` is one where none is marked. */
export function linkEntities(entities: readonly Entity[], diagnostics: Diagnostics): readonly Entity[] {
  const keyed = entities.flatMap((entity) => {
    if (entity.fields.some(({ primary }) => primary)) return [entity]
    if (entity.fields.some(({ name }) => name === 'id')) {
      return [
        { ...entity, fields: entity.fields.map((field) => ({ ...field, primary: field.name === 'id' })) },
      ]
    }
    const message = `entity \`${entity.name}\` has no primary key and is left out`
    const hint = 'name its columns and mark one of them as primary key, in "Data Models" of the tech spec'
    diagnostics.add(
      diagnostic(SYSTEM_CODES, 'plan/underspecified', { message, location: entity.origin, hint }),
    )
    return []
  })
  const columns = new Set(keyed.flatMap(({ table, fields }) => fields.map(({ name }) => `${table}.${name}`)))
  return keyed.map((entity) => ({
    ...entity,
    fields: entity.fields.map((field) => {
      const { references, origin } = field
      if (references === undefined || columns.has(`${references.table}.${references.field}`)) return field
      reportUnknown(`column \`${shown(`${references.table}.${references.field}`)}\``, origin, diagnostics)
      return { ...field, references: undefined }
    }),
  }))
}

function reportUnknown(what: string, location: Location, diagnostics: Diagnostics): void {
  diagnostics.add(
    diagnostic(SYSTEM_CODES, 'contract/unknown-reference', {
      message: `${what} is not of this service`,
      location,
      hint: 'define it in the tech spec, or correct the name',
    }),
  )
}
