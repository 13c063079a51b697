/** Tests of the REST edge of one resource, over scripted use cases. */
import { pyStr, type Service, snake } from '../../../src/generator/index.ts'
import { type GroupView, type OperationView, type ParameterView, schemaLookup } from '../contract/groups.ts'
import { pyLiteral } from '../python/literals.ts'
import { hasRequiredField, refusedBodies } from './refusals.ts'
import type { SchemaLookup } from './sample-size.ts'
import { isSampleable, sampleOf } from './samples.ts'
import { type Constant, ConstantPool, modelValue, parameterValue, sampleWord } from './samples-of.ts'

export interface ApiTest {
  readonly name: string
  readonly lines: readonly string[]
  readonly absent: { readonly value: string; readonly call: string } | undefined
  readonly errors:
    | {
        readonly many: boolean
        readonly names: string
        readonly pairs: string
        readonly status: number
        readonly call: string
      }
    | undefined
  readonly refused: { readonly bodies: string; readonly call: string } | undefined
}

export interface ApiTests {
  readonly constants: readonly Constant[]
  readonly tests: readonly ApiTest[]
}

/** One contract test for each endpoint whose requests can be made up, and one for each documented refusal. */
export function apiTestsOf(service: Service, group: GroupView): ApiTests {
  const lookup = schemaLookup(service)
  const pool = new ConstantPool()
  const tests = group.operations
    .filter(({ operation }) => operation.endpoint !== undefined)
    .filter((view) => view.parameters.every(({ type }) => isSampleable(type, lookup)))
    .map((view) => testOf(view, { pool, lookup }))
  return { constants: pool.all, tests }
}

interface Samples {
  readonly pool: ConstantPool
  readonly lookup: SchemaLookup
}

function testOf(view: OperationView, samples: Samples): ApiTest {
  return {
    name: view.name,
    lines: [0, 1].flatMap((n) => exchange(view, n, samples)),
    absent: view.absent
      ? { value: view.result === undefined ? 'False' : 'None', call: callOf(view, 0, samples) }
      : undefined,
    errors: errorsOf(view, samples),
    refused: refusedOf(view, samples),
  }
}

/** Scripts the use case, calls the endpoint and compares status, body and what the use case got. */
function exchange(view: OperationView, n: number, samples: Samples): readonly string[] {
  const { name, result, status } = view
  const lines: string[] = []
  let expected = 'b""'
  if (result === undefined) {
    lines.push(`service.${name}.return_value = ${view.absent ? 'True' : 'None'}`)
  } else {
    const json = sampleOf(result, n, samples.lookup)
    expected = constantOf(result, json, n, samples)
    lines.push(`service.${name}.return_value = ${modelValue(result, expected, json)}`)
  }
  lines.push(`response = await client.${callOf(view, n, samples)}`)
  const empty = status === 204
  const body = empty ? 'response.content' : 'response.json()'
  lines.push(
    `assert (response.status_code, ${body}) == (${status}, ${result === undefined && !empty ? 'None' : expected})`,
  )
  lines.push(`service.${name}.assert_awaited_with(${useCaseArguments(view, n, samples)})`)
  return lines
}

function constantOf(
  type: NonNullable<OperationView['result']>,
  json: unknown,
  n: number,
  { pool }: Samples,
): string {
  const word = sampleWord(type, snake)
  return word === 'value' ? pyLiteral(json) : pool.named(word, n, json)
}

function useCaseArguments(view: OperationView, n: number, samples: Samples): string {
  return view.parameters
    .map((parameter) => {
      if (parameter !== view.body) return parameterValue(parameter, n, samples.lookup)
      const json = sampleOf(parameter.type, n, samples.lookup)
      return modelValue(parameter.type, constantOf(parameter.type, json, n, samples), json)
    })
    .join(', ')
}

/** `post("/api/v1/products", json=FIRST_NEW_PRODUCT)`. */
function callOf(view: OperationView, n: number, samples: Samples, body?: string): string {
  const { endpoint } = view.operation
  const values = (place: string) => view.parameters.filter(({ source }) => source?.in === place)
  const json = view.body ? (body ?? bodyConstant(view.body, n, samples)) : undefined
  const args = [
    pyStr(filledPath(endpoint?.path ?? '', values('path'), n, samples.lookup)),
    ...dictionary('params', values('query'), n, samples.lookup),
    ...dictionary('headers', values('header'), n, samples.lookup),
    ...(json === undefined ? [] : [`json=${json}`]),
  ]
  const method = (endpoint?.method ?? 'GET').toLowerCase()
  // httpx sends bodies with DELETE only through `request`.
  if (json !== undefined && method === 'delete') return `request("DELETE", ${args.join(', ')})`
  return `${method}(${args.join(', ')})`
}

function bodyConstant(body: ParameterView, n: number, samples: Samples): string {
  return constantOf(body.type, sampleOf(body.type, n, samples.lookup), n, samples)
}

function filledPath(
  path: string,
  parameters: readonly ParameterView[],
  n: number,
  lookup: SchemaLookup,
): string {
  return parameters.reduce(
    (filled, { source, type }) =>
      filled.replace(`{${source?.name}}`, encodeURIComponent(String(sampleOf(type, n, lookup)))),
    path,
  )
}

function dictionary(
  argument: string,
  parameters: readonly ParameterView[],
  n: number,
  lookup: SchemaLookup,
): readonly string[] {
  if (parameters.length === 0) return []
  const entries = parameters.map(({ source, type }) => {
    const value = sampleOf(type, n, lookup)
    const text = argument === 'headers' ? String(value) : typeof value === 'boolean' ? String(value) : value
    return `${pyStr(source?.name ?? '')}: ${pyLiteral(text)}`
  })
  return [`${argument}={${entries.join(', ')}}`]
}

function errorsOf(view: OperationView, samples: Samples): ApiTest['errors'] {
  const [first] = view.errors
  if (!first) return undefined
  return {
    many: view.errors.length > 1,
    names: view.errors.map(({ className }) => className).join(', '),
    pairs: view.errors.map(({ className, status }) => `(${className}, ${status})`).join(', '),
    status: first.status,
    call: callOf(view, 0, samples),
  }
}

function refusedOf(view: OperationView, samples: Samples): ApiTest['refused'] {
  if (view.body?.type.kind !== 'ref') return undefined
  const schema = samples.lookup(view.body.type.name)
  if (!schema) return undefined
  const valid = bodyConstant(view.body, 0, samples)
  const changes = refusedBodies(schema, valid) ?? []
  const bodies = [
    ...(hasRequiredField(schema) ? ['{}'] : []),
    ...changes.map(({ field, change }) => `${valid} | {${pyStr(field)}: ${pyLiteral(change)}}`),
  ]
  return bodies.length === 0
    ? undefined
    : { bodies: bodies.join(', '), call: callOf(view, 0, samples, 'body') }
}
