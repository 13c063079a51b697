/** What a plan does not ask for leaves no trace: no word, no dependency, no setting. */
import { expect, it } from 'vitest'
import { MATRIX } from '../support/matrix-rows.ts'
import type { PlanOptions } from '../support/plan-builder.ts'
import { buildPlan } from './support/plan-gates.ts'

const SWITCHES = ['database', 'redis', 'jwt', 'logging', 'docker'] as const
const EDGES = ['rest', 'grpc', 'both', 'none'] as const

/** Every combination of these; sessions, black and a task of tests come with half of each. */
const COMBINATIONS: readonly PlanOptions[] = EDGES.flatMap((edges) =>
  Array.from({ length: 2 ** SWITCHES.length }, (_, bits) => {
    const [database, redis, jwt, logging, docker] = SWITCHES.map(
      (_name, index) => (bits & (1 << index)) !== 0,
    )
    const further = { sessions: jwt !== docker, black: redis !== logging, tests: database !== redis }
    return { edges, database, redis, jwt, logging, docker, ...further }
  }),
)

const NEVER = /celery|sentry|kubernetes|k8s|kustom|gunicorn|slowapi|rate.?limit|grafana|bulkhead|_ENABLED\b/i

/** Those of the second matrix: topics, other services, observability, load. */
function wiring(options: PlanOptions): readonly (readonly [present: unknown, pattern: RegExp])[] {
  const { database, produces, consumes, grpcDependencies, restDependencies, subtasks = [] } = options
  const named = (word: string) => subtasks.some((title) => title.includes(word))
  return [
    [produces || consumes, /kafka|cloud.?event|broker|correlation-id.*header|\bevents?\//i],
    [produces && database, /outbox|relay/i],
    [consumes && database, /inbox/i],
    [consumes, /dead.?letter|\bdlt\b|events\/consumer|rebalanc|HANDLER_[TAB]/],
    [grpcDependencies, /stock/i],
    [restDependencies, /mail.service|mails?_?client/i],
    [grpcDependencies || restDependencies, /breaker|stamina/i],
    [named('OpenTelemetry'), /telemetry|otel\b|otlp|tracer|\bspans?\b/i],
    [named('Prometheus'), /prometheus|\bmetrics\b/i],
    [named('Load'), /\bk6\b|\bghz\b|\bslo\b|tests\/load|uvloop|httptools/i],
  ]
}

function traces(options: PlanOptions): readonly RegExp[] {
  const { edges, database, redis, sessions, jwt, logging, docker, black } = options
  const traced = options.subtasks?.some((title) => title.includes('OpenTelemetry'))
  const observed = traced || options.subtasks?.some((title) => title.includes('Prometheus'))
  // Traces leave over gRPC.
  const speaksGrpc = edges === 'grpc' || edges === 'both' || options.grpcDependencies || traced
  const absent = (present: unknown, pattern: RegExp) => (present ? [] : [pattern])
  return [
    NEVER,
    ...absent(speaksGrpc, /grpc|protobuf|\bprotos?\b|servicer/i),
    ...absent(edges !== 'grpc', /fastapi|uvicorn|openapi|HTTP_PORT/i),
    ...absent(edges !== 'grpc' || options.restDependencies, /\bREST\b/),
    ...absent(edges !== 'grpc' || options.restDependencies || observed, /httpx/i),
    ...absent(database, /sqlalchemy|alembic|asyncpg|sqlite|postgres|database|migrations?\b|greenlet/i),
    ...absent(redis || sessions, /redis/i),
    ...absent(sessions, /session.?store|StoredSession/i),
    ...absent(jwt, /jwt|\btokens\b|TokenCodec|pwdlib/i),
    ...absent(logging, /structlog/i),
    ...absent(docker, /docker|container/i),
    ...absent(black, /\bblack\b/i),
    ...wiring(options).flatMap(([present, pattern]) => absent(present, pattern)),
  ]
}

/** Where a word of an absent capability stands. */
async function foundIn(plans: readonly PlanOptions[]): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const options of plans) {
    const { files } = await buildPlan(options)
    for (const pattern of traces(options)) {
      for (const [path, text] of files) {
        const trace = pattern.exec(path) ?? pattern.exec(text)
        if (trace) found.add(`${path}: ${text.slice(Math.max(0, trace.index - 60), trace.index + 40)}`)
      }
    }
  }
  return [...found]
}

it(`${COMBINATIONS.length} combinations of capabilities hold no word of an absent one`, async () => {
  expect(await foundIn(COMBINATIONS)).toEqual([])
}, 120_000)

it(`nor do ${MATRIX.length} services with each pair of topics, clients and observability`, async () => {
  expect(await foundIn(MATRIX.map(({ options }) => options))).toEqual([])
}, 120_000)

it('a word that is there is found', async () => {
  const { files } = await buildPlan({
    ...{ edges: 'both', database: true, redis: true, sessions: true, jwt: true, logging: true, docker: true },
    ...{ black: true, produces: ['parcel.shipped'], consumes: ['crate.packed'] },
    ...{
      grpcDependencies: ['stock-service:GetStock'],
      restDependencies: ['mail-service: POST /api/v1/mails'],
    },
    subtasks: ['OpenTelemetry tracing', 'Prometheus metrics', 'Load tests'],
  })
  const text = [...files].flat().join('\n')
  const patterns = traces({ edges: 'none' }).filter((pattern) => pattern !== NEVER)
  expect(patterns.filter((pattern) => !pattern.test(text)).map(String)).toEqual([])
})
