/** The services that a service calls, as settings, ports, clients and fakes name them. */
import {
  type Client,
  camel,
  domainOf,
  freeName,
  type GrpcClient,
  type RestClient,
  type Schema,
  type Service,
  snake,
} from '../../src/generator/index.ts'
import { groupsOf, type OperationView, schemaLookup } from './groups.ts'
import { schemasIn } from './models.ts'
import { ownerOf } from './owners.ts'

interface CalledView {
  /** As the plan spells it. */
  readonly target: string
  /** Names the modules: `stock_service`; unique among the clients of a service. */
  readonly key: string
  /** Attribute of `Resources` and parameter of the use cases: `stock_gateway`. */
  readonly attribute: string
  /** Class of the port: `StockGateway`. */
  readonly gateway: string
  /** Class of the client: `StockServiceClient`. */
  readonly className: string
  /** Class of the fake: `FakeStockService`. */
  readonly fake: string
  /** Name of the setting that says where it is. */
  readonly place: string
  readonly timeout: string
  readonly order: number
  readonly operations: readonly OperationView[]
  /** What its operations take and give, each after those it needs. */
  readonly schemas: readonly Schema[]
  /** A service that has the contract of the target: what is told of messages is told of it. */
  readonly contract: Service
  readonly owner: string | undefined
}

export interface GrpcClientView extends CalledView {
  readonly protocol: 'grpc'
  readonly client: GrpcClient
}

export interface RestClientView extends CalledView {
  readonly protocol: 'rest'
  readonly client: RestClient
}

export type ClientView = GrpcClientView | RestClientView

/** Names that other settings begin with. */
const TAKEN_PREFIXES = new Set(['DATABASE', 'DB', 'REDIS', 'HTTP', 'GRPC', 'KAFKA', 'JWT', 'OTEL', 'SENTRY'])

/** Modules beside which the clients, their fakes and fixtures stand. */
const TAKEN_MODULES = [
  ...['calls', 'channel', 'database', 'events', 'grpc_dependency', 'handlers', 'memory_broker', 'redis'],
  ...['rest_dependency', 'sessions'],
]

export function clientsOf(service: Service): readonly ClientView[] {
  const keys = new Set(TAKEN_MODULES)
  const attributes = new Set<string>()
  return service.clients.map((client, index) => {
    const { protocol } = client
    const name = snake(client.target)
    const key = freeName(keys.has(name) ? `${name}_${protocol}` : name, keys)
    keys.add(key)
    const domain = domainOf(client.target)
    const port = domain.endsWith('_gateway') ? domain : `${domain}_gateway`
    const attribute = freeName(attributes.has(port) ? `${domain}_${protocol}_gateway` : port, attributes)
    attributes.add(attribute)
    const upper = snake(client.target).toUpperCase()
    const prefix = TAKEN_PREFIXES.has(upper) ? `${upper}_SERVICE` : upper
    const base = {
      target: client.target,
      key,
      attribute,
      gateway: camel(attribute),
      className: `${camel(key)}Client`,
      fake: `Fake${camel(key)}`,
      place: `${prefix}_${client.protocol === 'grpc' ? 'TARGET' : 'URL'}`,
      timeout: `${prefix}_TIMEOUT_SECONDS`,
      order: 60 + index,
      owner: ownerOf(service, 'communication', [client.target, domain, 'client', client.protocol]),
      ...contentOf(service, client),
    }
    return client.protocol === 'grpc'
      ? { ...base, protocol: 'grpc', client }
      : { ...base, protocol: 'rest', client }
  })
}

export function grpcClientsOf(service: Service): readonly GrpcClientView[] {
  return clientsOf(service).flatMap((view) => (view.protocol === 'grpc' ? [view] : []))
}

export function restClientsOf(service: Service): readonly RestClientView[] {
  return clientsOf(service).flatMap((view) => (view.protocol === 'rest' ? [view] : []))
}

function contentOf(service: Service, client: Client) {
  const contract = contractOf(service, client)
  const operations = groupsOf(contract).flatMap((group) => group.operations)
  const types = operations.flatMap((view) => [...view.parameters.map(({ type }) => type), view.result])
  const schemas = schemasIn(types, schemaLookup(contract))
  return { contract, operations, schemas }
}

/** The caller with nothing but the operations it calls. */
function contractOf(service: Service, client: Client): Service {
  const bare = { ...service, name: client.target, endpoints: [], schemas: [], protos: [], entities: [] }
  if (client.protocol === 'rest') return { ...bare, endpoints: client.endpoints, schemas: client.schemas }
  const called = new Set(client.rpcs.map(({ rpc }) => rpc))
  const protos = client.protos.map((file) => ({
    ...file,
    services: file.services.map((owned) => ({ ...owned, rpcs: owned.rpcs.filter((rpc) => called.has(rpc)) })),
  }))
  return { ...bare, protos }
}

/** What the contract says of an operation, else its name there. */
export function callDoc({ doc, operation }: OperationView): string {
  if (doc !== '') return doc
  const { endpoint, rpc } = operation
  return endpoint ? `${endpoint.method} ${endpoint.path}` : `Call ${rpc?.rpc.name ?? operation.name}`
}
