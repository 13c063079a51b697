/**
 * One task alone of a service with both edges and everything asked for: what other tasks own is not there, what runs
 * passes its gates. `npm test` runs the gates of three; `TASKPLAN_MATRIX=all` those of each task.
 */
import { describe, expect, it } from 'vitest'
import { WHOLE } from '../support/plan-builder.ts'
import { buildPlan, expectGates, pathsOf } from './support/plan-gates.ts'

const ROUTES = /^(src\/api\/routes\/parcels|tests\/api\/test_parcels)\.py$/
const SERVICER = /^(src\/grpc\/servicers\/parcel\.py|proto\/|tests\/grpc\/)/
const USE_CASES = /^(src\/services\/parcel_service|tests\/unit\/test_parcel_service)\.py$/
const TOKENS = /security|boot\/tokens/
const TABLES =
  /^(migrations\/|alembic\.ini|src\/(models|repositories)\/(?!__init__|session)|.*database|.*uow)/
const REDIS = /redis|fakes/
const SESSIONS = /session_store|fakes\/sessions/
const LOGS = /logging/
const IMAGE = /docker|healthcheck/i
const ALL = [ROUTES, SERVICER, USE_CASES, TOKENS, TABLES, REDIS, SESSIONS, LOGS, IMAGE]

interface Alone {
  readonly title: string
  /** What the task owns, and what that cannot run without. Every other pattern of `ALL` matches no file. */
  readonly brings: readonly RegExp[]
  /** Its gates run in every run. */
  readonly always?: true
}

/** Frames of the process and of its tests, which come with any task. */
const FRAME = ['src/core/logging.py', 'src/core/boot/logging.py', 'tests/fakes/probe.py']

const TASKS: readonly Alone[] = [
  { title: 'Project setup with UV', brings: [] },
  { title: 'gRPC service implementation', brings: [SERVICER, USE_CASES], always: true },
  { title: 'FastAPI REST endpoints', brings: [ROUTES, USE_CASES], always: true },
  { title: 'Business logic', brings: [USE_CASES] },
  { title: 'JWT token management', brings: [TOKENS] },
  { title: 'Database models and migrations', brings: [TABLES], always: true },
  { title: 'Redis connection', brings: [REDIS] },
  { title: 'Redis session store', brings: [REDIS, SESSIONS] },
  { title: 'Structured logging', brings: [LOGS] },
  { title: 'Dockerfile', brings: [IMAGE] },
  { title: 'Unit and integration tests', brings: ALL },
]

describe.each(TASKS)('$title', ({ title, brings, always }) => {
  const alone = () => buildPlan(WHOLE, { tasks: (item) => item.title === title })

  it('leaves out what other tasks own', async () => {
    const paths = pathsOf(await alone())
    const missing = brings.filter((pattern) => !paths.some((path) => pattern.test(path)))
    expect(missing.map(String)).toEqual([])
    const others = ALL.filter((pattern) => !brings.includes(pattern))
    const foreign = paths.filter(
      (path) => others.some((pattern) => pattern.test(path)) && !brings.some((pattern) => pattern.test(path)),
    )
    expect(foreign.filter((path) => !FRAME.includes(path))).toEqual([])
  })

  if (always || process.env.TASKPLAN_MATRIX === 'all') {
    it('passes its gates', async () => {
      await expectGates(await alone())
    }, 300_000)
  }
})
