import type { DataType, Endpoint, Parameter, Response, Schema } from '../plan/facts.ts'
import type { NameGuard } from './name-guard.ts'

type Safe<T> = (found: T) => boolean

export function cleanSchemas(schemas: readonly Schema[], safe: NameGuard): readonly Schema[] {
  return schemas
    .filter(({ name, origin }) => safe('schema', name, origin))
    .map((schema) => ({
      ...schema,
      fields: schema.fields
        .filter(({ name, origin }) => safe('field', name, origin))
        .map((field) => ({
          ...field,
          type: cleanType(field.type, (name) => safe('schema', name, field.origin)),
        })),
    }))
}

export function cleanEndpoints(endpoints: readonly Endpoint[], safe: NameGuard): readonly Endpoint[] {
  return endpoints
    .filter(
      ({ path, operation, origin }) => safe('route', path, origin) && safe('operation', operation, origin),
    )
    .map((endpoint) => {
      const isSchema = (name: string) => safe('schema', name, endpoint.origin)
      const { request } = endpoint
      return {
        ...endpoint,
        parameters: endpoint.parameters.filter(isSafeParameter(safe)),
        request: request && { ...request, type: cleanType(request.type, isSchema) },
        responses: endpoint.responses.map((response) => cleanResponse(response, isSchema)),
      }
    })
}

function isSafeParameter(safe: NameGuard): Safe<Parameter> {
  return (parameter) =>
    safe(parameter.in === 'header' ? 'header' : 'parameter', parameter.name, parameter.origin)
}

function cleanResponse(response: Response, isSchema: Safe<string>): Response {
  return response.type ? { ...response, type: cleanType(response.type, isSchema) } : response
}

/** The type with every reference that fails the test read as any value. */
export function cleanType(type: DataType, isSchema: Safe<string>): DataType {
  if (type.kind === 'array') return { ...type, items: cleanType(type.items, isSchema) }
  return type.kind === 'ref' && !isSchema(type.name) ? { kind: 'any' } : type
}
