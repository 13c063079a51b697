/** A rendered service on the disk, locked as a repository would have it. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pythonTools } from '../../../scripts/python-tools.mjs'
import { buildPlan } from '../../e2e/support/plan-gates.ts'
import type { PlanOptions } from '../../support/plan-builder.ts'
import { writeRendered } from '../../support/render-plan.ts'

export interface ServiceFolder {
  /** Of the workspace. */
  readonly root: string
  /** Of the service. */
  readonly path: string
  remove(): void
}

export async function writeService(options: PlanOptions): Promise<ServiceFolder> {
  const built = await buildPlan(options)
  const folder = writeRendered(built)
  const path = join(folder.path, built.system.services[0]?.layout.root ?? '')
  return { root: folder.path, path, remove: folder.remove }
}

/** Writes `uv.lock`, which images and workflows are made from. */
export async function lockService(path: string): Promise<void> {
  const { uv, env } = await pythonTools()
  await promisify(execFile)(uv, ['--quiet', 'lock'], { cwd: path, env: { ...process.env, ...env } })
}
