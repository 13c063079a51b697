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
} from '../../../src/generator/index.ts'
import { ownSettings } from '../../parts/own-parts.ts'
import { groupsOf, type OperationView, schemaLookup } from '../contract/groups.ts'
import { schemasIn } from '../contract/models.ts'
import { once } from '../once.ts'
import { ownerOf } from '../plan/owners.ts'

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

/** Place of the first client among what is opened; `ORDER` of what comes after all of them leaves room for some. */
const FIRST_ORDER = 60
const ROOM = 25

/** How far what is opened after the clients has to step back from them. */
export function delayOf({ clients: { length } }: Pick<Service, 'clients'>): number {
  return Math.max(0, length - ROOM)
}

/** Modules beside which clients stand. */
const TAKEN_MODULES = ['calls', 'channel']

export function clientsOf(service: Service): readonly ClientView[] {
  return once(service, viewClients)
}

function viewClients(service: Service): readonly ClientView[] {
  const keys = new Set(TAKEN_MODULES)
  const attributes = new Set<string>()
  const prefixes = prefixesOf(service)
  return service.clients.map((client, index) => {
    const { protocol } = client
    const name = snake(client.target)
    const key = freeName(keys.has(name) ? `${name}_${protocol}` : name, keys)
    keys.add(key)
    const domain = domainOf(client.target)
    const port = domain.endsWith('_gateway') ? domain : `${domain}_gateway`
    const attribute = freeName(attributes.has(port) ? `${domain}_${protocol}_gateway` : port, attributes)
    attributes.add(attribute)
    const prefix = prefixes.get(client.target)
    const base = {
      target: client.target,
      key,
      attribute,
      gateway: camel(attribute),
      className: `${camel(key)}Client`,
      fake: `Fake${camel(key)}`,
      place: `${prefix}_${client.protocol === 'grpc' ? 'TARGET' : 'URL'}`,
      timeout: `${prefix}_TIMEOUT_SECONDS`,
      order: FIRST_ORDER + index,
      owner: ownerOf(service, 'communication', [client.target, domain, 'client', client.protocol]),
      ...contentOf(service, client),
    }
    return client.protocol === 'grpc'
      ? { ...base, protocol: 'grpc', client }
      : { ...base, protocol: 'rest', client }
  })
}

/** What the settings of each target begin with: its name, where no other setting of the service begins so. */
function prefixesOf(service: Service): ReadonlyMap<string, string> {
  const settings = [...ownSettings(service)]
  const prefixes = new Map<string, string>()
  for (const { target } of service.clients) {
    if (prefixes.has(target)) continue
    const used = new Set(prefixes.values())
    const has = (name: string) => used.has(name) || settings.some((each) => each.startsWith(`${name}_`))
    const upper = snake(target).toUpperCase()
    prefixes.set(target, freeName(has(upper) ? `${upper}_SERVICE` : upper, { has }))
  }
  return prefixes
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
