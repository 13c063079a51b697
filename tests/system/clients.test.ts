import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import type { DependencyEdge, ProtoFile } from '../../src/plan/facts.ts'
import { type Client, findClients } from '../../src/system/clients.ts'
import type { OperationFacts } from '../../src/system/operation-facts.ts'
import { Page } from './support.ts'

const page = new Page('tasks/prd-shop/_techspec.md')

function edge(
  protocol: 'grpc' | 'rest',
  target: string,
  member?: string,
  method?: DependencyEdge['method'],
): DependencyEdge {
  return { protocol, target, member, method, origin: page.place() }
}

function proto(path: string, { services = {}, imports = [] }: Partial<Contract> = {}): ProtoFile {
  const origin = page.place()
  return {
    path,
    package: path.split('/').slice(0, -1).join('.'),
    imports,
    services: Object.entries(services).map(([name, rpcs]) => ({
      name,
      origin,
      rpcs: rpcs.map((rpc) => ({
        name: rpc,
        request: 'Ask',
        response: 'Answer',
        requestStream: false,
        responseStream: false,
        origin,
      })),
    })),
    messages: [],
    enums: [],
    origin,
  }
}

interface Contract {
  readonly services: Readonly<Record<string, readonly string[]>>
  readonly imports: readonly string[]
}

const STOCK: OperationFacts = {
  name: 'stock-service',
  endpoints: [
    page.endpoint('GET', '/api/v1/stock/{stock_id}'),
    page.endpoint('POST', '/api/v1/stock'),
    page.endpoint('GET', '/api/v1/stock'),
    page.endpoint('DELETE', '/api/v1/stock/{stock_id}/lines'),
  ],
  schemas: [],
  protos: [
    proto('shop/common/v1/money.proto'),
    proto('shop/stock/v1/admin.proto', { services: { AdminService: ['GetStock', 'Wipe'] } }),
    proto('shop/stock/v1/stock.proto', {
      services: { StockService: ['GetStock', 'Reserve'] },
      imports: ['shop/common/v1/money.proto', 'google/protobuf/empty.proto'],
    }),
  ],
}

function told(
  edges: readonly DependencyEdge[],
  around: Partial<{ planned: OperationFacts[]; described: OperationFacts[]; contracts: ProtoFile[] }> = {},
) {
  const diagnostics = new Diagnostics()
  const { planned = [STOCK], described = [], contracts = [] } = around
  const clients = findClients(edges, { planned, described, contracts, system: 'shop', diagnostics })
  return { clients, said: diagnostics.all.map(({ code, message }) => `${code}: ${message}`) }
}

const rpcsOf = (client: Client | undefined) =>
  client?.protocol === 'grpc' ? client.rpcs.map(({ service, rpc }) => `${service.name}.${rpc.name}`) : []
const callsOf = (client: Client | undefined) =>
  client?.protocol === 'rest' ? client.endpoints.map(({ method, path }) => `${method} ${path}`) : []
const pathsOf = (client: Client | undefined) =>
  client?.protocol === 'grpc' ? client.protos.map(({ path }) => path) : []

test('a service that a document describes is called by what it says, and is nobody of the plan', () => {
  const around = { planned: [], described: [STOCK] }
  const { clients, said } = told(
    [edge('rest', 'stock-service', '/api/v1/stock', 'GET'), edge('rest', 'stock', '/nope', 'GET')],
    around,
  )
  expect(clients.map(({ target, external }) => [target, external])).toEqual([['stock-service', true]])
  expect(callsOf(clients[0])).toEqual(['GET /api/v1/stock'])
  expect(said).toEqual(['system/unknown-target: `stock` has no `/nope`; the call is left out'])
})

describe('a planned target over gRPC', () => {
  test('only what is called, with the files it needs', () => {
    const { clients, said } = told([
      edge('grpc', 'Stock', 'StockService.GetStock'),
      edge('grpc', 'stock-service', 'Reserve'),
    ])
    expect(clients).toHaveLength(1)
    expect(clients[0]).toMatchObject({ target: 'stock-service', key: 'stock_service', external: false })
    expect(rpcsOf(clients[0])).toEqual(['StockService.GetStock', 'StockService.Reserve'])
    expect(pathsOf(clients[0])).toEqual(['shop/common/v1/money.proto', 'shop/stock/v1/stock.proto'])
    expect(said).toEqual([])
  })

  test('the full name of a method is as good as its own', () => {
    const { clients } = told([edge('grpc', 'stock', 'shop.stock.v1.StockService.GetStock')])
    expect(rpcsOf(clients[0])).toEqual(['StockService.GetStock'])
  })

  test('a method it does not have is left out and said', () => {
    const { clients, said } = told([edge('grpc', 'stock', 'Reserve'), edge('grpc', 'stock', 'Nope')])
    expect(rpcsOf(clients[0])).toEqual(['StockService.Reserve'])
    expect(said).toEqual(['system/unknown-target: `stock` has no `Nope`; the call is left out'])
  })

  test('without any method that it has there is no client', () => {
    expect(told([edge('grpc', 'stock', 'Nope')]).clients).toEqual([])
  })

  test('a target without rpcs is read as external', () => {
    const planned = [{ ...STOCK, protos: [] }]
    const { clients, said } = told([edge('grpc', 'stock', 'GetStock')], { planned })
    expect(pathsOf(clients[0])).toEqual(['shop/stock/v1/stock_service.proto'])
    expect(said).toHaveLength(1)
  })
})

