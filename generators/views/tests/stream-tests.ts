/** Tests of rpcs that stream: what the use cases are handed and what the client is answered, as lists. */
import type { Service } from '../../../src/generator/index.ts'
import type { RpcOperation } from '../contract/groups.ts'
import {
  isTestable,
  messageOf,
  modelExpression,
  type RpcTest,
  requestJson,
  resultJson,
  rpcCall,
  rpcFixturesOf,
} from './rpc-tests.ts'

/** One exchange test: two messages each way where that way streams. */
export function streamTestsOf(service: Service, operation: RpcOperation): readonly RpcTest[] {
  const { view, rpc } = operation
  const { requestStream, responseStream } = rpc.rpc
  const { body, result } = view
  if (!(requestStream || responseStream) || !isTestable(service, operation)) return []
  if (body?.type.kind !== 'ref' || result?.kind !== 'ref') return []
  const requests = requestStream ? [0, 1] : [0]
  const replies = responseStream ? [0, 1] : [0]
  const request = (n: number) =>
    messageOf(service, rpc, { type: rpc.rpc.request, json: requestJson(service, view, n) })
  const reply = (n: number) =>
    messageOf(service, rpc, { type: rpc.rpc.response, json: resultJson(service, view, n) })
  const { name } = body.type
  const asked = requests.map((n) => modelExpression(name, requestJson(service, view, n)))
  return [
    {
      name: view.name,
      decorators: [],
      signature: rpcFixturesOf(service, operation),
      lines: [
        `asked: list[${name}] = []`,
        '',
        ...scriptLines(service, operation, replies),
        '',
        `${operation.group.attribute}.${view.name}.side_effect = script`,
        ...callLines(rpcCall(service, rpc), {
          requests: requests.map(request),
          requestStream,
          responseStream,
        }),
        responseStream
          ? `assert replies == [${replies.map(reply).join(', ')}]`
          : `assert reply == ${reply(0)}`,
        `assert asked == [${asked.join(', ')}]`,
      ],
    },
  ]
}

/** The use case, scripted: notes what it is asked, then answers. */
function scriptLines(
  service: Service,
  { view, rpc }: RpcOperation,
  replies: readonly number[],
): readonly string[] {
  const { body, result } = view
  const name = body?.name ?? ''
  const answer = (n: number) =>
    modelExpression(result?.kind === 'ref' ? result.name : '', resultJson(service, view, n))
  return [
    `async def script(${name}: ${body?.annotation}) -> ${view.returns}:`,
    rpc.rpc.requestStream
      ? `    asked.extend([message async for message in ${name}])`
      : `    asked.append(${name})`,
    ...replies.map((n) => `    ${rpc.rpc.responseStream ? 'yield' : 'return'} ${answer(n)}`),
  ]
}

interface Call {
  readonly requests: readonly string[]
  readonly requestStream: boolean
  readonly responseStream: boolean
}

function callLines(call: string, { requests, requestStream, responseStream }: Call): readonly string[] {
  const argument = requestStream ? `iter([${requests.join(', ')}])` : requests.join('')
  return responseStream
    ? [`replies = [reply async for reply in ${call}(${argument})]`]
    : [`reply = await ${call}(${argument})`]
}

/** Which ways of streaming the tested rpcs use. */
export function streamKinds(operations: readonly RpcOperation[]) {
  const uses = (request: boolean, response: boolean) =>
    operations.some(({ rpc: { rpc } }) => rpc.requestStream === request && rpc.responseStream === response)
  const kinds = {
    unary: uses(false, false),
    streamUnary: uses(true, false),
    unaryStream: uses(false, true),
    streamStream: uses(true, true),
  }
  const classes = [
    ...(kinds.unary ? ['UnaryCalls()'] : []),
    ...(kinds.streamUnary ? ['StreamUnaryCalls()'] : []),
    ...(kinds.unaryStream ? ['UnaryStreamCalls()'] : []),
    ...(kinds.streamStream ? ['StreamCalls()'] : []),
  ]
  return { ...kinds, interceptors: classes.join(', ') }
}
