/** Every test file that is rendered is one that `tests/plan.json` attributes to the task it judges. */
import { expect, test } from 'vitest'
import { GENERATORS } from '../../generators/index.ts'
import { testFilesOf } from '../../generators/views/tests/test-files.ts'
import { outline } from '../../src/outline/index.ts'
import { roleKey } from '../../src/system/layout.ts'
import { type PlanFiles, type PlanOptions, WHOLE, writePlan } from '../support/plan-builder.ts'
import { quayPlan } from '../support/quay-plan.ts'
import { readPlanOf } from '../support/render-plan.ts'

const EVERYTHING: PlanOptions = {
  ...WHOLE,
  produces: ['parcel.shipped'],
  consumes: ['crate.packed'],
  grpcDependencies: ['stock-service:GetStock'],
  restDependencies: ['mail-service: POST /api/v1/mails'],
  packages: ['factory-boy', 'gunicorn', 'sentry-sdk', 'passlib'],
  criteria: ['1000 RPS with <50ms p99'],
  subtasks: [
    'CORS',
    'Security headers',
    'Rate limiting',
    'Body size limit',
    'Celery job `send_digest`',
    'Circuit breaker and retries',
    'Load shedding',
    'OpenTelemetry tracing',
    'Prometheus metrics',
    'Grafana dashboards',
    'Load tests',
    'Docker compose',
    'Kubernetes manifests',
    'GitHub Actions',
    'Pre-commit hooks',
  ],
}

async function judgedIn(plan: PlanFiles) {
  const { system, diagnostics } = await readPlanOf(plan)
  const specs = outline(GENERATORS, system, diagnostics)
  return system.services.flatMap((service) => {
    const listed = new Map(testFilesOf(service).map(({ ref, subject }) => [roleKey(ref), subject]))
    return specs
      .filter(({ scope, ref }) => scope.name === service.name && ref.role.startsWith('test-'))
      .map(({ ref, owners }) => ({ key: roleKey(ref), subject: listed.get(roleKey(ref)), owners }))
  })
}

test.each([
  ['a service with everything', writePlan(EVERYTHING)],
  ['a service over REST', writePlan({ ...EVERYTHING, edges: 'rest', tests: false })],
  ['a service over gRPC', writePlan({ ...EVERYTHING, edges: 'grpc', tests: false })],
  ['a service with tokens alone', writePlan({ edges: 'rest', jwt: true })],
  ['a service of events alone', writePlan({ edges: 'none', consumes: ['crate.packed'], docker: true })],
  ['services that share contracts', quayPlan({ shared: true, gateway: true })],
])('the tests of %s have a task each, which owns them', async (_, plan) => {
  const judged = await judgedIn(plan)
  expect(judged.length).toBeGreaterThan(5)
  expect(judged.filter(({ subject }) => subject === undefined)).toEqual([])
  // What follows another file has no owners of its own.
  const owned = judged.filter(({ owners }) => owners.length > 0)
  expect(owned.filter(({ subject = '', owners }) => !owners.includes(subject))).toEqual([])
})
