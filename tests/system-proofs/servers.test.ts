/** Every pair of what a service may have: tests, migrations and process of each row on real servers. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { becomes } from '../../scripts/infra/server.mjs'
import { type GateReport, gates, runProgram } from '../e2e/harness.ts'
import { expectPassed } from '../e2e/support/plan-gates.ts'
import { type Running, type Start, startService } from '../e2e/support/start-and-stop.ts'
import { MATRIX } from '../support/matrix-rows.ts'
import { namesOf, processesOf, withRow } from './support/rows.ts'
import { createDatabase, createTopics, realTier, serverSettings } from './support/tiers.ts'

/** The first rows hold most of the pairs; `npm run test:system -- --ci` is content with them. */
const ROWS = process.env.TASKPLAN_MATRIX === 'all' ? MATRIX : MATRIX.slice(0, 8)

it.each(ROWS)('$name', (row) =>
  withRow(row, async (start) => {
    const report = await gates(start.dir, { ...realTier(), only: ['proto', 'pytest'] })
    expectPassed(report)
    expect(report.tests.skipped).toBe(0)

    const name = `matrix_${randomUUID()}`
    const settings = serverSettings(name)
    const { database, produces = [], consumes = [] } = row.options
    if (database) {
      await createDatabase(report.environment, name)
      const migrated = await gates(start.dir, { env: settings, only: ['migrations'] })
      expect(namesOf(migrated)).toContain('migrations')
      expect(migrated.gates.filter(({ ok }) => !ok)).toEqual([])
    }
    const topics = [...produces, ...consumes].map((topic) => `${name}.${topic}`)
    if (topics.length > 0) await createTopics(report.environment, topics)
    for (const each of processesOf(start)) await expectReady(report.environment, each, settings)
  }),
)

type Settings = Readonly<Record<string, string>>

/** Becomes ready, is well in the eyes of its container, ends on SIGTERM. */
async function expectReady(environment: GateReport['environment'], start: Start, settings: Settings) {
  const running = await startService(environment, start, settings)
  const found = {
    ready: await becomes(() => isReady(running), 20),
    well: await isWell(environment, start, running),
  }
  expect({ ...found, ...(await running.stop()) }).toMatchObject({ ready: true, well: true, exitCode: 0 })
}

async function isReady({ ports }: Running): Promise<boolean> {
  const port = ports.HTTP_PORT ?? ports.WORKER_PORT
  return port === undefined || (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok
}

async function isWell(
  environment: GateReport['environment'],
  { dir, package: root }: Start,
  { ports }: Running,
) {
  if (!existsSync(join(dir, root, 'core/healthcheck.py'))) return true
  const numbers = Object.entries(ports).map(([name, port]) => [name, String(port)])
  const env = { ...environment.env, ...Object.fromEntries(numbers) }
  return (await runProgram(environment.python, ['-m', `${root}.core.healthcheck`], { cwd: dir, env })).ok
}
