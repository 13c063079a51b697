/** What a plan does not ask for leaves no trace: no word, no dependency, no setting. */
import { expect, it } from 'vitest'
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

const NEVER =
  /kafka|celery|sentry|telemetry|prometheus|kubernetes|k8s|gunicorn|stamina|rate.?limit|_ENABLED\b/i

function traces(options: PlanOptions): readonly RegExp[] {
  const { edges, database, redis, sessions, jwt, logging, docker, black } = options
  const absent = (present: unknown, pattern: RegExp) => (present ? [] : [pattern])
  return [
    NEVER,
    ...absent(edges === 'grpc' || edges === 'both', /grpc|protobuf|\bprotos?\b|servicer/i),
    ...absent(edges !== 'grpc', /fastapi|uvicorn|httpx|openapi|HTTP_PORT|\bREST\b/i),
    ...absent(database, /sqlalchemy|alembic|asyncpg|sqlite|postgres|database|migrations?\b|greenlet/i),
    ...absent(redis || sessions, /redis/i),
    ...absent(sessions, /session.?store|StoredSession/i),
    ...absent(jwt, /jwt|\btokens?\b|TokenCodec|pwdlib/i),
    ...absent(logging, /structlog/i),
    ...absent(docker, /docker|container/i),
    ...absent(black, /\bblack\b/i),
  ]
}

it(`${COMBINATIONS.length} combinations of capabilities hold no word of an absent one`, async () => {
  const found = new Set<string>()
  for (const options of COMBINATIONS) {
    const { files } = await buildPlan(options)
    for (const pattern of traces(options)) {
      for (const [path, text] of files) {
        const trace = pattern.exec(path) ?? pattern.exec(text)
        if (trace) found.add(`${path}: ${text.slice(Math.max(0, trace.index - 60), trace.index + 40)}`)
      }
    }
  }
  expect([...found]).toEqual([])
}, 120_000)

it('a word that is there is found', async () => {
  const { files } = await buildPlan({ edges: 'both', database: true, sessions: true, jwt: true, black: true })
  const text = [...files.values()].join('\n')
  const patterns = traces({ edges: 'none' }).filter((pattern) => pattern !== NEVER)
  expect(patterns.filter((pattern) => !pattern.test(text)).map(String)).toEqual([
    '/structlog/i',
    '/docker|container/i',
  ])
})
