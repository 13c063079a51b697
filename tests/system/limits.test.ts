import { expect, test } from 'vitest'
import { plan } from '../support/plan.ts'
import { build, Page } from './support.ts'

test('what an excluded task says of quotas and bodies counts for nothing', () => {
  const excluded = new Page('tasks/prd-shop/a/1_task.md')
  const open = new Page('tasks/prd-shop/a/2_task.md')
  const { service } = build([
    plan([
      excluded.task('a-service', ['Rate limit of 3 requests per second'], {
        status: 'excluded',
        requirements: [excluded.requirement('Body limit of 1 KB')],
      }),
      open.task('a-service', ['REST endpoints', 'Rate limiting'], {
        requirements: [
          open.requirement('Rate limit of 500 requests per minute'),
          open.requirement('Payload of at most 1.5 MB'),
        ],
      }),
    ]),
  ])
  expect(service.limits).toEqual({ quota: { requests: 500, seconds: 60 }, bodyBytes: 1.5 * 1024 ** 2 })
})

test('a plan that names none has none', () => {
  const page = new Page('tasks/prd-shop/a/1_task.md')
  const { service } = build([plan([page.task('a-service', ['REST endpoints', 'Rate limiting'])])])
  expect(service.limits).toEqual({})
})
