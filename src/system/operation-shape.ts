/** What an endpoint does to its resource, told from method, path and types alone. */
import type { DataType, Endpoint, Schema, SchemaField } from '../plan/facts.ts'
import { snake } from './names.ts'
import type { OperationFacts } from './operation-facts.ts'

export type OperationKind = 'create' | 'list' | 'get' | 'update' | 'delete' | 'action'

/** The thing that operations of one collection path work on. */
export interface OperationResource {
  /** Path of the collection: `/api/v1/products`. */
  readonly collection: string
  /** Name of the schema that represents one. */
  readonly schema: string
  /** Field of the schema that an item path takes: `id`; and the parameter that takes it: `product_id`. */
  readonly key?: { readonly field: string; readonly parameter: string } | undefined
}

export interface OperationShape {
  readonly kind: OperationKind
  /** Of every kind but `action`. */
  readonly resource?: OperationResource | undefined
}

type ShapeFacts = Pick<OperationFacts, 'endpoints' | 'schemas'>

/** First literal segment after `api` and version prefixes, in snake_case; undefined for `/` and bare prefixes. */
export function resourceOf({ path }: Pick<Endpoint, 'path'>): string | undefined {
  const segments = path.split('/').filter((segment) => segment !== '')
  const prefix = segments.findLastIndex(
    (segment, index) => /^(api|v\d+)$/.test(segment) && segments.slice(0, index).every(isLiteral),
  )
  const literal = segments.slice(prefix + 1).find(isLiteral)
  return (literal && snake(literal)) || undefined
}

export function shapeOf(endpoint: Endpoint, service: ShapeFacts): OperationShape {
  const { collection, parameter } = splitPath(endpoint.path)
  const resource = findResource(collection, service)
  const kind = resource ? kindOf(endpoint, resource, parameter, service) : 'action'
  return kind === 'action' ? { kind } : { kind, resource }
}

/** The response of the lowest success status, if any document gives one. */
export function successOf(endpoint: Endpoint): Endpoint['responses'][number] | undefined {
  return endpoint.responses.find(({ status }) => status >= 200 && status < 300)
}

function kindOf(
  endpoint: Endpoint,
  resource: OperationResource,
  parameter: string | undefined,
  service: ShapeFacts,
): OperationKind {
  const returned = successOf(endpoint)
  const isResource = isRef(returned?.type, resource.schema)
  const isItem = parameter !== undefined
  switch (endpoint.method) {
    case 'POST':
      return !isItem && returned?.status === 201 && isResource && echoes(endpoint, resource, service)
        ? 'create'
        : 'action'
    case 'GET':
      if (isItem) return isResource ? 'get' : 'action'
      return returned?.type?.kind === 'array' && isRef(returned.type.items, resource.schema)
        ? 'list'
        : 'action'
    case 'PUT':
    case 'PATCH':
      return isItem && endpoint.request !== undefined && isResource ? 'update' : 'action'
    case 'DELETE':
      return isItem ? 'delete' : 'action'
  }
}

/** Whether the created thing shows every field of the request and the key that an item path takes. */
function echoes(endpoint: Endpoint, resource: OperationResource, { schemas }: ShapeFacts): boolean {
  const type = endpoint.request?.type
  const request = type?.kind === 'ref' ? fieldsOf(type.name, schemas) : undefined
  const names = new Set(fieldsOf(resource.schema, schemas)?.map(({ name }) => name))
  return request !== undefined && resource.key !== undefined && request.every(({ name }) => names.has(name))
}

/** The item schema: of `GET item`, else of what `POST` creates, else of what the collection lists. */
function findResource(collection: string, service: ShapeFacts): OperationResource | undefined {
  const related = service.endpoints.map((endpoint) => ({ endpoint, ...splitPath(endpoint.path) }))
  const items = related.filter((other) => other.parameter !== undefined && other.collection === collection)
  const whole = related.filter((other) => other.parameter === undefined && other.collection === collection)
  const item = items.find(({ endpoint }) => endpoint.method === 'GET')
  const created = whole.find(
    ({ endpoint }) => endpoint.method === 'POST' && successOf(endpoint)?.status === 201,
  )
  const listed = whole.find(({ endpoint }) => endpoint.method === 'GET')
  const schema =
    refName(item && successOf(item.endpoint)?.type) ??
    refName(created && successOf(created.endpoint)?.type) ??
    refName(itemType(listed && successOf(listed.endpoint)?.type))
  if (schema === undefined) return undefined
  const fields = fieldsOf(schema, service.schemas) ?? []
  return { collection, schema, key: item && keyOf(item.endpoint, item.parameter, fields) }
}

/** A field named as the parameter, else `id` of the same type, else the only required field of that type. */
function keyOf(
  endpoint: Endpoint,
  parameter: string | undefined,
  fields: readonly SchemaField[],
): OperationResource['key'] {
  if (parameter === undefined) return undefined
  const type = endpoint.parameters.find(({ name }) => name === parameter)?.type
  const field =
    fields.find(({ name }) => name === parameter) ??
    fields.find(({ name, type: other }) => name === 'id' && (type === undefined || isSameKind(type, other)))
  return field && { field: field.name, parameter }
}

function isSameKind(a: DataType, b: DataType): boolean {
  return a.kind === b.kind
}

/** `/products/{product_id}` is the item of `/products`; a path without a parameter at its end is a collection. */
function splitPath(path: string): { readonly collection: string; readonly parameter?: string | undefined } {
  const item = /^(.*)\/\{([^{}]+)\}$/.exec(path)
  return item ? { collection: item[1] || '/', parameter: item[2] } : { collection: path }
}

function isLiteral(segment: string): boolean {
  return !segment.startsWith('{')
}

function fieldsOf(name: string, schemas: readonly Schema[]): readonly SchemaField[] | undefined {
  return schemas.find((schema) => schema.name === name)?.fields
}

function refName(type: DataType | undefined): string | undefined {
  return type?.kind === 'ref' ? type.name : undefined
}

function itemType(type: DataType | undefined): DataType | undefined {
  return type?.kind === 'array' ? type.items : undefined
}

function isRef(type: DataType | undefined, name: string): boolean {
  return refName(type) === name
}
