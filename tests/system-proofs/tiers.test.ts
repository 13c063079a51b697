/** The same tests with and without servers: what they need is never missing in silence, what the servers hold stays. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type GateReport, gates, runProgram } from '../e2e/harness.ts'
import { edit } from '../e2e/support/auth-service.ts'
import { buildPlan } from '../e2e/support/plan-gates.ts'
import { type Folder, writeRendered } from '../support/render-plan.ts'
import { embedded, realTier } from './support/tiers.ts'

const MIGRATIONS = 'tests/integration/test_migrations.py'
const STATE = `
import asyncio, asyncpg, json, os, redis
async def databases():
    connection = await asyncpg.connect(os.environ["TEST_DATABASE_URL"])
    await connection.execute("CREATE TABLE IF NOT EXISTS kept (id int)")
    rows = await connection.fetch("SELECT datname FROM pg_database UNION ALL SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    await connection.close()
    return [row[0] for row in rows if not row[0].startswith("test_")]
client = redis.Redis.from_url(os.environ["TEST_REDIS_URL"], decode_responses=True)
client.set("kept", "value")
print(json.dumps([asyncio.run(databases()), client.get("kept")]))
`

let folder: Folder
let dir = ''
let real: GateReport

beforeAll(async () => {
  const built = await buildPlan({ edges: 'rest', database: true, redis: true, sessions: true, jwt: true })
  folder = writeRendered(built)
  dir = join(folder.path, built.system.services[0]?.layout.root ?? '')
  real = await gates(dir, { ...realTier(), only: [] })
})
afterAll(() => folder?.remove())

const python = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runProgram(real.environment.python, args, { cwd: dir, env: { ...real.environment.env, ...env } })
const pytest = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  python(['-m', 'pytest', '-q', '--tdd=red', ...args], env)

it('leave alone what the servers hold', async () => {
  const before = await python(['-c', STATE])
  expect(await pytest([], realTier().env)).toMatchObject({
    exitCode: 0,
    stdout: expect.not.stringContaining('skipped'),
  })
  expect(before).toMatchObject({ ok: true })
  expect(await python(['-c', STATE])).toEqual(before)
})

it('skip what only a server can show, and say why', async () => {
  const { exitCode, stdout } = await pytest([MIGRATIONS], embedded.env)
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/SKIPPED .*TEST_DATABASE_URL is not set/)])
})

it.each(['TEST_DATABASE_URL', 'TEST_REDIS_URL'])(
  'fail without %s where servers are required',
  async (name) => {
    const { exitCode, stdout } = await pytest(['tests/integration'], { ...realTier().env, [name]: '' })
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining(`${name} is not set`)])
  },
)

it('miss the lock of the migrations when it is gone', async () => {
  edit(dir, 'migrations/env.py', 'SELECT pg_advisory_xact_lock(:key)', 'SELECT :key')
  const { exitCode, stdout } = await pytest([MIGRATIONS], realTier().env)
  expect([exitCode, stdout]).toEqual([1, expect.stringContaining('the upgrades do not wait for each other')])
})
