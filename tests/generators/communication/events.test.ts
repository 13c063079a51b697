/** Which files and names the topics of a plan become. */
import { describe, expect, it } from 'vitest'
import { partsOf } from '../../../generators/parts/index.ts'
import { messagingTables } from '../../../generators/views/data/messaging-tables.ts'
import { eventSchemaOf } from '../../../generators/views/events/event-schema.ts'
import { topicsOf } from '../../../generators/views/events/topics.ts'
import { workerOf } from '../../../generators/views/events/worker.ts'
import type { Service } from '../../../src/system/system.ts'
import type { WorkItem } from '../../../src/system/work-item.ts'
import { type PlanOptions, writePlan } from '../../support/plan-builder.ts'
import { readPlanOf, renderSystem } from '../../support/render-plan.ts'

const BOTH: PlanOptions = {
  edges: 'rest',
  database: true,
  produces: ['parcel.moved'],
  consumes: ['stock.counted'],
  subtasks: ['Kafka event producers', 'Kafka event consumers'],
}

async function serviceOf(options: PlanOptions): Promise<Service> {
  const [service] = (await readPlanOf(writePlan(options))).system.services
  if (!service) throw new Error('the plan has no service')
  return service
}

async function filesOf(options: PlanOptions, wanted?: (item: WorkItem) => boolean) {
  const { system, diagnostics } = await readPlanOf(writePlan(options))
  const { files } = renderSystem(system, diagnostics, wanted)
  return new Map([...files].map(([path, text]) => [path.replace('parcel-service/', ''), text]))
}

const naming = (word: string) => (item: WorkItem) => item.title.includes(word)

describe('a topic', () => {
  it('becomes a module and a class that nothing else is called', async () => {
    const consumes = ['a.b', 'a-b', '2-fast.v1', 'import', 'base', 'event.model', 'con', 'A.B']
    const topics = topicsOf(await serviceOf({ ...BOTH, produces: ['a.b'], consumes }))
    expect(topics.map(({ topic, name, className }) => [topic, name, className])).toEqual([
      ['a.b', 'a_b', 'AB'],
      ['a-b', 'a_b_2', 'AB2'],
      ['2-fast.v1', 'topic_2_fast_v1', 'Topic2FastV1'],
      ['import', 'topic_import', 'TopicImport'],
      ['base', 'topic_base', 'TopicBase'],
      ['event.model', 'event_model', 'EventModelEvent'],
      ['con', 'topic_con', 'TopicCon'],
      ['A.B', 'a_b_3', 'AB3'],
    ])
    expect(topics.filter(({ produced }) => produced).map(({ topic }) => topic)).toEqual(['a.b'])
  })

  it('is handled by the task that names it, else by the one about consuming', async () => {
    const subtasks = [
      'Kafka event producers',
      'Kafka event consumers',
      'Count again on stock.counted',
      'Look at stock.counted.late',
    ]
    const service = await serviceOf({ ...BOTH, consumes: ['stock.counted', 'stock.lost'], subtasks })
    const title = (key: string | undefined) => service.items.find((item) => item.key === key)?.title
    expect(topicsOf(service).map(({ task }) => title(task))).toEqual([
      undefined,
      'Count again on stock.counted',
      'Kafka event consumers',
    ])
  })

  it('whose body nobody describes has a schema without fields', async () => {
    const [topic] = topicsOf(await serviceOf(BOTH))
    expect(topic && JSON.parse(eventSchemaOf(topic))).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'parcel.moved',
      title: 'ParcelMoved',
      type: 'object',
      properties: {},
    })
  })

  it('that is too long for its dead letters is refused', async () => {
    const topic = 'a'.repeat(201)
    const { diagnostics, system } = await readPlanOf(writePlan({ ...BOTH, consumes: [topic] }))
    expect(diagnostics.all.map(({ code }) => code)).toContain('render/unsafe-name')
    expect(system.services[0]?.topics.map((use) => use.topic)).toEqual(['parcel.moved'])
  })
})

