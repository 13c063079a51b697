/** What the tests of a gRPC client send, expect and hold the contract to. */
import { type ProtoFile, pyStr } from '../../../src/generator/index.ts'
import { type RpcShape, rpcShape } from '../clients/client-methods.ts'
import type { GrpcClientView } from '../clients/clients.ts'
import { type OperationView, wireLookup } from '../contract/groups.ts'
import {
  calledFile,
  EMPTY,
  findMessage,
  isExpressible,
  messageExpression,
  moduleAlias,
} from '../contract/messages.ts'
import { modelExpression, requestJson, resultJson } from './rpc-tests.ts'
import { isSampleable } from './samples.ts'

export function grpcClientTests(view: GrpcClientView) {
  const asked = view.operations.flatMap((operation) =>
    rpcShape(view, operation).map((shape) => ({ operation, shape })),
  )
  const calls = asked.map(({ operation, shape }) => ({ shape, line: callLine(view, operation, shape) }))
  const [first] = calls
  return {
    feeds: asked.some(({ shape }) => shape.rpc.rpc.requestStream),
    ask: [first?.line ?? 'return'],
    retriedAsk: calls.find(({ shape }) => shape.isRepeatable)?.line ?? '',
    singleAsk: calls.find(({ shape }) => !shape.isRepeatable)?.line ?? '',
    exchanges: asked.flatMap(({ operation, shape }) => exchangeOf(view, operation, shape)),
    used: asked.flatMap(({ shape }) => usedBy(view, shape)).join(', '),
  }
}

/** One call as a statement; what it answers is dropped. */
function callLine(view: GrpcClientView, operation: OperationView, { rpc }: RpcShape): string {
  const value = argumentOf(view, operation)
  const argument = rpc.rpc.requestStream && value !== '' ? `fed(${value})` : value
  const call = `client.${operation.name}(${argument})`
  return rpc.rpc.responseStream ? `assert [reply async for reply in ${call}]` : `await ${call}`
}

function argumentOf(view: GrpcClientView, operation: OperationView): string {
  const type = operation.body?.type
  if (type?.kind !== 'ref') return ''
  return modelExpression(type.name, requestJson(view.contract, operation, 0))
}

/** What is sent arrives, what is answered is read; not where no value can be made up. */
function exchangeOf(view: GrpcClientView, operation: OperationView, { rpc }: RpcShape) {
  const { contract } = view
  const { requestStream, responseStream, request, response, name } = rpc.rpc
  const lookup = wireLookup(contract)
  const isTellable =
    !requestStream &&
    !responseStream &&
    operation.parameters.every(({ type }) => isSampleable(type, lookup)) &&
    [request, response].every((type) => isExpressible(contract, type, rpc.file))
  if (!isTellable) return []
  const reply = messageOf(view, rpc.file, { type: response, json: resultJson(contract, operation, 1) })
  const result = operation.result
  const call = `await client.${operation.name}(${argumentOf(view, operation)})`
  const expected =
    result?.kind === 'ref' ? modelExpression(result.name, resultJson(contract, operation, 1)) : undefined
  return [
    {
      name: operation.name,
      lines: [
        `fake_${view.key}.replies["${name}"] = ${reply}`,
        expected === undefined ? call : `assert ${call} == ${expected}`,
        `assert fake_${view.key}.requests == [${messageOf(view, rpc.file, { type: request, json: requestJson(contract, operation, 0) })}]`,
      ],
    },
  ]
}

/** Descriptor, method, side, fields; nothing for a message without fields. */
function usedBy(view: GrpcClientView, { rpc }: RpcShape): readonly string[] {
  const fields = (type: string) => {
    const home = type === EMPTY ? undefined : findMessage(view.contract, type, rpc.file)
    return home?.message.fields.map(({ name }) => pyStr(name)) ?? []
  }
  const service = `${moduleAlias(rpc.file, calledFile(view.contract))}.DESCRIPTOR.services_by_name[${pyStr(rpc.service.name)}]`
  return (
    [
      ['input_type', fields(rpc.rpc.request)],
      ['output_type', fields(rpc.rpc.response)],
    ] as const
  ).flatMap(([side, names]) =>
    names.length === 0 ? [] : [`(${service}, ${pyStr(rpc.rpc.name)}, "${side}", {${names.join(', ')}})`],
  )
}

function messageOf(
  { contract }: GrpcClientView,
  near: ProtoFile,
  { type, json }: { readonly type: string; readonly json: Readonly<Record<string, unknown>> },
): string {
  const home = type === EMPTY ? undefined : findMessage(contract, type, near)
  return home ? messageExpression(contract, home, json, calledFile(contract)) : 'Empty()'
}
