/** Two whole plans: a small shop over REST, and a library service over both edges with a database. */
import type { Plan } from '../../src/plan/plan.ts'
import { plan } from '../support/plan.ts'
import { facts, INTEGER, listOf, Page, refTo, TEXT, UUID } from './support.ts'

export const PARCEL_TITLES = [
  'Project setup with UV and dependencies',
  'FastAPI REST endpoints for parcels',
  'Business logic of parcels',
] as const

/** REST only: create, list, find and a `weigh` action. */
export function parcelPlan(): Plan {
  const page = new Page('tasks/prd-shop/_techspec.md')
  const task = new Page('tasks/prd-shop/parcel/1_task.md')
  const body = { type: refTo('NewParcel'), required: true }
  const techspec = facts({
    service: 'parcel-service',
    purpose: 'Keeps parcels.',
    endpoints: [
      page.endpoint('GET', '/api/v1/parcels', {
        operation: 'list_parcels',
        responses: [page.response(200, listOf(refTo('Parcel')))],
      }),
      page.endpoint('POST', '/api/v1/parcels', {
        operation: 'create_parcel',
        request: body,
        responses: [page.response(201, refTo('Parcel'))],
      }),
      page.endpoint('GET', '/api/v1/parcels/{parcel_id}', {
        operation: 'get_parcel',
        responses: [page.response(200, refTo('Parcel')), page.response(404)],
      }),
      page.endpoint('POST', '/api/v1/parcels/{parcel_id}/weigh', {
        operation: 'weigh_parcel',
        responses: [page.response(200, refTo('Parcel'))],
      }),
    ],
    schemas: [
      page.schema('NewParcel', { label: TEXT, grams: INTEGER }),
      page.schema('Parcel', { id: UUID, label: TEXT, grams: INTEGER }),
    ],
  })
  return plan([task.task('parcel-service', PARCEL_TITLES, { communication: ['rest'] })], {
    facts: [techspec],
  })
}

/** Both edges; `lend` is one operation, `find_member` differs in its fields; two related tables. */
export function libraryPlan(): Plan {
  const page = new Page('tasks/prd-lib/_techspec.md')
  const task = new Page('tasks/prd-lib/lending/4_task.md')
  const body = { type: refTo('LendRequest'), required: true }
  const techspec = facts({
    service: 'lending-service',
    endpoints: [
      page.endpoint('POST', '/lending/lend', {
        operation: 'lend',
        request: body,
        responses: [page.response(200, refTo('Loan'))],
      }),
      page.endpoint('GET', '/lending/members/{member_id}', {
        operation: 'find_member',
        responses: [page.response(200, refTo('Member'))],
      }),
    ],
    schemas: [
      page.schema('LendRequest', { book_id: UUID, days: INTEGER }),
      page.schema('Loan', { id: UUID, due: { kind: 'string', format: 'date-time' } }),
      page.schema('Member', { member_id: UUID, name: TEXT }),
    ],
    entities: [
      page.entity('Book', 'books', page.column('id'), page.column('title')),
      page.entity(
        'Borrowing',
        'borrowings',
        page.column('id'),
        page.column('book_id', { references: { table: 'books', field: 'id' } }),
      ),
    ],
  })
  const fence = task.proto({
    services: [
      task.protoService(
        'LendingService',
        task.rpc('Lend', 'LendRequest', 'Loan'),
        task.rpc('FindMember', 'MemberRequest', 'Member'),
        task.rpc('Close', 'CloseRequest', 'Empty'),
      ),
    ],
    messages: [
      task.message('LendRequest', { book_id: 'string', days: 'int32' }),
      task.message('Loan', { id: 'string', due: 'google.protobuf.Timestamp' }),
      task.message('MemberRequest', { card: 'string' }),
      task.message('Member', { member_id: 'string', name: 'string' }),
    ],
  })
  const titles = [
    'Project setup with UV and dependencies',
    'gRPC service implementation',
    'FastAPI REST endpoints',
    'JWT token management',
    'Database models and migrations',
    'Redis session store',
    'Unit and integration tests',
    'Dockerfile and K8s manifests',
  ]
  const packages = task.packages('fastapi>=0.121', 'passlib>=1.7', 'structlog>=24', 'black>=24')
  const own = task.task('lending-service', titles, {
    communication: ['grpc', 'rest'],
    requirements: [task.requirement('Redis-based session management')],
    criteria: [task.criterion('85% test coverage'), task.criterion('Distributed tracing integrated')],
    facts: facts({
      protos: [fence],
      edges: [task.edge('grpc', 'member-service', 'GetMember')],
      topics: [{ topic: 'lending.lent', role: 'produces', origin: task.place() }],
      project: { name: 'lending-service', version: '0.2.0', packages },
    }),
  })
  return plan([own], { slug: 'lib', path: 'tasks/prd-lib', facts: [techspec] })
}
