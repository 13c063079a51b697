import { describe, expect, test } from 'vitest'
import { resourceOf } from '../../src/system/operation-shape.ts'
import { operationsOf } from '../../src/system/operations.ts'
import { plan } from '../support/plan.ts'
import { libraryPlan, parcelPlan } from './examples.ts'
import { build, facts, Page, refTo, TEXT, UUID } from './support.ts'

function serviceOf(more: Parameters<typeof facts>[0]) {
  const page = new Page('tasks/prd-shop/a/1_task.md')
  return build([
    plan([page.task('a-service', ['Setup'])], { facts: [facts({ service: 'a-service', ...more })] }),
  ]).service
}

describe('operations', () => {
  test('of one REST resource are one group, named after the domain', () => {
    const groups = operationsOf(build([parcelPlan()]).service)
    expect(groups.map(({ name, resource }) => [name, resource])).toEqual([['parcel', 'parcels']])
    expect(groups[0]?.operations.map(({ name, kind, group }) => [name, kind, group])).toEqual([
      ['list_parcels', 'list', 'parcel'],
      ['create_parcel', 'create', 'parcel'],
      ['get_parcel', 'get', 'parcel'],
      ['weigh_parcel', 'action', 'parcel'],
    ])
    expect(groups[0]?.operations[1]?.resource).toEqual({
      collection: '/api/v1/parcels',
      schema: 'Parcel',
      key: { field: 'id', parameter: 'parcel_id' },
    })
  })

  test('of both edges are one where their fields agree, else the rpc has its own', () => {
    const { service, diagnostics } = build([libraryPlan()])
    const operations = operationsOf(service).flatMap((group) => group.operations)
    expect(operations.map(({ name, endpoint, rpc }) => [name, endpoint?.path, rpc?.rpc.name])).toEqual([
      ['lend', '/lending/lend', 'Lend'],
      ['find_member', '/lending/members/{member_id}', undefined],
      ['find_member_rpc', undefined, 'FindMember'],
      ['close', undefined, 'Close'],
    ])
    const mismatch = diagnostics.find(({ code }) => code === 'contract/operation-mismatch')
    expect(mismatch?.location?.path).toBe('tasks/prd-lib/lending/4_task.md')
    expect(mismatch?.notes?.[0]?.location?.path).toBe('tasks/prd-lib/_techspec.md')
  })

  test('of two resources are two groups; rpcs stand with their proto service', () => {
    const page = new Page('t')
    const service = serviceOf({
      endpoints: [page.endpoint('GET', '/v2/books'), page.endpoint('GET', '/v2/members')],
      protos: [page.proto({ services: [page.protoService('AService', page.rpc('Ping', 'Empty', 'Empty'))] })],
    })
    expect(operationsOf(service).map(({ name }) => name)).toEqual(['books', 'members', 'a'])
  })

  test('names are unique, whatever the plan says', () => {
    const page = new Page('t')
    const rpc = () => page.rpc('Run', 'Empty', 'Empty')
    const service = serviceOf({
      endpoints: [
        page.endpoint('GET', '/jobs/a', { operation: 'run' }),
        page.endpoint('POST', '/jobs/b', { operation: 'run' }),
      ],
      protos: [
        page.proto({
          services: [page.protoService('XService', rpc()), page.protoService('YService', rpc())],
        }),
      ],
    })
    const names = operationsOf(service).flatMap(({ operations }) => operations.map(({ name }) => name))
    expect(names).toEqual(['run', 'run_2', 'y_run'])
  })
})

describe('kinds', () => {
  test('creating asks for 201, an echo of the request and a key that an item path takes', () => {
    const page = new Page('t')
    const post = (status: number, request: string) =>
      page.endpoint('POST', '/books', {
        request: { type: refTo(request), required: true },
        responses: [page.response(status, refTo('Book'))],
      })
    const get = page.endpoint('GET', '/books/{book_id}', { responses: [page.response(200, refTo('Book'))] })
    const schemas = [
      page.schema('Book', { id: UUID, title: TEXT }),
      page.schema('NewBook', { title: TEXT }),
      page.schema('Secret', { title: TEXT, password: TEXT }),
    ]
    const kindOf = (...endpoints: Parameters<typeof facts>[0]['endpoints'] & object) =>
      operationsOf(serviceOf({ endpoints, schemas }))[0]?.operations.find(
        ({ endpoint }) => endpoint?.method === 'POST',
      )?.kind
    expect(kindOf(post(201, 'NewBook'), get)).toBe('create')
    expect(kindOf(post(200, 'NewBook'), get)).toBe('action')
    expect(kindOf(post(201, 'Secret'), get)).toBe('action')
    expect(kindOf(post(201, 'NewBook'))).toBe('action')
  })

  test('updating and deleting an item', () => {
    const page = new Page('t')
    const body = { type: refTo('Book'), required: true }
    const found = { responses: [page.response(200, refTo('Book'))] }
    const service = serviceOf({
      endpoints: [
        page.endpoint('GET', '/books/{id}', found),
        page.endpoint('PUT', '/books/{id}', { ...found, request: body }),
        page.endpoint('PATCH', '/books/{id}', { request: body, responses: [page.response(204)] }),
        page.endpoint('DELETE', '/books/{id}', { responses: [page.response(204)] }),
      ],
      schemas: [page.schema('Book', { id: UUID, title: TEXT })],
    })
    const kinds = operationsOf(service)[0]?.operations.map(({ kind }) => kind)
    expect(kinds).toEqual(['get', 'update', 'action', 'delete'])
  })
})

test.each([
  ['/api/v1/products/{id}/reviews', 'products'],
  ['/products', 'products'],
  ['/v1/order-items/{id}', 'order_items'],
  ['/catalog/api/v2/things', 'things'],
  ['/{id}', undefined],
  ['/', undefined],
  ['/api', undefined],
])('the resource of %s is %s', (path, resource) => {
  expect(resourceOf({ path })).toBe(resource)
})
