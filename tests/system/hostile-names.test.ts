import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import type { DocumentFacts } from '../../src/plan/facts.ts'
import type { Plan, Task } from '../../src/plan/plan.ts'
import { buildSystem } from '../../src/system/build-system.ts'
import { plan } from '../support/plan.ts'
import { facts, Page, refTo, TEXT } from './support.ts'

const ACTIONS = '$'.concat('{{ secrets.X }}')

const HOSTILE = [
  '../../evil',
  '/etc/passwd',
  'a"b',
  "a'; import os",
  '"""; import os',
  'a\nb',
  'a\u202eb',
  'nаme',
  '{{ x }}',
  ACTIONS,
  '<% x %>',
  '$(reboot)',
  '`x`',
  '',
  ' ',
  'a'.repeat(1_000_000),
] as const

/** Refused as identifiers and modules, allowed where only text or a path segment is made of them. */
const KEYWORDS = ['class', 'import', 'None'] as const
const FILES = ['CON', 'aux', 'lpt1'] as const

type Place = (page: Page, name: string) => Partial<DocumentFacts>

const IDENTIFIERS: Readonly<Record<string, Place>> = {
  operation: (page, name) => ({ endpoints: [page.endpoint('GET', '/a', { operation: `${name}` })] }),
  parameter: (page, name) => ({
    endpoints: [
      page.endpoint('GET', '/a', {
        parameters: [{ name, in: 'query', type: TEXT, required: true, origin: page.place() }],
      }),
    ],
  }),
  'path parameter': (page, name) => ({
    endpoints: [page.endpoint('GET', `/a/{${name}}`, { operation: 'a' })],
  }),
  schema: (page, name) => ({
    schemas: [page.schema(name, { x: TEXT }), page.schema('B', { y: refTo(name) })],
  }),
  field: (page, name) => ({ schemas: [page.schema('A', { [name]: TEXT })] }),
  'proto service': (page, name) => ({ protos: [page.proto({ services: [page.protoService(name)] })] }),
  rpc: (page, name) => ({
    protos: [page.proto({ services: [page.protoService('A', page.rpc(name, 'Empty', 'Empty'))] })],
  }),
  'rpc message': (page, name) => ({
    protos: [page.proto({ services: [page.protoService('A', page.rpc('Run', name, 'Empty'))] })],
  }),
  message: (page, name) => ({ protos: [page.proto({ messages: [page.message(name, { x: 'string' })] })] }),
  'message field': (page, name) => ({
    protos: [page.proto({ messages: [page.message('A', { [name]: 'string' })] })],
  }),
  'message field type': (page, name) => ({
    protos: [page.proto({ messages: [page.message('A', { x: name })] })],
  }),
  'enum value': (page, name) => ({
    protos: [page.proto({ enums: [{ name: 'E', values: [{ name, number: 0 }], origin: page.place() }] })],
  }),
  column: (page, name) => ({ entities: [page.entity('A', 'alphas', page.column('id'), page.column(name))] }),
}

const MODULES: Readonly<Record<string, Place>> = {
  segment: (page, name) => ({ endpoints: [page.endpoint('GET', `/${name}`, { operation: 'a' })] }),
  package: (page, name) => ({ protos: [page.proto({ package: name })] }),
  'proto path': (page, name) => ({ protos: [page.proto({ path: `${name}/a.proto` })] }),
  entity: (page, name) => ({ entities: [page.entity(name, 'alphas', page.column('id'))] }),
  table: (page, name) => ({ entities: [page.entity('A', name, page.column('id'))] }),
}

const TEXTS: Readonly<Record<string, Place>> = {
  topic: (page, name) => ({ topics: [{ topic: name, role: 'produces', origin: page.place() }] }),
  'edge target': (page, name) => ({ edges: [page.edge('grpc', name, 'Run')] }),
  'edge method': (page, name) => ({ edges: [page.edge('grpc', 'b', name)] }),
  requirement: (page, name) => ({
    project: { packages: page.packages('x').map((found) => ({ ...found, name })) },
  }),
  extra: (page, name) => ({
    project: { packages: page.packages('x').map((found) => ({ ...found, extras: [name] })) },
  }),
}

