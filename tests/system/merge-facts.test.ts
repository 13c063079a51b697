import { describe, expect, test } from 'vitest'
import type { DocumentFacts } from '../../src/plan/facts.ts'
import { plan } from '../support/plan.ts'
import { build, facts, INTEGER, Page, refTo, TEXT, UUID } from './support.ts'

const SPEC = 'tasks/prd-shop/_techspec.md'
const TASK = 'tasks/prd-shop/a/1_task.md'

/** A service told by a tech spec and by its task file. */
function told(spec: Partial<DocumentFacts>, own: Partial<DocumentFacts> = {}) {
  const task = new Page(TASK).task('a-service', ['Setup'], { facts: facts(own) })
  return build([plan([task], { facts: [facts({ service: 'a-service', ...spec })] })])
}

describe('endpoints and schemas', () => {
  test('the tech spec wins over the task file, and both places are cited', () => {
    const [spec, task] = [new Page(SPEC), new Page(TASK)]
    const { service, diagnostics } = told(
      { endpoints: [spec.endpoint('GET', '/a/{x}', { responses: [spec.response(200, TEXT)] })] },
      { endpoints: [task.endpoint('GET', '/a/{y}', { responses: [task.response(200, INTEGER)] })] },
    )
    expect(service.endpoints.map(({ path }) => path)).toEqual(['/a/{x}'])
    expect(diagnostics).toMatchObject([
      {
        code: 'contract/endpoint-mismatch',
        severity: 'warning',
        location: { path: TASK },
        notes: [{ location: { path: SPEC } }],
      },
    ])
  })

  test('a bare mention contradicts nothing', () => {
    const [spec, task] = [new Page(SPEC), new Page(TASK)]
    const whole = spec.endpoint('GET', '/a', { responses: [spec.response(200, TEXT)] })
    const { service, codes } = told({ endpoints: [whole] }, { endpoints: [task.endpoint('GET', '/a')] })
    expect(codes).toEqual([])
    expect(service.endpoints[0]?.responses).toHaveLength(1)
    const other = told({ endpoints: [spec.endpoint('GET', '/a')] }, { endpoints: [whole] })
    expect(other.service.endpoints[0]?.responses).toHaveLength(1)
  })

  test('health is part of every service, not of its business', () => {
    const page = new Page(SPEC)
    const { service } = told({ endpoints: [page.endpoint('GET', '/health'), page.endpoint('GET', '/a')] })
    expect(service.endpoints.map(({ path }) => path)).toEqual(['/a'])
  })

  test('schemas have the names of their classes, unless two would share one', () => {
    const page = new Page('tasks/prd-shop/_techspec.md')
    const schemas = [
      page.schema('order_line', { id: UUID }),
      page.schema('newOrder', { line: refTo('order_line') }),
    ]
    const { service } = told({ schemas })
    expect(service.schemas.map(({ name }) => name).sort()).toEqual(['NewOrder', 'OrderLine'])
    const order = service.schemas.find(({ name }) => name === 'NewOrder')
    expect(order?.fields[0]?.type).toEqual(refTo('OrderLine'))
    const clash = told({ schemas: [page.schema('order', { id: UUID }), page.schema('Order', { id: UUID })] })
    expect(clash.service.schemas.map(({ name }) => name).sort()).toEqual(['Order', 'order'])
  })

  test('a reference without a schema is any value, and said', () => {
    const page = new Page(SPEC)
    const { service, codes } = told({ schemas: [page.schema('A', { b: refTo('B') })] })
    expect(service.schemas[0]?.fields[0]?.type).toEqual({ kind: 'any' })
    expect(codes).toEqual(['contract/unknown-reference'])
  })
})

describe('entities', () => {
  test('told twice are one, with the columns of both', () => {
    const page = new Page(SPEC)
    const { service, codes, diagnostics } = told({
      entities: [
        page.entity('OrderItem', 'order_items', page.column('id'), page.column('sku')),
        page.entity('order_item', 'order_items', page.column('sku', { nullable: true }), page.column('note')),
      ],
    })
    expect(service.entities.map(({ name, fields }) => [name, ...fields.map((field) => field.name)])).toEqual([
      ['OrderItem', 'id', 'sku', 'note'],
    ])
    expect(service.entities[0]?.fields[1]?.nullable).toBe(false)
    expect(codes).toEqual(['contract/entity-mismatch'])
    expect(diagnostics[0]?.message).toContain('`OrderItem.sku`')
  })

  test('a foreign key leads to a column of this service or is dropped', () => {
    const page = new Page(SPEC)
    const away = page.column('user_id', { references: { table: 'users', field: 'id' } })
    const { service, codes } = told({ entities: [page.entity('Order', 'orders', page.column('id'), away)] })
    expect(service.entities[0]?.fields[1]?.references).toBeUndefined()
    expect(codes).toEqual(['contract/unknown-reference'])
  })

  test('`id` is the key where none is marked; without any there is no table', () => {
    const page = new Page(SPEC)
    const { service, codes } = told({
      entities: [
        page.entity('A', 'alphas', page.column('id', { primary: false })),
        page.entity('B', 'bs', page.column('name')),
      ],
    })
    expect(service.entities.map(({ name, fields }) => [name, fields[0]?.primary])).toEqual([['A', true]])
    expect(codes).toEqual(['plan/underspecified'])
  })
})

