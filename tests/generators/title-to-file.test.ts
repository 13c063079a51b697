/** A task brings the file that its title names, whatever stands before it in the plan. */
import { expect, test } from 'vitest'
import { GENERATORS } from '../../generators/index.ts'
import { outline } from '../../src/outline/index.ts'
import type { Category } from '../../src/system/work-item.ts'
import { type PlanOptions, writePlan } from '../support/plan-builder.ts'
import { readPlanOf } from '../support/render-plan.ts'

type Row = readonly [title: string, category: Category, path: string]

/** Tasks of every category that come first and name nothing. */
const BEFORE = [
  'Request models of the routes',
  'Repository of parcels',
  'Database models and migrations',
  'REST client of mails',
  'Health checks',
  'Observability',
  'Deployment',
  'Unit tests',
]

const TABLE: readonly Row[] = [
  ['CORS', 'api', 'src/api/middleware/cors.py'],
  ['Security headers', 'api', 'src/api/middleware/security_headers.py'],
  ['HSTS', 'api', 'src/api/middleware/security_headers.py'],
  ['Body size limit', 'api', 'src/api/middleware/body_limit.py'],
  ['Payload limit of 2 MB', 'api', 'src/api/middleware/body_limit.py'],
  ['JWT token management', 'logic', 'src/core/security.py'],
  ['JSON web tokens', 'logic', 'src/core/security.py'],
  ['Redis connection', 'data', 'src/core/redis.py'],
  ['Caching of prices', 'data', 'src/core/redis.py'],
  ['Redis session store', 'data', 'src/repositories/session_store.py'],
  ['Kafka producer', 'communication', 'src/models/outbox.py'],
  ['Event consumer', 'communication', 'src/events/handlers/crate_packed.py'],
  ['Celery worker', 'communication', 'src/tasks/celery_app.py'],
  ['Background jobs', 'communication', 'src/tasks/celery_app.py'],
  ['Rate limiting', 'resilience', 'src/api/rate_limit.py'],
  ['Throttling', 'resilience', 'src/api/rate_limit.py'],
  ['Load shedding', 'resilience', 'src/api/middleware/load_shedding.py'],
  ['Overload protection', 'resilience', 'src/api/middleware/load_shedding.py'],
  ['Backpressure', 'resilience', 'src/api/middleware/load_shedding.py'],
  ['Structured logging', 'observability', 'src/core/logging.py'],
  ['OpenTelemetry', 'observability', 'src/core/telemetry.py'],
  ['Distributed tracing', 'observability', 'src/core/telemetry.py'],
  ['Prometheus metrics', 'observability', 'src/core/metrics.py'],
  ['Sentry', 'observability', 'src/core/boot/sentry.py'],
  ['Grafana dashboard', 'observability', 'tests/unit/test_dashboards.py'],
  ['Alert rules', 'observability', 'tests/unit/test_dashboards.py'],
  ['Load tests', 'testing', 'tests/load/load.js'],
  ['Stress scenarios with k6', 'testing', 'tests/load/load.js'],
  ['Dockerfile', 'deployment', 'Dockerfile'],
  ['Container image', 'deployment', 'Dockerfile'],
  ['Docker compose', 'deployment', 'compose.yaml'],
  ['Kubernetes manifests', 'deployment', 'k8s/base/deployment.yaml'],
  ['GitHub Actions', 'deployment', '.github/workflows/parcel-service.yml'],
  ['Continuous integration', 'deployment', '.github/workflows/parcel-service.yml'],
  ['CI pipeline', 'deployment', '.github/workflows/parcel-service.yml'],
  ['Pre-commit hooks', 'deployment', '.pre-commit-config.yaml'],
]

async function specsOf(options: PlanOptions) {
  const { system, diagnostics } = await readPlanOf(writePlan(options))
  return { items: system.services[0]?.items ?? [], specs: outline(GENERATORS, system, diagnostics) }
}

const PLAIN: PlanOptions = { edges: 'rest', database: true }

test.each(TABLE)('%s is %s and brings %s', async (title, category, path) => {
  const topics = { produces: ['parcel.shipped'], consumes: ['crate.packed'] }
  const { items, specs } = await specsOf({ ...PLAIN, ...topics, subtasks: [...BEFORE, title] })
  const task = items.at(-1)
  expect(task).toMatchObject({ title, categories: [category] })
  expect(specs.find((spec) => spec.path.endsWith(path))?.owners[0]).toBe(task?.key)
})

test.each([
  ['Dockerfile', 'Continuous integration', '.github/workflows/parcel-service.yml'],
  ['Rate limiting', 'Load shedding', 'src/api/middleware/load_shedding.py'],
  ['Circuit breaker', 'Overload protection', 'src/api/middleware/load_shedding.py'],
])('after %s, %s brings %s', async (before, title, path) => {
  const { items, specs } = await specsOf({ ...PLAIN, subtasks: [before, title] })
  expect(specs.find((spec) => spec.path.endsWith(path))?.owners[0]).toBe(items.at(-1)?.key)
})

test('a task of another category brings what only its title names', async () => {
  const subtasks = ['Health checks', 'Repository that sheds: load shedding of use cases']
  const { items, specs } = await specsOf({ ...PLAIN, subtasks })
  expect(items.at(-1)?.categories).toEqual(['logic'])
  const owners = specs.find(({ ref }) => ref.role === 'middleware-load-shedding')?.owners
  expect(owners).toEqual([items.at(-1)?.key])
})

test('a task of the category comes before one that only mentions the thing', async () => {
  const subtasks = ['Configuration and setup of Redis and CORS', 'Redis connection']
  const { items, specs } = await specsOf({ ...PLAIN, subtasks })
  const ownersOf = (role: string) => specs.find(({ ref }) => ref.role === role)?.owners
  expect(ownersOf('redis')).toEqual([items.at(-1)?.key])
  expect(ownersOf('middleware-cors')).toEqual([items.at(-2)?.key])
})

test('tests of a thing do not bring it', async () => {
  const { items, specs } = await specsOf({ ...PLAIN, subtasks: ['Tests of CORS'] })
  const owners = specs.find(({ ref }) => ref.role === 'middleware-cors')?.owners
  expect(owners).toEqual([items.find(({ categories }) => categories.includes('api'))?.key])
})

test.each([
  ['Approval workflow of the ledger service', 'logic'],
  ['Ingestion pipeline use cases', 'logic'],
  ['Load the catalogue into the database', 'data'],
])('%s is %s', async (title, category) => {
  const { items } = await specsOf({ ...PLAIN, subtasks: [title] })
  expect(items.at(-1)?.categories).toEqual([category])
})