/** What a path makes of the name is not the name: these are no names or another, harmless path. */
const HARMLESS = new Set(['segment /etc/passwd', 'segment ', 'proto path ', 'path parameter '])

function judge(made: Plan) {
  const diagnostics = new Diagnostics()
  const system = buildSystem([made], {}, diagnostics)
  return { found: diagnostics.all, text: JSON.stringify(system) }
}

function planWith(more: Partial<DocumentFacts>, task: Partial<Task> = {}) {
  const own = new Page('tasks/prd-shop/ok/1_task.md').task('ok-service', ['Setup'], task)
  return plan([own], { facts: [facts({ service: 'ok-service', ...more })] })
}

function expectRefused(made: Plan, name: string) {
  const { found, text } = judge(made)
  expect(found.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'render/unsafe-name', hint: expect.stringMatching(/./), location: { path: expect.any(String) } },
  ])
  expect(found[0]?.message).not.toMatch(/[\n\u202e]/)
  expect(found[0]?.message.length).toBeLessThan(200)
  const quoted = JSON.stringify(name)
  if (name.trim() !== '') expect(text).not.toContain(/^\w+$/.test(name) ? quoted : quoted.slice(1, -1))
}

const rows = (places: Readonly<Record<string, Place>>, names: readonly string[]) =>
  Object.entries(places).flatMap(([what, place]) =>
    names
      .filter((name) => !HARMLESS.has(`${what} ${name}`))
      .map((name) => ({ what, shown: JSON.stringify(name.slice(0, 20)), name, place })),
  )

describe('a name that cannot be used', () => {
  test.each([
    ...rows({ ...IDENTIFIERS, ...MODULES, ...TEXTS }, HOSTILE),
    ...rows(IDENTIFIERS, KEYWORDS),
    ...rows(MODULES, FILES),
  ])('is refused once as a $what: $shown', ({ name, place }) => {
    expectRefused(planWith(place(new Page('tasks/prd-shop/_techspec.md'), name)), name)
  })

  test.each([...HOSTILE, ...FILES, 'class'])('is refused once as a service: %#', (name) => {
    const pages = ['1', '2'].map((number) => new Page(`tasks/prd-shop/x/${number}_task.md`))
    expectRefused(plan(pages.map((page) => page.task(name, ['Setup']))), name)
  })

  test.each(HOSTILE)('is refused once as a feature: %#', (name) => {
    expectRefused({ ...planWith({}), slug: name }, name)
  })

  test.each(HOSTILE)('is refused once as an id: %#', (name) => {
    const page = new Page('tasks/prd-shop/ok/1_task.md')
    const subtasks = [{ id: name, title: 'Setup', done: false, origin: page.place() }]
    expectRefused(planWith({}, { subtasks }), name)
  })
})

describe('what only looks hostile', () => {
  test('text stays text', () => {
    const page = new Page('tasks/prd-shop/_techspec.md')
    const { found, text } = judge(
      planWith({
        purpose: '"""; import os',
        schemas: [page.schema('A', { state: { kind: 'string', enum: [ACTIONS, '<%'] } })],
      }),
    )
    expect(found).toEqual([])
    expect(text).toContain(ACTIONS)
  })

  test.each(['/.well-known/keys.json', '/orders/{id}:cancel', '/a-b/{id}', '/v1/x_y'])(
    '%s is a route',
    (path) => {
      const page = new Page('tasks/prd-shop/_techspec.md')
      expect(judge(planWith({ endpoints: [page.endpoint('GET', path, { operation: 'a' })] })).found).toEqual(
        [],
      )
    },
  )

  test('a header may have dashes', () => {
    const page = new Page('tasks/prd-shop/_techspec.md')
    const header = {
      name: 'X-Request-Id',
      in: 'header',
      type: TEXT,
      required: false,
      origin: page.place(),
    } as const
    expect(
      judge(planWith({ endpoints: [page.endpoint('GET', '/a', { parameters: [header] })] })).found,
    ).toEqual([])
  })
})
