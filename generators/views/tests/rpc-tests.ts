/** Tests of one rpc, over scripted use cases. */
import type { Service } from '../../../src/generator/index.ts'
import { type OperationView, type RpcOperation, wireLookup } from '../contract/groups.ts'
import { EMPTY, findMessage, isExpressible, messageExpression } from '../contract/messages.ts'
import { servicerKey } from '../contract/protos.ts'
import { once } from '../once.ts'
import { briefNames } from '../python/names.ts'
import { brokenFields } from './refusals.ts'
import { isSampleable, sampleOf } from './samples.ts'
import { pythonValue } from './samples-of.ts'

export interface RpcTest {
  readonly name: string
  readonly decorators: readonly string[]
  readonly signature: string
  readonly lines: readonly string[]
}

/** One exchange test and one for the documented refusals; none for a stream. */
export function rpcTestsOf(service: Service, operation: RpcOperation): readonly RpcTest[] {
  const { requestStream, responseStream } = operation.rpc.rpc
  if (requestStream || responseStream || !isTestable(service, operation)) return []
  const base = rpcFixturesOf(service, operation)
  const exchanges = [0, 1].map((n) => exchange(service, { ...operation, n }))
  const [first, second] = exchanges.map((lines) => lines.join('\n'))
  return [
    {
      name: operation.view.name,
      decorators: [],
      signature: base,
      lines: first === second ? (exchanges[0] ?? []) : exchanges.flat(),
    },
    ...refusalTests(service, { ...operation, n: 0 }, base),
  ]
}

/** Whether requests and answers can be made up at all. */
export function isTestable(service: Service, { view, rpc: { rpc, file } }: RpcOperation): boolean {
  const lookup = wireLookup(service)
  return (
    view.parameters.every(({ type }) => isSampleable(type, lookup)) &&
    [rpc.request, rpc.response].every((type) => isExpressible(service, type, file))
  )
}

/** Parameters of a test: the client stub of the proto service and the scripted use cases. */
export function rpcFixturesOf(service: Service, { group, rpc }: RpcOperation): string {
  return `${rpcFixture(service, rpc)}: pb_grpc.${rpc.service.name}Stub, ${group.attribute}: Mock`
}

/** Name of the fixture that holds the client stub of a proto service, by the key of its servicer. */
export function rpcFixtures({ protos }: Service): ReadonlyMap<string, string> {
  return once(protos, nameFixtures)
}

function nameFixtures(protos: Service['protos']): ReadonlyMap<string, string> {
  const keys = protos.flatMap(({ services }) => services.map(servicerKey))
  return new Map([...briefNames(keys)].map(([key, brief]) => [key, `${brief}_rpcs`]))
}

/** Expression of the client's method. */
export function rpcCall(service: Service, rpc: RpcOperation['rpc']): string {
  return `${rpcFixture(service, rpc)}.${rpc.rpc.name}`
}

function rpcFixture(service: Service, rpc: RpcOperation['rpc']): string {
  return rpcFixtures(service).get(servicerKey(rpc.service)) ?? 'rpcs'
}

interface Exchange extends RpcOperation {
  readonly n: number
}

function exchange(service: Service, { group, view, rpc, n }: Exchange): readonly string[] {
  const use = `${group.attribute}.${view.name}`
  const request = messageOf(service, rpc, { type: rpc.rpc.request, json: requestJson(service, view, n) })
  return [
    `${use}.return_value = ${useCaseResult(service, view, n)}`,
    `reply = await ${rpcCall(service, rpc)}(${request})`,
    `assert reply == ${messageOf(service, rpc, { type: rpc.rpc.response, json: resultJson(service, view, n) })}`,
    `${use}.assert_awaited_with(${useCaseArguments(service, view, n)})`,
  ]
}

