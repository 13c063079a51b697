/**
 * The Python environment of a service under test. Services with equal locks share one virtual environment and start
 * from one mypy cache, so that a matrix of services costs little more than its first one.
 */
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheFolder, type PythonTools, pythonTools } from '../../scripts/python-tools.mjs'
import type { Command } from './harness.ts'

export interface Environment {
  readonly tools: PythonTools
  /** The interpreter of the service's own virtual environment. */
  readonly python: string
  readonly env: Variables
  readonly mypyCache: string
  /** Where pytest writes its JUnit report. */
  readonly junit: string
  /** Offers the warm mypy cache to the next service and removes this run's copy. */
  keepCaches(): void
}

type Variables = Readonly<Record<string, string | undefined>>
type RunGate = (name: string, commands: readonly Command[], env: Variables) => Promise<void>

/** Locks and syncs, both as gates of their own, and says where the result is. */
export async function prepareEnvironment(serviceDir: string, gate: RunGate): Promise<Environment> {
  const tools = await pythonTools()
  const results = join(serviceDir, '.results')
  mkdirSync(results, { recursive: true })
  await gate('lock', [[tools.uv, '--quiet', 'lock']], tools.env)
  const key = lockKey(serviceDir)
  const venv = join(cacheFolder(), 'venvs', key)
  const project = { ...tools.env, UV_PROJECT_ENVIRONMENT: venv }
  await gate('sync', [[tools.uv, '--quiet', 'sync', '--locked']], project)
  const warm = join(cacheFolder(), 'mypy', key)
  const mypyCache = mkdtempSync(join(tmpdir(), 'taskplan-mypy-'))
  if (existsSync(warm)) cpSync(warm, mypyCache, { recursive: true })
  return {
    tools,
    python: join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python'),
    env: { ...project, ...settings(serviceDir, results), PYTHONDONTWRITEBYTECODE: undefined },
    mypyCache,
    junit: join(results, 'junit.xml'),
    keepCaches() {
      if (!existsSync(warm) && readdirSync(mypyCache).length > 0) publish(mypyCache, warm)
      rmSync(mypyCache, { recursive: true, force: true })
    },
  }
}

/** Equal for services that differ in their name alone; a package beside them is of their workspace alone. */
function lockKey(serviceDir: string): string {
  const read = (file: string) => {
    const path = join(serviceDir, file)
    return existsSync(path) ? readFileSync(path, 'utf8') : ''
  }
  const name = /^name = "(.+)"$/m.exec(read('pyproject.toml'))?.[1] ?? ''
  const lock = read('uv.lock').replaceAll(`name = "${name}"`, '')
  const place = lock.includes('editable = ') ? serviceDir : ''
  return createHash('sha256')
    .update(lock + place)
    .digest('hex')
    .slice(0, 16)
}

/** The settings of `.env.example`, with a database in a file of this run. */
function settings(serviceDir: string, results: string): Record<string, string> {
  const example = join(serviceDir, '.env.example')
  if (!existsSync(example)) return {}
  const lines = readFileSync(example, 'utf8').matchAll(/^([A-Z][A-Z0-9_]*)=(.*)$/gm)
  return Object.fromEntries(
    [...lines].map(([, name = '', value = '']) => [
      name,
      name.endsWith('DATABASE_URL') ? `sqlite+aiosqlite:///${join(results, 'gates.db')}` : value,
    ]),
  )
}

/** Another test may do the same at the same time: the first one wins. */
function publish(from: string, to: string): void {
  const staged = `${to}.${process.pid}`
  cpSync(from, staged, { recursive: true })
  try {
    renameSync(staged, to)
  } catch {
    rmSync(staged, { recursive: true, force: true })
  }
}
