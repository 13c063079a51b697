import { expect, test } from 'vitest'
import { jobsOf, jobsWorkerOf } from '../../generators/views/plan/jobs.ts'
import { mostBytesOf, quotaOf } from '../../generators/views/service/access.ts'
import type { Service } from '../../src/generator/index.ts'
import { type PlanOptions, writePlan } from '../support/plan-builder.ts'
import { readPlanOf, renderSystem } from '../support/render-plan.ts'

async function serviceOf(options: Partial<PlanOptions>): Promise<Service> {
  const { system } = await readPlanOf(writePlan({ edges: 'rest', ...options }))
  const [service] = system.services
  if (!service) throw new Error('no service')
  return service
}

test.each([
  ['Rate limiting', 100, 60],
  ['Rate limiting (20 requests per minute)', 20, 60],
  ['Rate limit: 5 req/s for each user, 5 requests per second', 5, 1],
  ['Throttling at 1000 calls per hour', 1000, 3600],
  ['Rate limit of 0 requests per minute', 100, 60],
  ['Retries 3 per minute, rate limit', 100, 60],
  ['Rate limit, retries 3 per minute', 100, 60],
  ['Rate limit 30/min', 30, 60],
  ['A 7 per second rate limit', 7, 1],
  ['Retries 3 per minute, rate limit 1,500 requests per client per hour', 1500, 3600],
])('%s', async (text, requests, seconds) => {
  expect(quotaOf(await serviceOf({ requirements: [text] }))).toEqual({ requests, seconds })
})

test('the size of bodies is the one the plan states', async () => {
  expect(mostBytesOf(await serviceOf({ requirements: ['Body limit of 512 KB'] }))).toBe(512 * 1024)
  expect(mostBytesOf(await serviceOf({ requirements: ['Payload size of at most 2 MiB'] }))).toBe(
    2 * 1024 ** 2,
  )
  expect(mostBytesOf(await serviceOf({ requirements: ['Body limit'] }))).toBe(1024 ** 2)
})

test('jobs are the names in backticks of sentences about them, settings are none', async () => {
  const service = await serviceOf({
    requirements: [
      'Celery with `acks_late`, `task_time_limit` and the jobs `send_digest()` and `expire_parcels`',
      'Background job `send_digest` again, `Celery`, `class`, `src/tasks/x_y.py`',
      'The field `not_a_job` of the table',
    ],
  })
  expect(jobsOf(service).map(({ name }) => name)).toEqual(['send_digest', 'expire_parcels'])
  expect(jobsWorkerOf(service)?.command).toEqual(['celery', '--app', 'src.tasks.celery_app', 'worker'])
  expect(jobsWorkerOf(await serviceOf({}))).toBeUndefined()
})

test('records of decisions are written where a task asks for them, and only there', async () => {
  const records = async (subtasks: readonly string[]) => {
    const packages = ["python-jose>=3.3; python_version < '3.14'"]
    const { system, diagnostics } = await readPlanOf(
      writePlan({ edges: 'rest', jwt: true, packages, subtasks }),
    )
    const { files } = renderSystem(system, diagnostics)
    return [...files].filter(([path]) => path.includes('/decisions/'))
  }
  expect(await records([])).toEqual([])
  const [first, second] = await records(['Architecture Decision Records'])
  expect(first?.[0]).toBe('parcel-service/docs/architecture/decisions/0001-record-architecture-decisions.md')
  expect(second?.[1]).toContain(
    '- `python-jose` is listed: `python-jose` before 3.4 has known vulnerabilities.',
  )
})
