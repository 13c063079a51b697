/** A system as a spec-kit plan would mean it, built by hand: five tasks that name their own paths. */
import type { Capability, Service, System } from '../../src/system/system.ts'
import type { Category, WorkItem } from '../../src/system/work-item.ts'
import { listOf, Page, refTo, TEXT, UUID } from '../system/support.ts'

const PAGE = new Page('specs/001-orders/tasks.md')

const TASKS: readonly (readonly [id: string, title: string, category: Category])[] = [
  ['T001', 'Create the project structure', 'setup'],
  ['T002', 'Contract test of POST /orders in tests/contract/test_orders_post.py', 'testing'],
  ['T003', 'Order table in src/db/order.py, its data in src/models/order.py', 'data'],
  ['T004', 'OrderService in src/services/order_service.py', 'logic'],
  ['T005', 'Order endpoints in src/api/order_routes.py', 'api'],
]

/** What the tasks name; every other file stands where it always does. */
const PLACES = {
  'test-api:orders': 'tests/contract/test_orders_post.py',
  'model:order': 'src/db/order.py',
  'service:orders': 'src/services/order_service.py',
  'test-service:orders': 'tests/unit/test_order_service.py',
  'schema:orders': 'src/models/order.py',
  'route:orders': 'src/api/order_routes.py',
} as const

export function speckitSystem(places: Readonly<Record<string, string>> = PLACES): System {
  const service = ordersService(places)
  return {
    name: 'orders',
    services: [service],
    shared: { ...service, name: 'shared', items: [], contracts: [] },
  }
}

function ordersService(places: Readonly<Record<string, string>>): Service {
  const name = 'orders'
  const body = { type: refTo('NewOrder'), required: true }
  return {
    name,
    feature: '001-orders',
    purpose: 'Takes orders.',
    layout: { root: 'backend', package: 'src', places },
    project: { version: '0.1.0', requiresPython: '>=3.11', packages: [], formatter: 'ruff', replaced: [] },
    items: TASKS.map(workItem),
    sources: ['specs/001-orders/contracts/orders.yaml', 'specs/001-orders/data-model.md', PAGE.path],
    clients: [],
    capabilities: new Map<Capability, ReturnType<Page['place']>>([
      ['rest', PAGE.place()],
      ['database', PAGE.place()],
    ]),
    endpoints: [
      PAGE.endpoint('GET', '/orders', {
        operation: 'list_orders',
        responses: [PAGE.response(200, listOf(refTo('Order')))],
      }),
      PAGE.endpoint('POST', '/orders', {
        operation: 'create_order',
        request: body,
        responses: [PAGE.response(201, refTo('Order'))],
      }),
      PAGE.endpoint('GET', '/orders/{order_id}', {
        operation: 'get_order',
        responses: [PAGE.response(200, refTo('Order')), PAGE.response(404)],
      }),
    ],
    schemas: [PAGE.schema('NewOrder', { title: TEXT }), PAGE.schema('Order', { id: UUID, title: TEXT })],
    protos: [],
    entities: [PAGE.entity('Order', 'orders', PAGE.column('id'), PAGE.column('title'))],
    edges: [],
    topics: [],
    requirements: [],
    criteria: [],
    coverage: 90,
    slo: undefined,
    limits: {},
    jobs: { named: [], item: undefined },
    decisionTask: undefined,
    hosting: { environments: [], secrets: [], flat: false },
    callers: [],
    pending: [],
    sharedProtos: [],
    library: undefined,
  }
}

function workItem([id, title, category]: (typeof TASKS)[number]): WorkItem {
  return {
    key: `001-orders:${id}`,
    id,
    title,
    categories: [category],
    excluded: false,
    done: false,
    status: 'pending',
    origin: PAGE.place(),
  }
}
