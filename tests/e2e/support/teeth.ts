/** Takes one mechanism out of a generated service and expects the test that guards it to fail. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlanOptions } from '../../support/plan-builder.ts'
import { type Folder, writeRendered } from '../../support/render-plan.ts'
import { type GateReport, gates, type Ran, runProgram } from '../harness.ts'
import { buildPlan } from './plan-gates.ts'

interface Tooth {
  /** What is taken out. */
  readonly without: string
  /** Relative to the service. */
  readonly file: string
  readonly was: string
  readonly is: string
  /** Node id of the test, or of its file. */
  readonly test: string
}

type Row = readonly [without: string, was: string, is: string, test: string]

/** Rows by the file that each takes something out of. */
export function teethOf(rowsByFile: Readonly<Record<string, readonly Row[]>>): readonly Tooth[] {
  return Object.entries(rowsByFile).flatMap(([file, rows]) =>
    rows.map(([without, was, is, test]) => ({ without, file, was, is, test })),
  )
}

interface Service {
  readonly dir: string
  readonly environment: GateReport['environment']
}

/** One service of the plan for all teeth; each puts back what it took out. */
export function describeTeeth(of: string, options: PlanOptions, teeth: readonly Tooth[]): void {
  describe(`teeth of ${of}`, () => {
    const chosen = chosenTeeth(teeth)
    let folder: Folder | undefined
    let service: Service

    beforeAll(async () => {
      const built = await buildPlan(options)
      folder = writeRendered(built)
      const dir = join(folder.path, built.system.services[0]?.layout.root ?? '')
      const { environment, red } = await gates(dir, { only: ['proto'] })
      expect(red).toEqual([])
      service = { dir, environment }
      await expectGreen(
        service,
        chosen.map(({ test }) => test),
      )
    }, 300_000)
    afterAll(() => folder?.remove())

    it.each(chosen)('without $without a test fails', (tooth) => expectBite(service, tooth), 120_000)
  })
}

/** All of them in the system tests, which set `TASKPLAN_MATRIX=all`; one in six in every run. */
function chosenTeeth(teeth: readonly Tooth[]): readonly Tooth[] {
  return process.env.TASKPLAN_MATRIX === 'all' ? teeth : teeth.filter((_, index) => index % 6 === 0)
}

/** A test that is red already would miss nothing. */
async function expectGreen(service: Service, ids: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await runTests(service, [...new Set(ids)])
  expect(exitCode, stdout + stderr).toBe(0)
}

/** A test fails without the mechanism: what cannot be collected or ends before it ran tells nothing. */
async function expectBite(service: Service, { file, was, is, test }: Tooth): Promise<void> {
  const path = join(service.dir, file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(was)
  writeFileSync(
    path,
    text.replace(was, () => is),
  )
  try {
    const { exitCode, stdout, stderr } = await runTests(service, ['-x', test])
    expect({ exitCode, failed: /^FAILED /m.test(stdout) }, stdout + stderr).toEqual({
      exitCode: 1,
      failed: true,
    })
  } finally {
    writeFileSync(path, text)
  }
}

function runTests({ dir, environment }: Service, args: readonly string[]): Promise<Ran> {
  return runProgram(environment.python, ['-m', 'pytest', '-q', '--no-header', ...args], {
    cwd: dir,
    env: environment.env,
  })
}