function refusalTests(service: Service, exchangeOf: Exchange, signature: string): readonly RpcTest[] {
  const { group, view, rpc } = exchangeOf
  const use = `${group.attribute}.${view.name}`
  const request = messageOf(service, rpc, { type: rpc.rpc.request, json: requestJson(service, view, 0) })
  const call = (): readonly string[] => [
    'with pytest.raises(grpc.aio.AioRpcError) as caught:',
    `    await ${rpcCall(service, rpc)}(${request})`,
  ]
  const errors = view.errors.map(({ className }) => className)
  const pairs = view.errors.map(({ className, grpcCode }) => `(${className}, grpc.StatusCode.${grpcCode})`)
  const many = errors.length > 1
  const refuses: readonly RpcTest[] =
    errors.length === 0
      ? []
      : [
          {
            name: `${view.name}_refuses`,
            decorators: many ? [`@pytest.mark.parametrize(("error", "code"), [${pairs.join(', ')}])`] : [],
            signature: many ? `${signature}, error: type[DomainError], code: grpc.StatusCode` : signature,
            lines: [
              `${use}.side_effect = ${many ? 'error' : errors[0]}`,
              ...call(),
              `assert caught.value.code() is ${many ? 'code' : `grpc.StatusCode.${view.errors[0]?.grpcCode}`}`,
            ],
          },
        ]
  const absent: readonly RpcTest[] = view.absent
    ? [
        {
          name: `${view.name}_answers_not_found`,
          decorators: [],
          signature,
          lines: [
            `${use}.return_value = ${view.result === undefined ? 'False' : 'None'}`,
            ...call(),
            'assert caught.value.code() is grpc.StatusCode.NOT_FOUND',
          ],
        },
      ]
    : []
  return [...refuses, ...absent, ...invalidTest(service, exchangeOf, signature)]
}

/** A message that the contract of the other edge forbids is answered as such, and reaches no use case. */
function invalidTest(
  service: Service,
  { group, view, rpc }: Exchange,
  signature: string,
): readonly RpcTest[] {
  const schema = view.body?.type.kind === 'ref' ? wireLookup(service)(view.body.type.name) : undefined
  const known = new Set(
    findMessage(service, rpc.rpc.request, rpc.file)?.message.fields.map(({ name }) => name),
  )
  const broken = schema && brokenFields(schema).find(({ field }) => known.has(field))
  if (!broken) return []
  const json = { ...requestJson(service, view, 0), [broken.field]: broken.change }
  return [
    {
      name: `${view.name}_refuses_invalid_messages`,
      decorators: [],
      signature,
      lines: [
        'with pytest.raises(grpc.aio.AioRpcError) as caught:',
        `    await ${rpcCall(service, rpc)}(${messageOf(service, rpc, { type: rpc.rpc.request, json })})`,
        'assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT',
        `${group.attribute}.${view.name}.assert_not_awaited()`,
      ],
    },
  ]
}

/** The fields of the request message: parameters and body fields side by side. */
export function requestJson(
  service: Service,
  view: OperationView,
  n: number,
): Readonly<Record<string, unknown>> {
  const lookup = wireLookup(service)
  return Object.fromEntries(
    view.parameters.flatMap((parameter) => {
      const json = sampleOf(parameter.type, n, lookup)
      if (parameter === view.body && typeof json === 'object' && json !== null) return Object.entries(json)
      return [[parameter.source?.name ?? parameter.name, json] as const]
    }),
  )
}

export function resultJson(
  service: Service,
  view: OperationView,
  n: number,
): Readonly<Record<string, unknown>> {
  if (view.result === undefined) return {}
  const json = sampleOf(view.result, n, wireLookup(service))
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : {}
}

export function messageOf(
  service: Service,
  rpc: RpcOperation['rpc'],
  { type, json }: { readonly type: string; readonly json: Readonly<Record<string, unknown>> },
): string {
  if (type === EMPTY) return 'Empty()'
  const home = findMessage(service, type, rpc.file)
  return home ? messageExpression(service, home, json, rpc.file) : 'Empty()'
}

function useCaseResult(service: Service, view: OperationView, n: number): string {
  if (view.result === undefined) return view.absent ? 'True' : 'None'
  const json = sampleOf(view.result, n, wireLookup(service))
  return view.result.kind === 'ref' ? modelExpression(view.result.name, json) : pythonValue(view.result, json)
}

function useCaseArguments(service: Service, view: OperationView, n: number): string {
  const lookup = wireLookup(service)
  return view.parameters
    .map((parameter) => {
      const json = sampleOf(parameter.type, n, lookup)
      return parameter === view.body && parameter.type.kind === 'ref'
        ? modelExpression(parameter.type.name, json)
        : pythonValue(parameter.type, json)
    })
    .join(', ')
}

export function modelExpression(name: string, json: unknown): string {
  return `${name}.model_validate(${pythonValue({ kind: 'any' }, json)})`
}
