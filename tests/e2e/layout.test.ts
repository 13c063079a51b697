/** Where files go is a value: the same plan under another package, and a system whose tasks name their own paths. */
import { expect, it } from 'vitest'
import { speckitSystem } from '../support/speckit-system.ts'
import { buildPlan, buildSystemByHand, expectGates, pathsOf } from './support/plan-gates.ts'

const OPTIONS = {
  edges: 'both',
  database: true,
  redis: true,
  sessions: true,
  jwt: true,
  logging: true,
} as const

it('a plan under `app` passes every gate and has the files it has under `src`', async () => {
  const app = await buildPlan(OPTIONS, { layout: { package: 'app' } })
  const src = await buildPlan(OPTIONS)
  const moved = pathsOf(src).map((path) => path.replace(/^src\//, 'app/'))
  expect(pathsOf(app)).toEqual([...moved].sort())
  for (const [path, text] of app.files) expect(text.match(/\bsrc[./].*/)?.[0], path).toBeUndefined()
  await expectGates(app)
}, 300_000)

it('five tasks that name their own paths under `backend` pass every gate', async () => {
  const built = buildSystemByHand(speckitSystem())
  const named = [
    'src/api/order_routes.py',
    'src/db/order.py',
    'src/models/order.py',
    'src/services/order_service.py',
    'tests/contract/test_orders_post.py',
    'tests/unit/test_order_service.py',
  ]
  expect(built.complaints).toEqual([])
  expect(pathsOf(built)).toEqual(expect.arrayContaining(named))
  expect([...built.files.keys()].filter((path) => !path.startsWith('backend/'))).toEqual([])
  const report = await expectGates(built)
  const subjects = new Set(report.tests.tasks.map(({ task }) => task))
  expect([...subjects].sort()).toEqual(['001-orders:T004', '001-orders:T005'])
  expect(new Set(report.tests.tasks.map((test) => test.written_by))).toEqual(new Set(['001-orders:T002']))
}, 300_000)
