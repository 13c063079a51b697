/** Services of many messages, clients and resources. */
import { expect, test } from 'vitest'
import { partsOf } from '../../generators/parts/index.ts'
import { clientsOf } from '../../generators/views/clients/clients.ts'
import { groupsOf } from '../../generators/views/contract/groups.ts'
import { traitsOf } from '../../generators/views/plan/traits.ts'
import { settingsOf } from '../../generators/views/service/settings.ts'
import { loadOperations } from '../../generators/views/tests/load-operations.ts'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { plan } from '../support/plan.ts'
import { renderSystem } from '../support/render-plan.ts'
import { build, facts, Page, refTo } from '../system/support.ts'

/** Each message holds the next `width` times. */
function chain(length: number, width: number) {
  const page = new Page('tasks/prd-shop/a/1_task.md')
  const messages = Array.from({ length }, (_, n) =>
    page.message(
      `M${n}`,
      n + 1 < length
        ? Object.fromEntries(Array.from({ length: width }, (_, field) => [`f${field}`, `M${n + 1}`]))
        : { text: 'string' },
    ),
  )
  const service = page.protoService('AService', page.rpc('Run', 'M0', 'M0'))
  const file = page.proto({ path: 'shop/v1/a.proto', package: 'shop.v1', messages, services: [service] })
  const titles = ['Project setup', 'gRPC service', 'Business logic', 'Unit tests']
  return build([plan([page.task('a-service', titles, { facts: facts({ protos: [file] }) })])]).system
}

test.each([
  ['a chain of messages', 400, 1],
  ['a chain deeper than calls may be', 10_000, 1],
  ['messages that hold the next one twice', 22, 2],
])('%s is rendered in time', (_, length, width) => {
  const system = chain(length, width)
  const start = performance.now()
  const { files } = renderSystem(system, new Diagnostics())
  expect(performance.now() - start).toBeLessThan(10_000)
  expect(files.has('a-service/proto/shop/v1/a.proto')).toBe(true)
})

test('what many files ask of a service is found out once', () => {
  const page = new Page('tasks/prd-shop/a/1_task.md')
  const titles = ['Project setup', 'REST endpoints', 'Load tests']
  const endpoints = [page.endpoint('POST', '/things', { request: { type: refTo('Thing'), required: true } })]
  const { service } = build([plan([page.task('a-service', titles, { facts: facts({ endpoints }) })])])
  for (const ask of [partsOf, traitsOf, settingsOf, clientsOf, groupsOf, loadOperations])
    expect(ask(service)).toBe(ask(service))
  expect(partsOf({ ...service, capabilities: new Map() })).not.toEqual(partsOf(service))
})

test.each([3, 25, 26, 40])('services are opened after %i clients', (count) => {
  const page = new Page('tasks/prd-shop/a/1_task.md')
  const edges = Array.from({ length: count }, (_, n) => page.edge('grpc', `t${n}-service`, 'Run'))
  const titles = [
    'Project setup',
    'REST endpoints',
    'REST clients',
    'Business logic',
    'OpenTelemetry tracing',
  ]
  const { system } = build([
    plan([
      page.task('a-service', titles, {
        requirements: [page.requirement('Redis and OpenTelemetry tracing')],
        facts: facts({ edges, endpoints: [page.endpoint('GET', '/things')] }),
      }),
    ]),
  ])
  const { files } = renderSystem(system, new Diagnostics())
  const orders = [...files].flatMap(([path, text]) => {
    const name = /core\/boot\/(\w+)\.py$/.exec(path)?.[1]
    const order = /^ORDER = (\d+)$/m.exec(text)?.[1]
    return name && order ? [[Number(order), name] as const] : []
  })
  const inOrder = orders.sort(([a], [b]) => a - b)
  expect(inOrder.length).toBeGreaterThan(count + 2)
  expect(new Set(inOrder.map(([order]) => order)).size).toBe(inOrder.length)
  expect(inOrder.slice(-2).map(([, name]) => name)).toEqual(['instrumentation', 'services'])
})
