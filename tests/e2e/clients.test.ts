/**
 * Clients of other services: through every gate, over contracts of every shape, and each mechanism with the test that
 * misses it. `npm test` runs the gates of three plans; `TASKPLAN_MATRIX=all` those of the rest too.
 */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlanOptions } from '../support/plan-builder.ts'
import { type Folder, readPlanOf, renderSystem, writeRendered } from '../support/render-plan.ts'
import { type GateReport, gates } from './harness.ts'
import { CLIENT_TEETH } from './support/client-teeth.ts'
import { EVERY_SHAPE } from './support/every-shape.ts'
import { type Built, buildPlan, expectGates, pathsOf } from './support/plan-gates.ts'
import { describeTeeth } from './support/teeth.ts'

const GRPC = ['stock-service:GetStock', 'stock-service:ReserveStock', 'user-service:GetUser']
const REST = [
  'mail-service: POST /api/v1/mails',
  'mail-service: GET /api/v1/mails/{mail_id}',
  'audit-log: PUT /entries/{id}',
]
const EVERYTHING: PlanOptions = {
  edges: 'both',
  grpcDependencies: GRPC,
  restDependencies: REST,
  subtasks: ['gRPC and REST clients', 'Circuit breaker, bulkhead and deadlines', 'Load shedding'],
  criteria: ['1000 RPS with <50ms p99'],
}

interface Case {
  readonly options: PlanOptions
  readonly always?: true
}

const CASES: Readonly<Record<string, Case>> = {
  'everything, over both edges': { options: EVERYTHING, always: true },
  'a gRPC client, no edge': {
    options: { edges: 'none', grpcDependencies: ['stock:GetStock'] },
    always: true,
  },
  'a REST client, no edge': { options: { edges: 'none', restDependencies: ['mail-gateway: POST /send'] } },
  'a gRPC client under REST, black, logs': {
    options: { edges: 'rest', grpcDependencies: GRPC, black: true, logging: true, docker: true },
  },
  'a REST client under gRPC, httpx as the plan lists it': {
    options: { edges: 'grpc', restDependencies: REST, packages: ['httpx>=0.27'], database: true },
  },
  'one target over both protocols, names that others have': {
    options: {
      edges: 'rest',
      grpcDependencies: ['Channel:Get', 'redis:Get', 'calls-2_x:List', 'parcel_store:Import'],
      restDependencies: ['redis: GET /', 'database: POST /api/v1/database', 'parcel_store: DELETE /x/{y}/z'],
      database: true,
      redis: true,
    },
  },
  'targets named as fixtures, modules and settings that every service has': {
    options: {
      edges: 'rest',
      grpcDependencies: ['request:Get', 'resources:Get', 'app:Get', 'fake:Get'],
      restDependencies: [
        ...['client: GET /', 'settings: GET /', 'handler: GET /', 'request: GET /', 'world: GET /'],
        ...['broker: GET /', 'services: GET /', 'order_stock: GET /', 'OrderStock: GET /'],
      ],
      consumes: ['stock.moved'],
      database: true,
      subtasks: ['Kafka consumer', 'Distributed tracing'],
    },
    always: true,
  },
  'resilience without a call': { options: { edges: 'both', subtasks: ['Circuit breaker and retry'] } },
}

describe.each(Object.entries(CASES))('%s', (_, { options, always }) => {
  if (always || process.env.TASKPLAN_MATRIX === 'all') {
    it('passes its gates', async () => {
      await expectGates(await buildPlan(options))
    }, 300_000)
  } else {
    it('renders', async () => {
      expect(pathsOf(await buildPlan(options)).length).toBeGreaterThan(20)
    })
  }
})

describe('one task alone', () => {
  const only = (title: string) => buildPlan(EVERYTHING, { tasks: (item) => item.title === title })

  it('of another category brings no client', async () => {
    const paths = pathsOf(await only('Business logic'))
    expect(
      paths.filter((path) => /client|gateway|stock|mail|resilience|fakes\/(?!probe)/.test(path)),
    ).toEqual([])
  })

  it('of the clients passes its gates', async () => {
    await expectGates(await only('gRPC and REST clients'))
  }, 300_000)

  it('of resilience renders nothing that calls', async () => {
    const paths = pathsOf(await only('Circuit breaker, bulkhead and deadlines'))
    expect(paths).toContain('tests/unit/test_resilience.py')
    expect(paths.filter((path) => /client|gateway/.test(path))).toEqual([])
  })
})

describe('a plan without a call', () => {
  it('has no word of one', async () => {
    const { files } = await buildPlan({ edges: 'both', database: true, redis: true })
    const text = [...files].filter(([path]) => !path.startsWith('tasks/')).map(([, content]) => content)
    const words =
      /gateway|breaker|stamina|Dependency(?:Unavailable|Refused)|TIMEOUT_SECONDS\b.*=|MAX_IN_FLIGHT/i
    expect(text.filter((content) => words.test(content.replaceAll('TIMEOUT_SECONDS = 1.5', '')))).toEqual([])
  })
})

describeTeeth('clients', EVERYTHING, CLIENT_TEETH)

describe('contracts of every shape, between two services of one plan', () => {
  let built: Built
  let folder: Folder
  let reports: readonly (readonly [string, GateReport])[]

  beforeAll(async () => {
    const { system, diagnostics } = await readPlanOf(EVERY_SHAPE)
    built = { system, ...renderSystem(system, diagnostics) }
    folder = writeRendered(built)
    const found: [string, GateReport][] = []
    for (const { name, layout } of system.services)
      found.push([name, await gates(join(folder.path, layout.root))])
    reports = found
  }, 600_000)
  afterAll(() => folder.remove())

  it('both pass their gates; each has the other under one contract', () => {
    const complaints = reports.flatMap(([, { gates: ran }]) =>
      ran.filter(({ ok }) => !ok).map(({ name, output }) => `${name}: ${output}`),
    )
    expect(complaints).toEqual([])
    expect(built.complaints).toEqual([expect.stringContaining('system/service-cycle')])
    const text = (path: string) => built.files.get(path)
    const proto = 'proto/depot/shelf/v1/shelf_service.proto'
    expect(text(`order-service/${proto}`)).toBe(text(`shelf-service/${proto}`))
    expect(built.system.services.flatMap(({ clients }) => clients.map(({ external }) => external))).toEqual([
      false,
      false,
    ])
  })
})
