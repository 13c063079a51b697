/** Takes one mechanism out of a generated service and expects the test that guards it to fail. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlanOptions } from '../../support/plan-builder.ts'
import { type Folder, writeRendered } from '../../support/render-plan.ts'
import { type GateReport, gates, runProgram } from '../harness.ts'
import { buildPlan } from './plan-gates.ts'

export interface Tooth {
  /** What is taken out. */
  readonly without: string
  /** Relative to the service. */
  readonly file: string
  readonly was: string
  readonly is: string
  /** Node id of the test, or of its file. */
  readonly test: string
}

export interface Bitten {
  readonly dir: string
  readonly environment: GateReport['environment']
}

/** One service of the plan for all teeth; each puts back what it took out. */
export function describeTeeth(of: string, options: PlanOptions, teeth: readonly Tooth[]): void {
  describe(`teeth of ${of}`, () => {
    let folder: Folder | undefined
    let service: Bitten

    beforeAll(async () => {
      const built = await buildPlan(options)
      folder = writeRendered(built)
      const dir = join(folder.path, built.system.services[0]?.layout.root ?? '')
      const { environment, red } = await gates(dir, { only: ['proto'] })
      expect(red).toEqual([])
      service = { dir, environment }
    }, 300_000)
    afterAll(() => folder?.remove())

    it.each(chosenTeeth(teeth))(
      'without $without a test fails',
      (tooth) => expectBite(service, tooth),
      120_000,
    )
  })
}

/** All of them in the system tests, which set `TASKPLAN_MATRIX=all`; one in six in every run. */
export function chosenTeeth<T>(teeth: readonly T[]): readonly T[] {
  return process.env.TASKPLAN_MATRIX === 'all' ? teeth : teeth.filter((_, index) => index % 6 === 0)
}

/** The test fails without the mechanism, by an assertion or an error of its own and not while it is collected. */
export async function expectBite(
  { dir, environment }: Bitten,
  { file, was, is, test }: Tooth,
): Promise<void> {
  const path = join(dir, file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(was)
  writeFileSync(
    path,
    text.replace(was, () => is),
  )
  try {
    const args = ['-m', 'pytest', '-q', '-x', '--no-header', test]
    const { exitCode, stdout } = await runProgram(environment.python, args, {
      cwd: dir,
      env: environment.env,
    })
    expect({
      exitCode,
      failed: /^(FAILED|ERROR) /m.test(stdout),
      broken: /error(s)? during collection/.test(stdout),
    }).toEqual({
      exitCode: 1,
      failed: true,
      broken: false,
    })
  } finally {
    writeFileSync(path, text)
  }
}
