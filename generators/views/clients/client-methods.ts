/** The methods of a gRPC client, and of the fake that answers them. */
import { freeName, type RpcRef } from '../../../src/generator/index.ts'
import { functionOf } from '../contract/conversions.ts'
import type { OperationView } from '../contract/groups.ts'
import { calledFile, EMPTY, findMessage, moduleAlias } from '../contract/messages.ts'
import { servicerKey } from '../contract/protos.ts'
import type { GrpcClientView } from './clients.ts'

/** Verbs of methods that change nothing: they may be asked again. */
const REPEATABLE =
  /^(Get|List|Check|Validate|Find|Search|Lookup|Query|Exists|Read|Describe|Count|Has|Is)(?=[A-Z]|$)/

export interface RpcShape {
  readonly rpc: RpcRef
  /** `shop.stock.v1.StockService`. */
  readonly full: string
  readonly isRepeatable: boolean
  readonly fake: {
    readonly name: string
    readonly argument: string
    readonly requestType: string
    readonly contextTypes: string
    readonly returns: string
    readonly lines: readonly string[]
  }
}

/** The rpc of an operation; empty for one that has none. */
export function rpcShape(view: GrpcClientView, { operation }: OperationView): readonly RpcShape[] {
  return operation.rpc ? [shapeOf(view, operation.rpc)] : []
}

/** What the fake answers an rpc with, whether it is called or not. */
export function fakeMethod(view: GrpcClientView, rpc: RpcRef): RpcShape['fake'] {
  return shapeOf(view, rpc).fake
}

function shapeOf(view: GrpcClientView, rpc: RpcRef): RpcShape {
  const { name, requestStream, responseStream } = rpc.rpc
  const [request, response] = [rpc.rpc.request, rpc.rpc.response].map((type) => typeOf(view, rpc, type))
  const requestType = requestStream ? `AsyncIterator[${request}]` : `${request}`
  const asked = requestStream ? '[request async for request in request_iterator]' : 'request'
  const answer = `await self._script.play("${name}", ${asked}, context, ${response}())`
  return {
    rpc,
    full: [rpc.file.package, rpc.service.name].filter(Boolean).join('.'),
    isRepeatable: !requestStream && REPEATABLE.test(name),
    fake: {
      name,
      argument: requestStream ? 'request_iterator' : 'request',
      requestType,
      contextTypes: `${requestType}, ${responseStream ? 'AsyncIterator' : 'Awaitable'}[${response}]`,
      returns: responseStream ? `AsyncIterator[${response}]` : `${response}`,
      lines: [`${responseStream ? 'yield' : 'return'} ${answer}`],
    },
  }
}

function typeOf({ contract }: GrpcClientView, rpc: RpcRef, name: string): string {
  const home = name === EMPTY ? undefined : findMessage(contract, name, rpc.file)
  return home ? `${moduleAlias(home.file, calledFile(contract))}.${home.message.name}` : 'Empty'
}

/** Body of the client's method. */
export function methodLines(view: GrpcClientView, operation: OperationView): readonly string[] {
  const [shape] = rpcShape(view, operation)
  if (!shape) return []
  const { rpc } = shape
  const { name, requestStream, responseStream } = rpc.rpc
  const encode = (value: string) => {
    const home = rpc.rpc.request === EMPTY ? undefined : findMessage(view.contract, rpc.rpc.request, rpc.file)
    return home ? `${functionOf('encode', home)}(${value})` : 'Empty()'
  }
  const answered = findMessage(view.contract, rpc.rpc.response, rpc.file)
  const decode = answered && rpc.rpc.response !== EMPTY ? functionOf('decode', answered) : undefined
  const body = operation.body?.name ?? ''
  const taken = new Set([body])
  const [seconds, reply, item] = ['seconds', 'reply', 'item'].map((name) => freeName(name, taken))
  const request =
    requestStream && body !== '' ? `(${encode(`${item}`)} async for ${item} in ${body})` : encode(body)
  const call = `self._${servicerKey(rpc.service)}.${name}(${request}, timeout=${seconds}, metadata=metadata())`
  const begin = `with self.calls.call() as ${seconds}:`
  if (responseStream) {
    const value = decode ? `${decode}(${reply})` : 'None'
    return [begin, `    async for ${reply} in ${call}:`, `        yield ${value}`]
  }
  if (!decode) return [begin, `    await ${call}`]
  return [begin, `    ${reply} = await ${call}`, `return ${decode}(${reply})`]
}