describe('edges', () => {
  test('the task file is used before a matrix', () => {
    const [spec, task] = [new Page(SPEC), new Page(TASK)]
    const edge = (page: Page, method: 'GET' | 'POST') => ({ ...page.edge('rest', 'b', '/x'), method })
    const { service, codes } = told({ edges: [edge(spec, 'GET')] }, { edges: [edge(task, 'POST')] })
    expect(service.edges.map(({ method }) => method)).toEqual(['POST'])
    expect(codes).toEqual(['system/edge-mismatch', 'system/unknown-target'])
  })
})

describe('protos', () => {
  const spec = new Page(SPEC)
  const task = new Page(TASK)

  test('a fence gets package and path of system and domain', () => {
    const fence = task.proto({ services: [task.protoService('AService')] })
    const { service } = told({}, { protos: [fence] })
    expect(service.protos.map(({ path, package: name }) => [path, name])).toEqual([
      ['shop/a/v1/a_service.proto', 'shop.a.v1'],
    ])
  })

  test('file, task fence and tech spec are one file, in this precedence', () => {
    const file = spec.proto({
      path: 'acme/a/v1/a.proto',
      package: 'acme.a.v1',
      source: 'syntax = "proto3";',
      services: [spec.protoService('AService', spec.rpc('Run', 'RunRequest', 'RunReply'))],
      messages: [spec.message('RunRequest', { x: 'string' }), spec.message('RunReply', { y: 'string' })],
    })
    const fence = task.proto({
      services: [task.protoService('AService', task.rpc('Run', 'RunRequest', 'Other'))],
      messages: [task.message('RunRequest', { x: 'int32' })],
    })
    const { service, codes } = told({ protos: [file] }, { protos: [fence] })
    expect(codes).toEqual(['contract/rpc-mismatch', 'contract/rpc-mismatch'])
    expect(service.protos).toHaveLength(1)
    expect(service.protos[0]).toMatchObject({ path: 'acme/a/v1/a.proto', source: 'syntax = "proto3";' })
    expect(service.protos[0]?.services[0]?.rpcs[0]?.response).toBe('RunReply')
  })

  test('messages of a tech spec complete the service of a task fence', () => {
    const fence = task.proto({ services: [task.protoService('AService', task.rpc('Run', 'In', 'Out'))] })
    const messages = [spec.message('In', { x: 'string' }), spec.message('Out', { y: 'string' })]
    const { service, codes } = told({ protos: [spec.proto({ messages })] }, { protos: [fence] })
    expect(codes).toEqual([])
    expect(service.protos[0]?.messages.map(({ name, fields }) => [name, fields.length])).toEqual([
      ['In', 1],
      ['Out', 1],
    ])
  })

  test('a message that nobody defines is empty, and `Empty` is the well-known one', () => {
    const rpc = task.rpc('Run', 'In', 'Empty')
    const { service, diagnostics } = told(
      {},
      { protos: [task.proto({ services: [task.protoService('A', rpc)] })] },
    )
    expect(service.protos[0]).toMatchObject({
      imports: ['google/protobuf/empty.proto'],
      messages: [{ name: 'In', fields: [] }],
    })
    expect(service.protos[0]?.services[0]?.rpcs[0]?.response).toBe('google.protobuf.Empty')
    expect(diagnostics).toMatchObject([
      { code: 'contract/undefined-message', severity: 'warning', location: rpc.origin },
    ])
  })

  test('an `Empty` of the plan stays its own', () => {
    const fence = task.proto({
      services: [task.protoService('A', task.rpc('Run', 'Empty', 'Empty'))],
      messages: [task.message('Empty', {})],
    })
    expect(told({}, { protos: [fence] }).service.protos[0]?.services[0]?.rpcs[0]?.request).toBe('Empty')
  })

  test('numbers are kept; fields without one get the free ones in plan order', () => {
    const page = new Page(TASK)
    const message = page.message('In', { a: 'string', b: 'string', c: 'string' }, 0)
    const fields = message.fields.map((field) => (field.name === 'b' ? { ...field, number: 1 } : field))
    const { service } = told({}, { protos: [page.proto({ messages: [{ ...message, fields }] })] })
    expect(service.protos[0]?.messages[0]?.fields.map(({ number }) => number)).toEqual([2, 1, 3])
  })

  test('options stay as written; a custom one that nothing defines is left out with its import, and said', () => {
    const page = new Page(TASK)
    const option = (name: string) => ({ name, value: 'true', origin: page.message('X', {}).origin })
    const order = page.message('Order', { id: 'string' })
    const custom = ['deprecated', '(shop.own.v1.note)', '(google.api.http)'].map(option)
    const fence = page.proto({
      path: 'shop/a/v1/a.proto',
      package: 'shop.a.v1',
      imports: ['google/api/annotations.proto', 'shop/own/v1/own.proto', 'google/protobuf/empty.proto'],
      options: [option('java_multiple_files'), option('(google.api.other)')],
      messages: [{ ...order, options: custom }],
    })
    const fields = order.fields.map((each) => ({ ...each, name: 'note' }))
    const own = page.proto({
      path: 'shop/own/v1/own.proto',
      package: 'shop.own.v1',
      imports: ['google/protobuf/descriptor.proto'],
      extensions: fields.map((field) => ({ extendee: 'google.protobuf.MessageOptions', scope: '', field })),
    })
    const { service, diagnostics } = told({}, { protos: [fence, own] })
    const written = service.protos.find(({ messages }) => messages.length > 0)
    expect(written?.options?.map(({ name }) => name)).toEqual(['java_multiple_files'])
    expect(written?.messages[0]?.options?.map(({ name }) => name)).toEqual([
      'deprecated',
      '(shop.own.v1.note)',
    ])
    expect(written?.imports).toEqual(['shop/own/v1/own.proto', 'google/protobuf/empty.proto'])
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['contract/undefined-option', 'option `(google.api.other)` is defined nowhere; it is left out'],
      ['contract/undefined-option', 'option `(google.api.http)` is defined nowhere; it is left out'],
    ])
  })

  test('an option that is no line of text is refused', () => {
    const page = new Page(TASK)
    const order = page.message('Order', { id: 'string' })
    const options = [{ name: 'go_package', value: '"a\u2028b"', origin: order.origin }]
    const { service, codes } = told({}, { protos: [page.proto({ options, messages: [order] })] })
    expect([service.protos[0]?.options, codes]).toEqual([[], ['render/unsafe-name']])
  })

  test('a nested name is found from inside outward', () => {
    const page = new Page(TASK)
    const fence = page.proto({
      messages: [
        page.message('Order', { line: 'Line', when: 'google.protobuf.Timestamp' }),
        page.message('Order.Line', { parent: 'Order' }),
      ],
    })
    const { service, codes } = told({}, { protos: [fence] })
    expect(codes).toEqual([])
    expect(service.protos[0]?.imports).toEqual(['google/protobuf/timestamp.proto'])
  })

  test('an imported file comes along without the service that another one implements', () => {
    const other = spec.proto({
      path: 'shop/b/v1/b.proto',
      package: 'shop.b.v1',
      source: 'x',
      services: [spec.protoService('BService', spec.rpc('Find', 'Thing', 'Thing'))],
      messages: [spec.message('Thing', { id: 'string' })],
    })
    const own = task.proto({
      imports: ['shop/b/v1/b.proto'],
      services: [task.protoService('AService', task.rpc('Run', 'shop.b.v1.Thing', 'Empty'))],
    })
    const page = new Page(TASK)
    const a = page.task('a-service', ['Setup'], { facts: facts({ protos: [own] }) })
    const b = new Page('tasks/prd-shop/b/2_task.md').task('b-service', ['Setup'])
    const { system, codes } = build([plan([a, b], { facts: [facts({ protos: [other] })] })])
    expect(codes).toEqual([])
    const shape = system.services.map(({ protos }) =>
      protos.map(({ path, services }) => [path, services.length]),
    )
    expect(shape).toEqual([
      [
        ['shop/a/v1/a_service.proto', 1],
        ['shop/b/v1/b.proto', 0],
      ],
      [['shop/b/v1/b.proto', 1]],
    ])
  })
})

test('columns of one type in another order or place are no disagreement', () => {
  const [spec, task] = [new Page(SPEC), new Page(TASK)]
  const one = spec.schema('A', { id: UUID })
  const two = task.schema('A', { id: UUID })
  expect(told({ schemas: [one] }, { schemas: [two] }).codes).toEqual([])
})
