/**
 * The auth service of the tests: the task file that the task-creator document shows, beside the tech spec and the
 * contract of the starter plan. Where that document is absent, the starter's own task file.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedPlan } from '../../support/seed-plan.ts'
import { hasShared } from '../../support/shared.ts'
import { REPOSITORY, scaffold } from '../harness.ts'

const STARTER = join(REPOSITORY, 'templates/starter/auth')

export const BODIES = join(REPOSITORY, 'tests/fixtures/bodies/auth')

/** Bodies of the tests that the plan leaves open. */
const STATEMENTS = ['tests/unit', 'tests/integration/test_user_created.py']

export interface AuthService {
  /** Folder of the service. */
  readonly dir: string
  /** What the command line said. */
  readonly screen: string
  readonly exitCode: number
  /** Task `.4` of the plan as its key: `key(4)`. */
  key(task: number): string
  /** The same as `--task` of pytest takes it. */
  id(task: number): string
  /** A copy to break, removed with the rest. */
  copy(): string
  /** The reference bodies of the tests that the plan leaves open, alone. */
  statements(): string
  remove(): void
}

export async function scaffoldAuth(): Promise<AuthService> {
  const plan = writePlan()
  const { root, exitCode, stdout, stderr, remove } = await scaffold(plan, [
    'scaffold',
    'auth-service',
    '--all',
  ])
  const folders: string[] = [plan]
  const dir = join(root, 'auth-service')
  const id = (task: number) => `${hasShared ? 4 : 1}.${task}`
  return {
    dir,
    screen: stdout + stderr,
    exitCode,
    id,
    key: (task) => `shop:auth-service/${id(task)}`,
    copy() {
      const copy = mkdtempSync(join(tmpdir(), 'taskplan-auth-'))
      folders.push(copy)
      cpSync(dir, copy, {
        recursive: true,
        filter: (path) => !/\.results|\.mypy_cache|__pycache__/.test(path),
      })
      return copy
    },
    statements() {
      const folder = mkdtempSync(join(tmpdir(), 'taskplan-stated-'))
      folders.push(folder)
      for (const path of STATEMENTS) cpSync(join(BODIES, path), join(folder, path), { recursive: true })
      return folder
    },
    remove() {
      remove()
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function writePlan(): string {
  const root = mkdtempSync(join(tmpdir(), 'taskplan-plan-'))
  const plan = join(root, 'tasks/prd-shop')
  mkdirSync(join(plan, 'auth'), { recursive: true })
  if (hasShared) writeFileSync(join(plan, 'auth/4_task.md'), seedPlan().task)
  else cpSync(join(STARTER, 'auth/1_task.md'), join(plan, 'auth/1_task.md'))
  cpSync(join(STARTER, '_techspec.md'), join(plan, '_techspec.md'))
  cpSync(join(STARTER, 'proto'), join(plan, 'proto'), { recursive: true })
  return root
}

/** Replaces a text that must stand in the file. */
export function edit(dir: string, path: string, from: string, to: string): void {
  const text = readFileSync(join(dir, path), 'utf8')
  if (!text.includes(from)) throw new Error(`${path} does not hold \`${from}\``)
  writeFileSync(
    join(dir, path),
    text.replace(from, () => to),
  )
}
