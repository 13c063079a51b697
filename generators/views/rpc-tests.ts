/** Tests of one rpc, over scripted use cases. */
import type { Service } from '../../src/generator/index.ts'
import { type OperationView, type RpcOperation, schemaLookup } from './groups.ts'
import { EMPTY, findMessage, messageExpression } from './messages.ts'
import { servicerKey } from './protos.ts'
import { isSampleable, sampleOf } from './samples.ts'
import { pythonValue } from './samples-of.ts'

export interface RpcTest {
  readonly name: string
  readonly decorators: readonly string[]
  readonly signature: string
  readonly lines: readonly string[]
}

/** One exchange test and one for the documented refusals. Streams are listed once and compared as lists. */
export function rpcTestsOf(service: Service, { group, view, rpc }: RpcOperation): readonly RpcTest[] {
  const lookup = schemaLookup(service)
  if (!view.parameters.every(({ type }) => isSampleable(type, lookup))) return []
  const fixture = rpcFixture(servicerKey(rpc.service))
  const base = `${fixture}: pb_grpc.${rpc.service.name}Stub, ${group.attribute}: Mock`
  const exchangeTest = {
    name: view.name,
    decorators: [],
    signature: base,
    lines: [0, 1].flatMap((n) => exchange(service, { group, view, rpc, n })),
  }
  return rpc.rpc.requestStream || rpc.rpc.responseStream
    ? []
    : [exchangeTest, ...refusalTests(service, { group, view, rpc, n: 0 }, base)]
}

/** Fixture that holds the client stub of a proto service. */
export function rpcFixture(key: string): string {
  return `${key}_rpcs`
}

interface Exchange extends RpcOperation {
  readonly n: number
}

function exchange(service: Service, { group, view, rpc, n }: Exchange): readonly string[] {
  const use = `${group.attribute}.${view.name}`
  const request = messageOf(service, rpc, { type: rpc.rpc.request, json: requestJson(service, view, n) })
  return [
    `${use}.return_value = ${useCaseResult(service, view, n)}`,
    `reply = await ${rpcFixture(servicerKey(rpc.service))}.${rpc.rpc.name}(${request})`,
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
    `    await ${rpcFixture(servicerKey(rpc.service))}.${rpc.rpc.name}(${request})`,
  ]
  const errors = view.errors.map(({ className }) => className)
  const refuses: readonly RpcTest[] =
    errors.length === 0
      ? []
      : [
          {
            name: `${view.name}_refuses`,
            decorators: [`@pytest.mark.parametrize("error", [${errors.join(', ')}])`],
            signature: `${signature}, error: type[DomainError]`,
            lines: [
              `${use}.side_effect = error`,
              ...call(),
              'assert caught.value.code() is grpc.StatusCode[error.grpc_code]',
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
  return [...refuses, ...absent]
}

/** The fields of the request message: parameters and body fields side by side. */
function requestJson(service: Service, view: OperationView, n: number): Readonly<Record<string, unknown>> {
  const lookup = schemaLookup(service)
  return Object.fromEntries(
    view.parameters.flatMap((parameter) => {
      const json = sampleOf(parameter.type, n, lookup)
      if (parameter === view.body && typeof json === 'object' && json !== null) return Object.entries(json)
      return [[parameter.source?.name ?? parameter.name, json] as const]
    }),
  )
}

function resultJson(service: Service, view: OperationView, n: number): Readonly<Record<string, unknown>> {
  if (view.result === undefined) return {}
  const json = sampleOf(view.result, n, schemaLookup(service))
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : {}
}

function messageOf(
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
  const json = sampleOf(view.result, n, schemaLookup(service))
  return view.result.kind === 'ref' ? modelExpression(view.result.name, json) : pythonValue(view.result, json)
}

function useCaseArguments(service: Service, view: OperationView, n: number): string {
  const lookup = schemaLookup(service)
  return view.parameters
    .map((parameter) => {
      const json = sampleOf(parameter.type, n, lookup)
      return parameter === view.body && parameter.type.kind === 'ref'
        ? modelExpression(parameter.type.name, json)
        : pythonValue(parameter.type, json)
    })
    .join(', ')
}

function modelExpression(name: string, json: unknown): string {
  return `${name}.model_validate(${pythonValue({ kind: 'any' }, json)})`
}
