/** A row of the matrix in a folder of its own. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { GateReport } from '../../e2e/harness.ts'
import { buildPlan, startOf } from '../../e2e/support/plan-gates.ts'
import type { Start } from '../../e2e/support/start-and-stop.ts'
import { type MatrixRow, unexpected } from '../../support/matrix-rows.ts'
import { writeRendered } from '../../support/render-plan.ts'

export async function withRow({ options }: MatrixRow, prove: (start: Start) => Promise<void>): Promise<void> {
  const built = await buildPlan(options)
  expect(unexpected(built)).toEqual([])
  const folder = writeRendered(built)
  try {
    await prove(startOf(built, folder.path))
  } finally {
    folder.remove()
  }
}

export function namesOf({ gates }: GateReport): readonly string[] {
  return gates.map(({ name }) => name)
}

/** What runs of a service: what answers its callers and, where events come in or wait to leave, their worker. */
export function processesOf(start: Start): readonly Start[] {
  const hasWorker = existsSync(join(start.dir, start.package, 'worker.py'))
  return [start, ...(hasWorker ? [{ ...start, entry: 'worker', ports: ['WORKER_PORT'] }] : [])]
}
