import { expect, test } from 'vitest'
import { GENERATORS } from '../../generators/index.ts'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import type { CriterionProof } from '../../src/generator/index.ts'
import { outline } from '../../src/outline/index.ts'
import { contextOf } from '../../src/render/index.ts'
import type { System } from '../../src/system/system.ts'
import { type PlanFiles, type PlanOptions, writePlan } from '../support/plan-builder.ts'
import { readPlanOf, renderSystem } from '../support/render-plan.ts'
import { seedPlan } from '../support/seed-plan.ts'
import { hasShared } from '../support/shared.ts'

function proofsIn(system: System): readonly CriterionProof[] {
  const [service] = system.services
  if (!service) throw new Error('no service')
  const specs = outline(GENERATORS, system, new Diagnostics()).filter((spec) => spec.scope === service)
  const context = contextOf(specs, new Set(service.items.map(({ key }) => key)))
  return GENERATORS.flatMap((generator) =>
    generator.scope === 'system' ? [] : (generator.criteria?.(service, context) ?? []),
  )
}

/** `text → file, file; gate; manual`, in the order of the texts. */
async function shown(plan: PlanFiles): Promise<Readonly<Record<string, string>>> {
  const { system } = await readPlanOf(plan)
  return Object.fromEntries(
    proofsIn(system)
      .map(({ criterion, tests, gates, manual }) => {
        const files = tests.map((path) => path.slice(path.lastIndexOf('/') + 1, -'.py'.length))
        return [
          criterion.text,
          [...files, ...gates.map((gate) => `[${gate}]`), ...(manual ? ['manual'] : [])].join(' '),
        ] as const
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

const of = (criteria: readonly string[], options: Partial<PlanOptions> = {}) =>
  shown(writePlan({ edges: 'rest', ...options, criteria }))

test.skipIf(!hasShared)(
  'the 14 lines of the example are proved by tests and gates that are there, or are manual',
  async () => {
    const { task, summary } = seedPlan()
    const folder = 'tasks/prd-user-auth'
    expect(
      await shown({ [`${folder}/_tasks.md`]: summary, [`${folder}/auth-service/4_task.md`]: task }),
    ).toMatchInlineSnapshot(`
    {
      "90% test coverage": "[coverage]",
      "All gRPC endpoints functional with <50ms p99 latency": "test_authenticate test_refresh_token test_revoke_token test_validate_token [load]",
      "Database transaction tests": "manual",
      "Distributed tracing integrated": "test_tracing",
      "Health checks passing": "test_health test_wiring",
      "JWT validation edge cases": "test_security",
      "Kubernetes deployment ready": "test_manifests [manifests]",
      "Load testing (1000 RPS target)": "[load]",
      "No Python type errors (mypy strict)": "[types]",
      "REST API documented with OpenAPI": "manual",
      "REST API integration tests": "manual",
      "Redis connection resilience": "test_redis",
      "Unit tests for business logic": "test_auth_service",
      "gRPC service contract tests": "test_authenticate test_refresh_token test_revoke_token test_validate_token",
    }
  `)
  },
)

test('a line that says nothing a test could prove is manual', async () => {
  expect(await of(['Stakeholders agree', 'Documentation reviewed by the team'])).toEqual({
    'Documentation reviewed by the team': 'manual',
    'Stakeholders agree': 'manual',
  })
})

test('what a line promises beyond the tree stays manual', async () => {
  expect(
    await of(['REST endpoints answer with <50ms p99', 'Circuit breaker opens', 'Works with Kafka']),
  ).toEqual({
    'Circuit breaker opens': 'manual',
    'REST endpoints answer with <50ms p99': 'test_parcels manual',
    'Works with Kafka': 'manual',
  })
})

test('a line names what its capability brought', async () => {
  const subtasks = ['CORS', 'Rate limiting', 'Celery worker with the job `send_digest`']
  expect(
    await of(
      [
        'CORS restricted',
        'Rate limits enforced',
        'Background jobs survive a crash',
        'ruff is clean',
        'Code formatted by black',
      ],
      { subtasks, black: true },
    ),
  ).toEqual({
    'Background jobs survive a crash': 'test_send_digest test_celery_app',
    'CORS restricted': 'test_cors',
    'Code formatted by black': '[format]',
    'Rate limits enforced': 'test_rate_limit',
    'ruff is clean': '[lint]',
  })
})

test('plan.json and the marks of tests carry the ids', async () => {
  const { system, diagnostics } = await readPlanOf(
    writePlan({ edges: 'rest', criteria: ['REST endpoints work', 'Quoted "text" \\ and </script>'] }),
  )
  const { files } = renderSystem(system, diagnostics)
  const plan = JSON.parse(files.get('parcel-service/tests/plan.json') ?? '')
  const [rest] = plan.criteria.filter(({ text }: { text: string }) => text === 'REST endpoints work')
  expect(rest).toEqual({
    id: expect.stringMatching(/^success-[0-9a-f]{4}$/),
    text: 'REST endpoints work',
    tests: ['tests/api/test_parcels.py'],
    gates: [],
    manual: false,
    source: 'tasks/prd-matrix/parcel/1_task.md',
  })
  expect(plan.criteria.map(({ text }: { text: string }) => text)).toContain('Quoted "text" \\ and </script>')
  expect(plan.tasks['matrix:parcel-service/1.2'].criteria).toEqual([rest.id])
  expect(plan.tasks['matrix:parcel-service/1.3'].criteria).toEqual([])
  expect(files.get('parcel-service/tests/api/test_parcels.py')).toContain(`criteria=["${rest.id}"]`)
  expect(files.get('parcel-service/tests/unit/test_parcel_service.py')).not.toContain('criteria=')
})

test('a criterion whose test is not scaffolded is manual in plan.json', async () => {
  const { system, diagnostics } = await readPlanOf(
    writePlan({ edges: 'rest', criteria: ['REST endpoints work'] }),
  )
  const { files } = renderSystem(system, diagnostics, ({ id }) => id === '1.1')
  expect(JSON.parse(files.get('parcel-service/tests/plan.json') ?? '').criteria).toMatchObject([
    { tests: [], manual: true },
  ])
})
