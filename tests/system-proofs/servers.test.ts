/** Every pair of what a service may have: tests, migrations and process of each row on real servers. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { gates } from '../e2e/harness.ts'
import { expectPassed } from '../e2e/support/plan-gates.ts'
import { type Running, startService } from '../e2e/support/start-and-stop.ts'
import { MATRIX } from '../support/matrix-rows.ts'
import { namesOf, withRow } from './support/rows.ts'
import { createDatabase, realTier, serverSettings } from './support/tiers.ts'

it.each(MATRIX)('$name', (row) =>
  withRow(row, async (start) => {
    const report = await gates(start.dir, { ...realTier(), only: ['proto', 'pytest'] })
    expectPassed(report)
    expect(report.tests.skipped).toBe(0)

    const name = `matrix_${randomUUID()}`
    const settings = serverSettings(row.options.database ? name : undefined)
    if (row.options.database) {
      await createDatabase(report.environment, name)
      const migrated = await gates(start.dir, { env: settings, only: ['migrations'] })
      expect(namesOf(migrated)).toContain('migrations')
      expect(migrated.gates.filter(({ ok }) => !ok)).toEqual([])
    }
    const running = await startService(report.environment, start, settings)
    const ready = await readiness(running)
    expect(await running.stop()).toMatchObject({ exitCode: 0 })
    expect(ready).toBe(start.ports.includes('HTTP_PORT') ? 200 : undefined)
  }),
)

async function readiness({ ports }: Running): Promise<number | undefined> {
  if (!ports.HTTP_PORT) return undefined
  return (await fetch(`http://127.0.0.1:${ports.HTTP_PORT}/health/ready`)).status
}
