/** Whom a service calls, and by what contract: the target's own where the plan has one, else what the edges name. */
import { type Diagnostics, diagnostic, type Location } from '../diagnostics/index.ts'
import type { DependencyEdge, Endpoint, ProtoFile, Schema } from '../plan/facts.ts'
import { targetNames } from './called-names.ts'
import { SYSTEM_CODES } from './codes.ts'
import { externalEndpoint, findEndpoint } from './external-endpoint.ts'
import { externalProto } from './external-proto.ts'
import { freeName, serviceKey, shown, snake } from './names.ts'
import type { OperationFacts, RpcRef } from './operation-facts.ts'
import { resourceOf } from './operation-shape.ts'
import { rpcsOf } from './operations.ts'

interface CalledService {
  /** As the target's plan spells it, else as the first edge does. */
  readonly target: string
  /** snake_case name of the target, unique among the clients of one protocol. */
  readonly key: string
  /** No plan implements the target. */
  readonly external: boolean
  readonly origin: Location
}

export interface GrpcClient extends CalledService {
  readonly protocol: 'grpc'
  /** The declared rpcs that the contract has, in the order they are declared. */
  readonly rpcs: readonly RpcRef[]
  /** The files of these rpcs and all that they import. */
  readonly protos: readonly ProtoFile[]
}

export interface RestClient extends CalledService {
  readonly protocol: 'rest'
  readonly endpoints: readonly Endpoint[]
  readonly schemas: readonly Schema[]
}

export type Client = GrpcClient | RestClient

export interface Surroundings {
  /** The services of all plans. */
  readonly planned: readonly OperationFacts[]
  /** Services that documents describe and no task implements. */
  readonly described: readonly OperationFacts[]
  /** Protos of the caller's plans, whoever implements them. */
  readonly contracts: readonly ProtoFile[]
  /** First part of the package of a contract that is made up. */
  readonly system: string
  readonly diagnostics: Diagnostics
}

type Protocol = DependencyEdge['protocol']

/** One client for each protocol and target. Reports what no plan has, and edges that name no method. */
export function findClients(edges: readonly DependencyEdge[], surroundings: Surroundings): readonly Client[] {
  return (['grpc', 'rest'] as const).flatMap((protocol) => clientsOf(protocol, edges, surroundings))
}

function clientsOf(
  protocol: Protocol,
  edges: readonly DependencyEdge[],
  surroundings: Surroundings,
): readonly Client[] {
  const called = new Map<string, DependencyEdge[]>()
  for (const edge of edges.filter((found) => found.protocol === protocol)) {
    const key = serviceKey(edge.target)
    called.set(key, [...(called.get(key) ?? []), edge])
  }
  const taken = new Set<string>()
  const nameOf = targetNames(edges, surroundings.planned)
  return [...called.values()].flatMap((own): readonly Client[] => {
    const named = own.filter(({ member }) => member !== undefined)
    if (named.length === 0) for (const edge of own) reportUnnamed(edge, surroundings)
    const [first] = named
    if (!first) return []
    const planned = surroundings.planned.find(({ name }) => serviceKey(name) === serviceKey(first.target))
    const target = nameOf(first.target)
    const key = freeName(snake(target), taken)
    const base = { target, key, external: planned === undefined, origin: first.origin }
    const client =
      protocol === 'grpc'
        ? grpcClient({ base, planned, edges: named }, surroundings)
        : restClient({ base, planned, edges: named }, surroundings)
    if (client) taken.add(key)
    return client ? [client] : []
  })
}

interface Call {
  readonly base: CalledService
  readonly planned: OperationFacts | undefined
  readonly edges: readonly DependencyEdge[]
}

function grpcClient({ base, planned, edges }: Call, around: Surroundings): GrpcClient | undefined {
  const own = rpcsOf(planned ?? { protos: [] }).length > 0 ? planned?.protos : undefined
  const known = own ?? documentedContract(base.target, around.contracts)
  const protos = known ?? [externalProto(base, edges, around.system)]
  const offered = rpcsOf({ protos })
  if (known === undefined) for (const edge of edges) reportExternal(edge, around)
  const rpcs = edges.flatMap((edge) => {
    const found = offered.find((rpc) => isNamed(rpc, edge.member ?? ''))
    if (!found)
      reportUnknown(
        edge,
        offered.map(({ rpc }) => rpc.name),
        around,
      )
    return found ? [found] : []
  })
  const distinct = [...new Set(rpcs)]
  return distinct.length === 0
    ? undefined
    : { ...base, protocol: 'grpc', rpcs: distinct, protos: reachable(distinct, protos) }
}