describe('the tables behind events', () => {
  it('give way to those of the plan', async () => {
    const sql = ['outbox', 'inbox'].map((name) => `CREATE TABLE ${name} (id UUID PRIMARY KEY);`).join('\n')
    expect(messagingTables(await serviceOf({ ...BOTH, sql }))).toEqual({
      outbox: 'event_outbox',
      inbox: 'event_inbox',
    })
    expect(messagingTables(await serviceOf(BOTH))).toEqual({ outbox: 'outbox', inbox: 'inbox' })
  })

  it('are in the first migration, also where the plan has no table', async () => {
    const files = await filesOf({ ...BOTH, edges: 'none', sql: '' })
    const migration = files.get('migrations/versions/0001_initial.py')
    expect(migration?.match(/create_table\(\s*"\w+"/g)).toHaveLength(2)
    expect(files.has('migrations/versions/.gitkeep')).toBe(false)
  })
})

describe('the worker', () => {
  const cases: readonly (readonly [string, PlanOptions, boolean])[] = [
    ['REST that consumes', { edges: 'rest', consumes: ['a.b'] }, true],
    ['gRPC with an outbox', { edges: 'grpc', database: true, produces: ['a.b'] }, true],
    ['REST that produces without a database', { edges: 'rest', produces: ['a.b'] }, false],
    ['no API', { edges: 'none', consumes: ['a.b'] }, false],
    ['no topic', { edges: 'rest', database: true }, false],
  ]
  it.each(cases)('%s', async (_, options, expected) => {
    const service = await serviceOf(options)
    const worker = { module: 'src.worker', portSetting: 'WORKER_PORT', port: 8001 }
    expect(workerOf(service)).toEqual(expected ? worker : undefined)
    const files = await filesOf(options)
    expect(files.has('src/worker.py')).toBe(expected)
    expect(files.get('.env.example')?.includes('WORKER_PORT=8001') ?? false).toBe(expected)
  })
})

describe('what is not asked for', () => {
  const KAFKA = /kafka|outbox|inbox|broker|\bevents?\b/i

  it('a service without topics has no word of events', async () => {
    const files = await filesOf({ edges: 'both', database: true, redis: true, logging: true })
    const found = [...files].filter(([path, text]) => KAFKA.test(path) || /kafka|outbox|inbox/i.test(text))
    expect(found.map(([path]) => path)).toEqual([])
  })

  it.each([
    ['a worker', { ...BOTH, edges: 'none' }],
    ['a database', { edges: 'none', database: true, logging: true }],
  ] as const)('%s without routes and rpcs answers its probes and nothing else', async (_, options) => {
    const files = await filesOf({
      ...options,
      subtasks: [...(BOTH.subtasks ?? []), 'Metrics with Prometheus'],
    })
    expect(files.has('src/core/probes.py')).toBe(true)
    const WEB =
      /fastapi|uvicorn|problem\+json|9457|(?<![a-z_])REQUEST_TIMEOUT_SECONDS|http_server_request|X-Taskplan|grpc_code/i
    const found = [...files].filter(([path, text]) => path.startsWith('src/api/') || WEB.test(text))
    expect(found.map(([path]) => path)).toEqual([])
  })

  it('a service that only produces has no consumer, one that only consumes no outbox', async () => {
    const producing = [...(await filesOf({ ...BOTH, consumes: [] }))]
    expect(producing.filter(([path]) => /handler|consumer|inbox|dead/.test(path))).toEqual([])
    expect(producing.filter(([, text]) => /subscription|HANDLER_|\.dlt|inbox/i.test(text))).toEqual([])
    const consuming = [...(await filesOf({ ...BOTH, produces: [] }))]
    expect(consuming.filter(([path, text]) => /outbox/i.test(path + text))).toEqual([])
    const direct = [...(await filesOf({ ...BOTH, database: false, consumes: [] }))]
    expect(direct.filter(([path, text]) => /outbox|inbox|worker|subscription/i.test(path + text))).toEqual([])
  })

  it('without their task events stand in settings and packages alone', async () => {
    const files = await filesOf(BOTH, (item) => !item.categories.includes('communication'))
    const named = [...files].filter(([, text]) => /kafka/i.test(text)).map(([path]) => path)
    expect(named).toEqual([
      '.env.example',
      'README.md',
      'pyproject.toml',
      'src/core/config.py',
      'tests/plan.json',
    ])
    expect(files.get('tests/plan.json')).not.toContain(
      '"topic": "parcel.moved", "task": "matrix:parcel-service/1.5", "scaffolded": true',
    )
  })

  it('one of two tasks brings its own side', async () => {
    const produced = await filesOf(BOTH, naming('producers'))
    expect(produced.has('src/events/outbox_relay.py')).toBe(true)
    expect(produced.has('src/events/consumer.py')).toBe(false)
    const consumed = await filesOf(BOTH, naming('consumers'))
    expect(consumed.has('src/events/outbox_relay.py')).toBe(false)
    expect(consumed.has('src/models/inbox.py')).toBe(true)
    expect(consumed.has('src/worker.py')).toBe(true)
  })
})

it('the settings are those that something reads', async () => {
  const names = async (options: PlanOptions) => {
    const service = await serviceOf(options)
    const settings = partsOf(service).flatMap((part) => part.settings?.(service) ?? [])
    return settings.map(({ name }) => name).filter((name) => /^(KAFKA|HANDLER|OUTBOX|WORKER)_/.test(name))
  }
  const security = ['SECURITY_PROTOCOL', 'CA_FILE', 'SASL_MECHANISM', 'SASL_USERNAME', 'SASL_PASSWORD']
  const common = ['BOOTSTRAP', 'TOPIC_PREFIX', ...security, 'REQUEST_TIMEOUT_SECONDS'].map(
    (name) => `KAFKA_${name}`,
  )
  expect(await names({ edges: 'rest', produces: ['a.b'] })).toEqual(common)
  expect(await names({ edges: 'none', consumes: ['a.b'] })).toEqual([
    ...common,
    'KAFKA_MAX_POLL_INTERVAL_SECONDS',
    'HANDLER_TIMEOUT_SECONDS',
    'HANDLER_ATTEMPTS',
    'HANDLER_BACKOFF_SECONDS',
    'HANDLER_BACKOFF_MAX_SECONDS',
  ])
})
