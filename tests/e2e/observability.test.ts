/**
 * What is observed of a service: each kind alone and all together through every gate, what their tests notice when a
 * mechanism is taken out, and the version of SQLAlchemy that nothing instruments. `npm test` runs the gates of three
 * plans; `TASKPLAN_MATRIX=all` those of the rest too.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PlanOptions } from '../support/plan-builder.ts'
import { writeRendered } from '../support/render-plan.ts'
import { gates, runProgram } from './harness.ts'
import { OBSERVABILITY_TEETH } from './support/observability-teeth.ts'
import { buildPlan, expectGates, pathsOf } from './support/plan-gates.ts'
import { describeTeeth } from './support/teeth.ts'

const TRACING = 'OpenTelemetry tracing'
const METRICS = 'Prometheus metrics'
const SENTRY = 'Sentry error tracking'
const EVERYTHING: PlanOptions = {
  edges: 'both',
  logging: true,
  database: true,
  redis: true,
  produces: ['parcel.moved'],
  consumes: ['stock.counted'],
  grpcDependencies: ['stock-service:GetStock'],
  restDependencies: ['mail-service: POST /api/v1/mails'],
  subtasks: [TRACING, METRICS, SENTRY, 'Grafana dashboards and alert rules', 'Kafka consumers and producers'],
  criteria: ['1000 RPS with <50ms p99'],
}

interface Case {
  readonly options: PlanOptions
  readonly always?: true
  /** Words of which no file has one. */
  readonly silent: RegExp
}

const CASES: Readonly<Record<string, Case>> = {
  'everything, everywhere': { options: EVERYTHING, always: true, silent: /ENABLED/ },
  'logs alone': {
    options: { edges: 'both', logging: true },
    silent: /opentelemetry|otel|prometheus|sentry|grafana/i,
  },
  'traces of REST alone': {
    options: { edges: 'rest', subtasks: [TRACING] },
    always: true,
    silent: /structlog|prometheus|sentry|correlation/i,
  },
  'traces of gRPC alone': {
    options: { edges: 'grpc', subtasks: [TRACING] },
    silent: /structlog|prometheus|sentry|correlation|fastapi/i,
  },
  'metrics of gRPC alone': {
    options: { edges: 'grpc', subtasks: [METRICS] },
    always: true,
    silent: /structlog|opentelemetry|sentry|correlation|http_server_request/i,
  },
  'error reports alone': {
    options: { edges: 'both', subtasks: [SENTRY] },
    silent: /structlog|opentelemetry|prometheus|correlation/i,
  },
  'traces of a consumer without database': {
    options: { edges: 'none', consumes: ['stock.counted'], subtasks: [TRACING, METRICS, 'Kafka consumers'] },
    silent: /structlog|sentry|outbox/i,
  },
  'an SQLAlchemy that cannot be instrumented: its driver is': {
    options: {
      edges: 'rest',
      database: true,
      packages: ['sqlalchemy[asyncio]>=2.1', 'opentelemetry-instrumentation-fastapi>=0.40b0'],
    },
    silent: /SQLAlchemyInstrumentor|opentelemetry-instrumentation-sqlalchemy/,
  },
}

describe.each(Object.entries(CASES))('%s', (_, { options, always, silent }) => {
  it('leaves no trace of what is not declared', async () => {
    const { files } = await buildPlan(options)
    const loud = [...files].filter(
      ([path, text]) => /\.(py|toml|example|yaml)$/.test(path) && silent.test(text),
    )
    expect(loud.map(([path]) => path)).toEqual([])
  })

  if (always || process.env.TASKPLAN_MATRIX === 'all') {
    it('passes its gates', async () => {
      await expectGates(await buildPlan(options))
    }, 300_000)
  }
})

it('a dashboard brings the metrics that it shows', async () => {
  const paths = pathsOf(await buildPlan({ edges: 'rest', subtasks: ['Grafana dashboard'] }))
  expect(paths).toEqual(
    expect.arrayContaining([
      'deploy/alerts.yaml',
      'deploy/grafana/parcel-service.json',
      'src/core/metrics.py',
    ]),
  )
})

describeTeeth('what is observed', EVERYTHING, OBSERVABILITY_TEETH)

it('a test notices an SQLAlchemy that its instrumentation does not know', async () => {
  const folder = writeRendered(await buildPlan(EVERYTHING))
  try {
    const dir = join(folder.path, 'parcel-service')
    const pyproject = join(dir, 'pyproject.toml')
    const text = readFileSync(pyproject, 'utf8')
    expect(text).toMatch(/"sqlalchemy[^"]*,<2\.1"/)
    writeFileSync(pyproject, text.replace(/("sqlalchemy[^"]*),<2\.1"/, '$1"'))
    const { python, env } = (await gates(dir, { only: ['proto'] })).environment
    const test = 'tests/integration/test_tracing.py::test_the_database_is_instrumented'
    const { exitCode, stdout } = await runProgram(python, ['-m', 'pytest', '-q', '--no-header', test], {
      cwd: dir,
      env,
    })
    expect({ exitCode, failed: stdout.includes(`FAILED ${test}`) }).toEqual({ exitCode: 1, failed: true })
  } finally {
    folder.remove()
  }
}, 300_000)
