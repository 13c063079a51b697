/** The operations of a service over both edges: what an endpoint and an rpc share is one method. */
import type { Location } from '../diagnostics/index.ts'
import type { Endpoint, ProtoService } from '../plan/facts.ts'
import { domainOf, freeName, snake } from './names.ts'
import type { OperationFacts, RpcRef } from './operation-facts.ts'
import { isSameOperation } from './operation-fields.ts'
import { type OperationShape, resourceOf, shapeOf } from './operation-shape.ts'

/** One method of the service; it has an endpoint, an rpc, or both. */
export interface Operation extends OperationShape {
  /** snake_case, unique in the service. */
  readonly name: string
  /** Name of its group. */
  readonly group: string
  readonly endpoint?: Endpoint | undefined
  readonly rpc?: RpcRef | undefined
}

/** Operations of one bounded context: one class of the business logic. */
export interface OperationGroup {
  /** snake_case: the REST resource or proto service; the service's domain where it is the only group. */
  readonly name: string
  /** The REST resource or proto service it was made of: `products` where `name` is `catalog`. */
  readonly resource: string
  readonly operations: readonly Operation[]
}

/** An rpc that has the name of an endpoint and other fields. */
export interface OperationMismatch {
  readonly name: string
  readonly endpoint: Location
  readonly rpc: Location
}

/** Groups in plan order: of the endpoints first, then of the rpcs that are no endpoint. */
export function operationsOf(service: OperationFacts): readonly OperationGroup[] {
  const groups = new Map<string, Operation[]>()
  for (const operation of collect(service).operations) {
    groups.set(operation.group, [...(groups.get(operation.group) ?? []), operation])
  }
  if (groups.size !== 1)
    return [...groups].map(([name, operations]) => ({ name, resource: name, operations }))
  const name = domainOf(service.name)
  return [...groups].map(([resource, operations]) => ({
    name,
    resource,
    operations: operations.map((operation) => ({ ...operation, group: name })),
  }))
}

export function operationMismatches(service: OperationFacts): readonly OperationMismatch[] {
  return collect(service).mismatches
}

/** Every rpc that this service implements, in plan order. */
export function rpcsOf({ protos }: Pick<OperationFacts, 'protos'>): readonly RpcRef[] {
  return protos.flatMap((file) =>
    file.services.flatMap((service) => service.rpcs.map((rpc) => ({ file, service, rpc }))),
  )
}

function collect(service: OperationFacts): {
  readonly operations: readonly Operation[]
  readonly mismatches: readonly OperationMismatch[]
} {
  const domain = domainOf(service.name)
  const found = new Map<string, Operation>()
  for (const endpoint of service.endpoints) {
    const name = freeName(snake(endpoint.operation), found)
    const group = resourceOf(endpoint) ?? domain
    found.set(name, { name, group, endpoint, ...shapeOf(endpoint, service) })
  }
  const mismatches: OperationMismatch[] = []
  for (const rpc of rpcsOf(service)) {
    const name = snake(rpc.rpc.name)
    const group = groupOf(rpc.service) || domain
    const shared = found.get(name)
    if (shared?.endpoint && !shared.rpc && isSameOperation(shared.endpoint, rpc, service)) {
      found.set(name, { ...shared, rpc })
      continue
    }
    const differs = shared?.endpoint !== undefined && !shared.rpc
    if (differs) mismatches.push({ name, endpoint: shared.endpoint.origin, rpc: rpc.rpc.origin })
    const wanted = shared === undefined ? name : differs ? `${name}_rpc` : `${group}_${name}`
    const own = freeName(wanted, found)
    found.set(own, { name: own, group, kind: 'action', rpc })
  }
  return { operations: [...found.values()], mismatches }
}

/** `AuthService` is `auth`. */
function groupOf(service: ProtoService): string {
  return snake(service.name).replace(/_service$/, '')
}