describe('an external target over gRPC', () => {
  test('a contract that holds just the named methods, their messages empty', () => {
    const { clients, said } = told([
      edge('grpc', 'user-service', 'GetUser'),
      edge('grpc', 'user', 'GetUser'),
      edge('grpc', 'user-service', 'ListUsers'),
    ])
    const [client] = clients
    expect(client).toMatchObject({ external: true, key: 'user_service' })
    expect(rpcsOf(client)).toEqual(['UserService.GetUser', 'UserService.ListUsers'])
    const [file] = client?.protocol === 'grpc' ? client.protos : []
    expect(file?.messages.map(({ name, fields }) => [name, fields.length])).toEqual([
      ['GetUserRequest', 0],
      ['GetUserResponse', 0],
      ['ListUsersRequest', 0],
      ['ListUsersResponse', 0],
    ])
    expect(said.every((line) => line.startsWith('system/unknown-target: no plan describes'))).toBe(true)
  })

  test('a contract that a document gives is used and needs no word', () => {
    const contracts = [
      proto('acme/user/v1/user.proto', {
        services: { UserService: ['GetUser', 'DeleteUser'] },
        imports: ['acme/type/v1/date.proto'],
      }),
      proto('acme/type/v1/date.proto', { services: { DateService: ['Now'] } }),
      proto('acme/other/v1/other.proto'),
    ]
    const { clients, said } = told([edge('grpc', 'user-service', 'GetUser')], { contracts })
    expect(pathsOf(clients[0])).toEqual(['acme/user/v1/user.proto', 'acme/type/v1/date.proto'])
    expect(rpcsOf(clients[0])).toEqual(['UserService.GetUser'])
    expect(said).toEqual([])
  })
})

describe('a target over REST', () => {
  test('the routes of a planned one, whatever their parameters are called', () => {
    const { clients, said } = told([
      edge('rest', 'stock', '/api/v1/stock/{id}', 'GET'),
      edge('rest', 'stock', '/api/v1/stock/{id}/lines'),
    ])
    expect(callsOf(clients[0])).toEqual([
      'GET /api/v1/stock/{stock_id}',
      'DELETE /api/v1/stock/{stock_id}/lines',
    ])
    expect(said).toEqual([])
  })

  test('of several methods of a path the one named, else POST, which is said', () => {
    const { clients, said } = told([edge('rest', 'stock', '/api/v1/stock')])
    expect(callsOf(clients[0])).toEqual(['POST /api/v1/stock'])
    expect(said).toEqual([
      'system/assumed-http-method: `stock: /api/v1/stock` names no method; POST is assumed',
    ])
  })

  test('a route or method it does not have is left out and said', () => {
    const { clients, said } = told([
      edge('rest', 'stock', '/nope', 'GET'),
      edge('rest', 'stock', '/api/v1/stock', 'PUT'),
    ])
    expect(clients).toEqual([])
    expect(said.map((line) => line.split(':')[0])).toEqual(['system/unknown-target', 'system/unknown-target'])
  })

  test('of an external one any JSON is sent and read, by POST where nothing tells', () => {
    const { clients, said } = told([edge('rest', 'mail', '/api/v1/mails/{mail_id}/copies')])
    const [client] = clients
    expect(client?.protocol === 'rest' && client.endpoints).toMatchObject([
      {
        method: 'POST',
        operation: 'post_mails_mail_id_copies',
        parameters: [{ name: 'mail_id', in: 'path' }],
        request: { type: { kind: 'object' } },
        responses: [{ type: { kind: 'any' } }],
      },
    ])
    expect(said.map((line) => line.split(':')[0])).toEqual([
      'system/unknown-target',
      'system/assumed-http-method',
    ])
  })

  test('an external GET has no body', () => {
    const { clients } = told([edge('rest', 'mail', '/mails', 'GET')])
    expect(clients[0]?.protocol === 'rest' && clients[0].endpoints[0]?.request).toBeUndefined()
  })
})

describe('several edges', () => {
  test('one client for each protocol and target, gRPC first', () => {
    const { clients } = told([
      edge('rest', 'mail', '/x', 'POST'),
      edge('grpc', 'stock', 'Reserve'),
      edge('rest', 'stock', '/api/v1/stock', 'GET'),
    ])
    expect(clients.map(({ protocol, target }) => `${protocol} ${target}`)).toEqual([
      'grpc stock-service',
      'rest mail',
      'rest stock-service',
    ])
  })

  test('an edge without a method gives no client, unless another edge names one', () => {
    const { clients, said } = told([
      edge('grpc', 'stock'),
      edge('rest', 'mail'),
      edge('rest', 'mail', '/x', 'POST'),
    ])
    expect(clients.map(({ target }) => target)).toEqual(['mail'])
    expect(said[0]).toBe(
      'plan/underspecified: the call of `stock` names no method; no client is written for it',
    )
    expect(said).toHaveLength(2)
  })

  test('names that differ in nothing a module shows stay apart', () => {
    const { clients } = told([edge('rest', 'mailBox', '/x', 'POST'), edge('rest', 'mail-box', '/x', 'POST')])
    expect(clients.map(({ key }) => key)).toEqual(['mail_box', 'mail_box_2'])
  })
})
