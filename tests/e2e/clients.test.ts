/**
 * Clients of other services: through every gate, over contracts of every shape, and each mechanism with the test that
 * misses it. `npm test` runs the gates of three plans; `TASKPLAN_MATRIX=all` those of the rest too.
 */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlanOptions } from '../support/plan-builder.ts'
import { type Folder, readPlanOf, renderSystem, writeRendered } from '../support/render-plan.ts'
import { type GateReport, gates } from './harness.ts'
import { EVERY_SHAPE } from './support/every-shape.ts'
import { type Built, buildPlan, expectGates, pathsOf } from './support/plan-gates.ts'
import { describeTeeth, type Tooth } from './support/teeth.ts'

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

const TEETH: readonly Tooth[] = [
  {
    without: 'the deadline of the caller',
    file: 'src/grpc/clients/calls.py',
    was: 'seconds = remaining(self._timeout)',
    is: 'seconds = self._timeout',
    test: 'tests/contract/test_stock_service_client.py',
  },
  {
    without: 'the correlation of a call',
    file: 'src/grpc/clients/calls.py',
    was: 'return tuple(outgoing().items())',
    is: 'return ()',
    test: 'tests/contract/test_stock_service_client.py',
  },
  {
    without: 'retries',
    file: 'src/grpc/clients/channel.py',
    was: '"maxAttempts": 3',
    is: '"maxAttempts": 2',
    test: 'tests/contract/test_stock_service_client.py',
  },
  {
    without: 'the choice of what is retried',
    file: 'src/grpc/clients/stock_service.py',
    was: '[("matrix.stock.v1.StockService", "GetStock")]',
    is: '[("matrix.stock.v1.StockService", "GetStock"), ("matrix.stock.v1.StockService", "ReserveStock")]',
    test: 'tests/contract/test_stock_service_client.py',
  },
  {
    without: 'the breaker of gRPC calls',
    file: 'src/grpc/clients/calls.py',
    was: 'self.breaker.attempt(), ',
    is: '',
    test: 'tests/contract/test_stock_service_client.py',
  },
  {
    without: 'the difference of failure and refusal',
    file: 'src/grpc/clients/calls.py',
    was: 'exc.code() in _FAILURES if',
    is: 'True if',
    test: 'tests/contract/test_stock_service_client.py',
  },
  {
    without: 'the bulkhead',
    file: 'src/grpc/clients/calls.py',
    was: 'self.bulkhead.place(), ',
    is: '',
    test: 'tests/contract/test_stock_service_client.py',
  },
  {
    without: 'the whole deadline of a request',
    file: 'src/clients/_http.py',
    was: 'async with asyncio.timeout(until - time.monotonic()):',
    is: 'async with asyncio.timeout(None):',
    test: 'tests/contract/test_mail_service_client.py',
  },
  {
    without: 'the count of attempts',
    file: 'src/clients/_http.py',
    was: 'attempts=attempts,',
    is: 'attempts=ATTEMPTS,',
    test: 'tests/contract/test_mail_service_client.py',
  },
  {
    without: 'retries of REST calls',
    file: 'src/clients/_http.py',
    was: 'ATTEMPTS = 3',
    is: 'ATTEMPTS = 1',
    test: 'tests/contract/test_mail_service_client.py',
  },
  {
    without: 'the breaker of REST calls',
    file: 'src/clients/_http.py',
    was: 'self.bulkhead.place(), self.breaker.attempt()',
    is: 'self.bulkhead.place()',
    test: 'tests/contract/test_mail_service_client.py',
  },
  {
    without: 'what a problem says',
    file: 'src/clients/_http.py',
    was: 'problem.get("title")',
    is: '""',
    test: 'tests/contract/test_mail_service_client.py',
  },
  {
    without: 'the one probe',
    file: 'src/core/resilience.py',
    was: 'if wait > 0 or self._probing:',
    is: 'if wait > 0:',
    test: 'tests/unit/test_resilience.py',
  },
  {
    without: 'the rule for what is cancelled',
    file: 'src/core/resilience.py',
    was: 'failed: bool | None = None',
    is: 'failed: bool | None = False',
    test: 'tests/unit/test_resilience.py',
  },
  {
    without: 'the rule for what began before the circuit opened',
    file: 'src/core/resilience.py',
    was: 'elif self._opened_at is not None:',
    is: 'elif self._opened_at is None and self._threshold == 0:',
    test: 'tests/unit/test_resilience.py',
  },
  {
    without: 'the difference of the probe and a straggler',
    file: 'src/core/resilience.py',
    was: 'if is_probe:',
    is: 'if is_probe or failed is None:',
    test: 'tests/unit/test_resilience.py',
  },
  {
    without: 'errors that say nothing about the dependency',
    file: 'src/core/resilience.py',
    was: 'elif failed is not None:',
    is: 'else:',
    test: 'tests/unit/test_resilience.py',
  },
  {
    without: 'REST callers in a hurry told apart',
    file: 'src/clients/_http.py',
    was: ' if is_cut else ',
    is: ' if False else ',
    test: 'tests/contract/test_mail_service_client.py',
  },
  {
    without: 'timeouts of REST calls that count',
    file: 'src/clients/_http.py',
    was: ' if is_cut else ',
    is: ' if True else ',
    test: 'tests/contract/test_mail_service_client.py::test_timeouts_granted_in_full_open_the_circuit',
  },
  {
    without: 'gRPC callers in a hurry told apart',
    file: 'src/grpc/clients/calls.py',
    was: 'if seconds < self._timeout and ',
    is: 'if seconds < 0 and ',
    test: 'tests/contract/test_stock_service_client.py',
  },
  {
    without: 'pauses that the caller can wait for',
    file: 'src/clients/_http.py',
    was: ' and time.monotonic() + _LONGEST_PAUSE < until',
    is: '',
    test: 'tests/contract/test_mail_service_client.py',
  },
  {
    without: 'a status 500 as an answer',
    file: 'src/clients/_http.py',
    was: 'response.status_code in _OVERLOADED',
    is: 'response.status_code in _OVERLOADED | {500}',
    test: 'tests/contract/test_mail_service_client.py',
  },
  {
    without: 'INTERNAL as an answer',
    file: 'src/grpc/clients/calls.py',
    was: '_FAILURES = {\n',
    is: '_FAILURES = {\n    grpc.StatusCode.INTERNAL,\n',
    test: 'tests/contract/test_stock_service_client.py',
  },
  {
    without: 'Retry-After',
    file: 'src/api/errors.py',
    was: 'if isinstance(exc, DependencyUnavailableError) else None',
    is: 'if False else None',
    test: 'tests/integration/test_dependency_errors.py',
  },
  {
    without: 'the deadline of a request',
    file: 'src/api/middleware/context.py',
    was: 'deadline.set(',
    is: 'print(',
    test: 'tests/integration/test_deadlines.py',
  },
  {
    without: 'the deadline of a call',
    file: 'src/grpc/interceptors/context.py',
    was: 'deadline.set(None if left is None else time.monotonic() + left)',
    is: 'deadline.set(None)',
    test: 'tests/integration/test_deadlines.py',
  },
  {
    without: 'the refusal of spent calls',
    file: 'src/grpc/interceptors/context.py',
    was: 'if left is not None and left <= 0:',
    is: 'if False:',
    test: 'tests/integration/test_deadlines.py',
  },
  {
    without: 'the limit of requests',
    file: 'src/api/middleware/load_shedding.py',
    was: 'self._in_flight += 1',
    is: 'self._in_flight += 0',
    test: 'tests/integration/test_load_shedding.py',
  },
  {
    without: 'the limit of calls',
    file: 'src/grpc/interceptors/load_shedding.py',
    was: 'if self._in_flight >= self._limit:',
    is: 'if False:',
    test: 'tests/integration/test_load_shedding.py',
  },
  {
    without: 'probes under load',
    file: 'src/grpc/interceptors/load_shedding.py',
    was: ' or handler_call_details.method.startswith("/grpc.")',
    is: '',
    test: 'tests/integration/test_load_shedding.py',
  },
]

describeTeeth('clients', EVERYTHING, TEETH)

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
