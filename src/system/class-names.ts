/** Schemas under the names that their Python classes have. */
import type { DataType, Endpoint, Schema } from '../plan/facts.ts'
import { className } from './names.ts'

interface Contracts {
  readonly schemas: readonly Schema[]
  readonly endpoints: readonly Endpoint[]
}

/** Two schemas whose classes would have one name keep the names they were given. */
export function nameClasses({ schemas, endpoints }: Contracts): Contracts {
  const taken = new Set<string>()
  const clashing = new Set<string>()
  for (const wanted of schemas.map(({ name }) => className(name))) {
    if (taken.has(wanted)) clashing.add(wanted)
    taken.add(wanted)
  }
  const names = new Map(
    schemas.flatMap(({ name }) => (clashing.has(className(name)) ? [] : [[name, className(name)]])),
  )
  const renamed = (type: DataType): DataType => {
    if (type.kind === 'array') return { ...type, items: renamed(type.items) }
    return type.kind === 'ref' ? { ...type, name: names.get(type.name) ?? type.name } : type
  }
  return {
    schemas: schemas.map((schema) => ({
      ...schema,
      name: names.get(schema.name) ?? schema.name,
      fields: schema.fields.map((field) => ({ ...field, type: renamed(field.type) })),
    })),
    endpoints: endpoints.map((endpoint) => ({
      ...endpoint,
      request: endpoint.request && { ...endpoint.request, type: renamed(endpoint.request.type) },
      responses: endpoint.responses.map((response) =>
        response.type ? { ...response, type: renamed(response.type) } : response,
      ),
    })),
  }
}