/** `GetUser`, `UserService.GetUser`, `shop.user.v1.UserService/GetUser`. */
function isNamed({ file, service, rpc }: RpcRef, member: string): boolean {
  const spelled = member.replaceAll('/', '.')
  const full = [file.package, service.name, rpc.name].filter(Boolean).join('.')
  return spelled === rpc.name || full === spelled || full.endsWith(`.${spelled}`)
}

/** Files of a document that speak of the target, with what they import. */
function documentedContract(
  target: string,
  contracts: readonly ProtoFile[],
): readonly ProtoFile[] | undefined {
  const named = (name: string) => serviceKey(snake(name)) === serviceKey(target)
  const own = contracts.filter(
    ({ path, services }) =>
      path !== undefined && services.some(({ name, rpcs }) => rpcs.length > 0 && named(name)),
  )
  if (own.length === 0) return undefined
  const others = contracts.filter((file) => file.path !== undefined && !own.includes(file))
  return [...own, ...others.map((file) => ({ ...file, services: [] }))]
}

/** The files that define the rpcs, and all that they import, in the order given. */
function reachable(rpcs: readonly RpcRef[], protos: readonly ProtoFile[]): readonly ProtoFile[] {
  const byPath = new Map(protos.map((file) => [file.path, file]))
  const found = new Set(rpcs.map(({ file }) => file))
  for (const file of found) {
    for (const path of file.imports) {
      const imported = byPath.get(path)
      if (imported) found.add(imported)
    }
  }
  return protos.filter((file) => found.has(file))
}

function restClient({ base, planned, edges }: Call, around: Surroundings): RestClient | undefined {
  const known = planned ?? around.described.find(({ name }) => serviceKey(name) === serviceKey(base.target))
  const offered = known?.endpoints ?? []
  const isBound = offered.length > 0
  const endpoints = edges.flatMap((edge): readonly Endpoint[] => {
    if (!isBound) {
      reportExternal(edge, around)
      if (edge.method === undefined) reportAssumed(edge, 'POST', around)
      return [externalEndpoint(edge)]
    }
    const found = findEndpoint(edge, offered)
    if (found === undefined) {
      reportUnknown(
        edge,
        offered.map(({ method, path }) => `${method} ${path}`),
        around,
      )
      return []
    }
    if (edge.method === undefined && found.ambiguous) reportAssumed(edge, found.endpoint.method, around)
    return [found.endpoint]
  })
  const distinct = unique(endpoints)
  const schemas = isBound ? (known?.schemas ?? []) : []
  return distinct.length === 0 ? undefined : { ...base, protocol: 'rest', endpoints: distinct, schemas }
}

function unique(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const byCall = new Map(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint]))
  const names = new Set<string>()
  return [...byCall.values()].map((endpoint) => {
    const operation = freeName(snake(endpoint.operation) || resourceOf(endpoint) || 'call', names)
    names.add(operation)
    return { ...endpoint, operation }
  })
}

function reportExternal({ target, member, origin }: DependencyEdge, { diagnostics }: Surroundings): void {
  diagnostics.add(
    diagnostic(SYSTEM_CODES, 'system/unknown-target', {
      message: `no plan describes \`${shown(target)}\`: \`${shown(member ?? '')}\` is read as external, its contract holds just what is named`,
      location: origin,
      hint: 'plan the service, or give its contract beside the tasks',
    }),
  )
}

function reportUnknown(
  { target, member, origin }: DependencyEdge,
  offered: readonly string[],
  { diagnostics }: Surroundings,
): void {
  const names = offered.slice(0, 5).map((name) => `\`${shown(name)}\``)
  diagnostics.add(
    diagnostic(SYSTEM_CODES, 'system/unknown-target', {
      message: `\`${shown(target)}\` has no \`${shown(member ?? '')}\`; the call is left out`,
      location: origin,
      hint: `add it to the contract of the service, or name what it has: ${names.join(', ')}${offered.length > 5 ? ', …' : ''}`,
    }),
  )
}

function reportUnnamed({ protocol, target, origin }: DependencyEdge, { diagnostics }: Surroundings): void {
  diagnostics.add(
    diagnostic(SYSTEM_CODES, 'plan/underspecified', {
      message: `the call of \`${shown(target)}\` names no ${protocol === 'grpc' ? 'method' : 'route'}; no client is written for it`,
      location: origin,
      hint: protocol === 'grpc' ? 'write `service:Method`' : 'write `service: POST /path`',
    }),
  )
}

function reportAssumed(
  { target, member, origin }: DependencyEdge,
  method: string,
  { diagnostics }: Surroundings,
): void {
  diagnostics.add(
    diagnostic(SYSTEM_CODES, 'system/assumed-http-method', {
      message: `\`${shown(target)}: ${shown(member ?? '')}\` names no method; ${method} is assumed`,
      location: origin,
      hint: `write \`${shown(target)}: ${method} ${shown(member ?? '')}\``,
    }),
  )
}
