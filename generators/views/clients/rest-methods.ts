/** The methods of a REST client, and the routes of the fake that answers them. */
import { type DataType, type Endpoint, freeName, pyStr, snake } from '../../../src/generator/index.ts'
import type { OperationView, ParameterView } from '../contract/groups.ts'
import { wireLookup } from '../contract/groups.ts'
import { pyLiteral } from '../python/literals.ts'
import { annotationOf } from '../python/types.ts'
import { sampleOf } from '../tests/samples.ts'
import type { RestClientView } from './clients.ts'

export interface RestCall {
  readonly operation: OperationView
  readonly endpoint: Endpoint
  /** A second time changes nothing that the first did not: it may be asked again. */
  readonly isRepeatable: boolean
}

export function restCalls({ operations }: RestClientView): readonly RestCall[] {
  return operations.flatMap((operation) => {
    const { endpoint } = operation.operation
    return endpoint ? [{ operation, endpoint, isRepeatable: isRepeatable(endpoint) }] : []
  })
}

function isRepeatable({ method, parameters }: Endpoint): boolean {
  return (
    method === 'GET' ||
    method === 'PUT' ||
    method === 'DELETE' ||
    parameters.some((parameter) => parameter.in === 'header' && snake(parameter.name) === 'idempotency_key')
  )
}

/** `TypeAdapter` constants by the type they are of. */
export function adaptersOf(view: RestClientView): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const names = new Set<string>()
  const add = (type: DataType | undefined) => {
    if (type === undefined) return
    const annotation = annotationOf(type, (name) => name)
    if (found.has(annotation)) return
    const name = freeName(`_${adapterWords(type, annotation)}`, names)
    names.add(name)
    found.set(annotation, name)
  }
  for (const { operation } of restCalls(view)) {
    if (operation.body && operation.body.type.kind !== 'ref') add(operation.body.type)
    add(operation.result)
  }
  return found
}

/** Body of a client's method. */
export function restLines(call: RestCall, adapters: ReadonlyMap<string, string>): readonly string[] {
  const { operation, isRepeatable: again } = call
  const request = `${requestOf(call, adapters)}${again ? ', attempts=ATTEMPTS' : ''}`
  const adapter = operation.result && adapterOf(operation.result, adapters)
  if (adapter === undefined)
    return [
      operation.absent ? `return await self.calls.tried(${request})` : `await self.calls.send(${request})`,
    ]
  return [`return await self.calls.${operation.absent ? 'find' : 'fetch'}(${adapter}, ${request})`]
}

function adapterWords(type: DataType, annotation: string): string {
  if (type.kind === 'any') return 'JSON'
  if (type.kind === 'object' && !type.values) return 'JSON_OBJECT'
  return snake(annotation.replace(/[^A-Za-z0-9]+/g, ' ').trim()).toUpperCase()
}

function adapterOf(type: DataType, adapters: ReadonlyMap<string, string>): string | undefined {
  return adapters.get(annotationOf(type, (name) => name))
}

function requestOf(
  { operation: { body, parameters }, endpoint }: RestCall,
  adapters: ReadonlyMap<string, string>,
): string {
  const inside = (place: string) => parameters.filter(({ source }) => source?.in === place)
  const values = (found: readonly ParameterView[]) =>
    `{${found.map(({ name, source }) => `${pyStr(source?.name ?? name)}: ${name}`).join(', ')}}`
  const [query, headers] = [inside('query'), inside('header')]
  return `self.calls.request(${[
    pyStr(endpoint.method),
    pathOf(endpoint.path, inside('path')),
    ...(body ? [`body=${bodyOf(body, adapters)}`] : []),
    ...(query.length > 0 ? [`query=query_values(${values(query)})`] : []),
    ...(headers.length > 0 ? [`headers=header_values(${values(headers)})`] : []),
  ].join(', ')})`
}

function pathOf(path: string, parameters: readonly ParameterView[]): string {
  if (!path.includes('{')) return pyStr(path)
  const names = new Map(parameters.map(({ name, source }) => [source?.name ?? name, name]))
  return `f${pyStr(path.replace(/\{([^{}]*)\}/g, (_, name: string) => `{segment(${names.get(name) ?? '""'})}`))}`
}

function bodyOf({ name, type }: ParameterView, adapters: ReadonlyMap<string, string>): string {
  if (type.kind === 'ref') return `${name}.model_dump_json(by_alias=True, exclude_unset=True)`
  return `${adapterOf(type, adapters)}.dump_json(${name}, by_alias=True)`
}

/** `"GET /api/v1/products": [{"id": …}]` */
export function fakeAnswers(view: RestClientView): string {
  const lookup = wireLookup(view.contract)
  return restCalls(view)
    .flatMap(({ operation, endpoint }) =>
      operation.result
        ? [
            `${pyStr(`${endpoint.method} ${endpoint.path}`)}: ${pyLiteral(sampleOf(operation.result, 1, lookup))}`,
          ]
        : [],
    )
    .join(', ')
}
