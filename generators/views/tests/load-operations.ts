/** Sample calls of the operations a service has, as the load tests send them, and the numbers its plan demands. */
import { ownersOf, type Service } from '../../../src/generator/index.ts'
import {
  type GroupView,
  groupsOf,
  type OperationView,
  type RpcOperation,
  rpcOperations,
  schemaLookup,
} from '../contract/groups.ts'
import { EMPTY, fileStem, findMessage, type MessageHome } from '../contract/messages.ts'
import { genPackage, protoPath } from '../contract/protos.ts'
import { once } from '../once.ts'
import { testWriter } from '../plan/owners.ts'
import { servesRest } from '../plan/serves-rest.ts'
import { PORT_NUMBERS } from '../service/port-numbers.ts'
import { authorizationOf, holdsToken, isRecord, needsOf, withToken } from './load-access.ts'
import { isTestable, requestJson } from './rpc-tests.ts'
import { isSampleable, sampleOf } from './samples.ts'

/** Where the plan gives no rate: enough to measure, and any service bears it. */
const MODEST_RATE = 100
const READING = /^(get|list|find|search|check|validate)_/

interface HttpCall {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Any other is a failure. */
  readonly status: number
  readonly needs?: string
}

interface RpcCall {
  readonly name: string
  readonly proto: string
  readonly method: string
  readonly module: string
  readonly message: string
  readonly request: unknown
  readonly metadata: Readonly<Record<string, string>>
  readonly needs?: string
}

export interface LoadOperations {
  readonly http: readonly HttpCall[]
  readonly grpc: readonly RpcCall[]
}

export function loadOperations(service: Service): LoadOperations {
  return once(service, callOperations)
}

function callOperations(service: Service): LoadOperations {
  const groups = groupsOf(service)
  return {
    http: servesRest(service) ? httpCalls(service, groups) : [],
    grpc: rpcOperations(groups)
      .filter(({ rpc: { rpc } }) => !rpc.requestStream && !rpc.responseStream)
      .filter((operation) => isTestable(service, operation))
      .map((operation) => rpcCall(service, operation)),
  }
}

/** The plan asks for them, and the service has something to call. */
export function hasLoadTests(service: Service): boolean {
  if (!service.capabilities.has('loadTests')) return false
  const { http, grpc } = loadOperations(service)
  return http.length + grpc.length > 0
}

/** Key of the task that asks for them. */
export function loadOwner(service: Service): string | undefined {
  return ownersOf(service, 'testing', ['load', 'stress', 'k6', 'locust'])[0] ?? testWriter(service)
}

export function loadTargets({ slo }: Service) {
  return {
    requestsPerSecond: slo?.requestsPerSecond?.value ?? MODEST_RATE,
    ...(slo?.p99 ? { p99Milliseconds: slo.p99.value } : {}),
    errorRate: 0.001,
  }
}

/** The rpc that ghz calls: it can show a token beside a request and put none into it, and fails for no refusal. */
export function ghzCall({ grpc }: LoadOperations): RpcCall | undefined {
  return firstCall(grpc.filter(({ request, needs }) => needs === undefined && !holdsToken(request)))
}

/** What `ghz --config` reads: an open loop over a few connections. */
export function ghzConfig(service: Service, { proto, method, request }: RpcCall) {
  return {
    proto: `proto/${proto}`,
    'import-paths': ['proto'],
    call: method,
    host: `127.0.0.1:${PORT_NUMBERS.grpc}`,
    insecure: true,
    async: true,
    rps: loadTargets(service).requestsPerSecond,
    connections: 8,
    duration: '60s',
    'duration-stop': 'ignore',
    data: request,
  }
}

/** The call to begin with: one that needs nothing, and of those one that reads, where there are such. */
export function firstCall<T extends { readonly name: string; readonly needs?: string }>(
  calls: readonly T[],
): T | undefined {
  const free = calls.filter(({ needs }) => needs === undefined)
  const candidates = free.length > 0 ? free : calls
  return candidates.find(({ name }) => READING.test(name)) ?? candidates[0]
}

function httpCalls(service: Service, groups: readonly GroupView[]): readonly HttpCall[] {
  const lookup = schemaLookup(service)
  return groups
    .flatMap(({ operations }) => operations)
    .filter(({ operation }) => operation.endpoint !== undefined)
    .filter(({ parameters }) => parameters.every(({ type }) => isSampleable(type, lookup)))
    .map((view) => httpCall(service, view))
}

function httpCall(service: Service, view: OperationView): HttpCall {
  const lookup = schemaLookup(service)
  const of = (place: string) =>
    view.parameters
      .filter(({ source }) => source?.in === place)
      .map(({ source, type }) => [source?.name ?? '', String(sampleOf(type, 0, lookup))] as const)
  const path = of('path').reduce(
    (filled, [name, value]) => filled.replace(`{${name}}`, () => encodeURIComponent(value)),
    view.operation.endpoint?.path ?? '',
  )
  const body = view.body && withToken(service, sampleOf(view.body.type, 0, lookup))
  const query = of('query')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  return {
    name: view.name,
    method: view.operation.endpoint?.method ?? 'GET',
    path: query === '' ? path : `${path}?${query}`,
    headers: { ...Object.fromEntries(of('header')), ...authorizationOf(service, view) },
    ...(view.body ? { body } : {}),
    status: view.status,
    ...needsOf(view, body),
  }
}

function rpcCall(service: Service, { view, rpc }: RpcOperation): RpcCall {
  const home = findMessage(service, rpc.rpc.request, rpc.file)
  const empty = rpc.rpc.request === EMPTY || home === undefined
  const request = empty ? {} : withToken(service, messageJson(service, home, requestJson(service, view, 0)))
  const target = [rpc.file.package, rpc.service.name].filter(Boolean).join('.')
  return {
    name: view.name,
    proto: protoPath(rpc.file),
    method: `${target}/${rpc.rpc.name}`,
    module: empty
      ? 'google.protobuf.empty_pb2'
      : `${genPackage(service, home.file)}.${fileStem(home.file)}_pb2`,
    message: empty ? 'Empty' : home.message.name,
    request,
    metadata: holdsToken(request) ? {} : authorizationOf(service, view),
    ...needsOf(view, request),
  }
}

/** The sample as JSON of a message: fields it knows, bytes in base64. */
function messageJson(
  service: Service,
  home: MessageHome,
  sample: Readonly<Record<string, unknown>>,
): unknown {
  const known = home.message.fields.filter(({ name }) => sample[name] !== undefined)
  return Object.fromEntries(
    known.map((field) => {
      const inner = findMessage(service, field.type, home.file)
      const single = (value: unknown): unknown => {
        if (field.type === 'bytes') return Buffer.from(String(value)).toString('base64')
        return inner && isRecord(value) ? messageJson(service, inner, value) : value
      }
      const value = sample[field.name]
      if (Array.isArray(value)) return [field.name, value.map(single)]
      if (field.label !== 'map' || !isRecord(value)) return [field.name, single(value)]
      return [field.name, Object.fromEntries(Object.entries(value).map(([key, item]) => [key, single(item)]))]
    }),
  )
}
