/** Every pair of what a service may have: each row through every gate, with what its tests bring themselves. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { pythonTools } from '../../scripts/python-tools.mjs'
import { gates } from '../e2e/harness.ts'
import { expectPassed } from '../e2e/support/plan-gates.ts'
import { startAndStop } from '../e2e/support/start-and-stop.ts'
import { MATRIX } from '../support/matrix-rows.ts'
import { lintContracts } from './support/contracts.ts'
import { namesOf, processesOf, withRow } from './support/rows.ts'
import { embedded } from './support/tiers.ts'

const EVERY = ['lock', 'sync', 'ruff', 'format', 'mypy', 'pytest']

it.each(MATRIX)('$name', (row) =>
  withRow(row, async (start) => {
    const { consumes, produces, database, docker, edges, grpcDependencies } = row.options
    const contracts = join(start.dir, 'proto')
    const hasContracts = edges === 'grpc' || grpcDependencies !== undefined
    expect(existsSync(contracts)).toBe(hasContracts)

    const report = await gates(start.dir, embedded)
    expectPassed(report)
    const further = [
      ...(hasContracts ? ['proto'] : []),
      ...(database ? ['migrations'] : []),
      ...(docker ? ['hadolint'] : []),
    ]
    expect([...namesOf(report)].sort()).toEqual([...EVERY, ...further].sort())
    if (hasContracts) expect(await lintContracts(contracts)).toMatchObject({ stdout: '', ok: true })
    const processes = processesOf(start)
    expect(processes).toHaveLength(consumes || (produces && database) ? 2 : 1)
    for (const each of processes)
      expect(await startAndStop(report.environment, each)).toMatchObject({ exitCode: 0 })
  }),
)

it('there is a linter of images', async () => {
  expect((await pythonTools()).hadolint).toBeDefined()
})
