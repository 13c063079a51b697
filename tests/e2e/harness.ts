/** Runs the real command line, and the gates of a generated service with the real Python tools. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from '../../scripts/build.mjs'
import { pythonTools } from '../../scripts/python-tools.mjs'
import { type Environment, prepareEnvironment } from './harness-environment.ts'
import { countTests, NO_TESTS, type TestCounts } from './harness-results.ts'

export const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '../..')

export interface Ran {
  readonly ok: boolean
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export interface Gate {
  readonly name: string
  readonly ok: boolean
  readonly seconds: number
  /** Both streams of all commands of the gate. */
  readonly output: string
}

export interface GateReport {
  /** In the order they ran. */
  readonly gates: readonly Gate[]
  /** Names of the gates that are not ok. */
  readonly red: readonly string[]
  readonly tests: TestCounts
  /** Runs the service itself: `runProgram(python, ['-m', 'src.main'], { cwd, env })`. */
  readonly environment: Pick<Environment, 'python' | 'env'>
}

export interface GateOptions {
  /** Mode of the TDD plugin; `red` (the default) wants exactly the stubs to fail. */
  readonly tdd?: 'red' | 'strict' | 'xfail'
  /** Names of the gates to run; `lock` and `sync` always do. */
  readonly only?: readonly string[]
  /** Configuration files instead of the service's own: is it clean by another's rules too? */
  readonly config?: { readonly ruff?: string; readonly mypy?: string }
  /** Laid over the environment of every command. */
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a program; never throws for its exit code. A program that does not end is stopped after ten minutes. */
export function runProgram(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string | undefined>> },
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(
      command,
      [...args],
      { cwd: options.cwd, env: { ...process.env, ...options.env }, maxBuffer: 64 << 20, timeout: 600_000 },
      (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : 127
        resolve({ ok: exitCode === 0, exitCode, stdout, stderr })
      },
    )
    child.stdin?.end()
  })
}

export interface Scaffolded extends Ran {
  /** The workspace: a new temporary folder. */
  readonly root: string
  remove(): void
}

/**
 * Copies a plan folder into a new workspace and runs one of the real bins there, without a terminal.
 * @param planDir copied as it is; undefined leaves the workspace empty
 * @param args such as `['scaffold', 'auth-service']`; the bin is `taskplan` unless `bin` names the other
 */
export async function scaffold(
  planDir: string | undefined,
  args: readonly string[],
  options: { readonly bin?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Scaffolded> {
  const root = mkdtempSync(join(tmpdir(), 'taskplan-e2e-'))
  if (planDir) cpSync(planDir, root, { recursive: true })
  const ran = await taskplan(root, args, options)
  return { ...ran, root, remove: () => rmSync(root, { recursive: true, force: true }) }
}

/** Runs a bin in an existing workspace. */
export async function taskplan(
  root: string,
  args: readonly string[],
  options: { readonly bin?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ran> {
  await buildIfStale()
  const bin = join(REPOSITORY, 'bin', `${options.bin ?? 'taskplan'}.js`)
  const env = { ...(await pythonTools()).env, ...options.env }
  return runProgram(process.execPath, [bin, ...args], { cwd: root, env })
}

/** Every gate of a service that its files ask for; a gate fails alone, the later ones still run. */
export async function gates(serviceDir: string, options: GateOptions = {}): Promise<GateReport> {
  const results: Gate[] = []
  const environment = await prepareEnvironment(serviceDir, async (name, commands, env) => {
    results.push(await runGate(name, { commands, cwd: serviceDir, env }))
  })
  const wanted = gatesOf(serviceDir, environment, options).filter(
    ([name]) => options.only?.includes(name) ?? true,
  )
  rmSync(join(serviceDir, '.results/test-status.json'), { force: true })
  const synced = results.every(({ ok }) => ok)
  for (const [name, commands] of synced ? wanted : []) {
    results.push(
      await runGate(name, { commands, cwd: serviceDir, env: { ...environment.env, ...options.env } }),
    )
  }
  environment.keepCaches()
  const ranTests = results.some(({ name }) => name === 'pytest')
  return {
    gates: results,
    red: results.filter(({ ok }) => !ok).map(({ name }) => name),
    tests: ranTests ? countTests(serviceDir, environment.junit) : NO_TESTS,
    environment,
  }
}

export type Command = readonly [program: string, ...args: string[]]

function gatesOf(
  dir: string,
  environment: Environment,
  options: GateOptions,
): [string, readonly Command[]][] {
  const { tools, python, junit, mypyCache } = environment
  const { ruff, mypy } = options.config ?? {}
  const option = (flag: string, value: string | undefined) => (value ? [flag, value] : [])
  const has = (path: string) => existsSync(join(dir, path))
  const module = (name: string, ...args: string[]): Command => [python, '-m', name, ...args]
  const format: Command = plansBlack(dir)
    ? [tools.black, '--check', '--quiet', '--diff', '.']
    : [tools.ruff, 'format', '--check', '--diff', '--no-cache', '.']
  const found: [string, readonly Command[]][] = []
  if (has('scripts/generate_protos.py')) found.push(['proto', [module('scripts.generate_protos')]])
  found.push(
    [
      'ruff',
      [[tools.ruff, 'check', '--no-cache', '--output-format=concise', ...option('--config', ruff), '.']],
    ],
    ['format', [format]],
    ['mypy', [module('mypy', '--cache-dir', mypyCache, ...option('--config-file', mypy))]],
    ['pytest', [module('pytest', '-q', `--tdd=${options.tdd ?? 'red'}`, `--junitxml=${junit}`)]],
  )
  if (has('alembic.ini')) {
    const alembic = (...args: string[]) => module('alembic', ...args)
    found.push([
      'migrations',
      [
        alembic('upgrade', 'head'),
        alembic('check'),
        alembic('downgrade', 'base'),
        alembic('upgrade', 'head'),
      ],
    ])
  }
  if (has('Dockerfile') && tools.hadolint) found.push(['hadolint', [[tools.hadolint, 'Dockerfile']]])
  return found
}

/** Black formats where the plan names it, and then it is a dependency. */
function plansBlack(dir: string): boolean {
  return /^\s*"black\b/m.test(readFileSync(join(dir, 'pyproject.toml'), 'utf8'))
}

interface GateRun {
  readonly commands: readonly Command[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

async function runGate(name: string, { commands, cwd, env }: GateRun): Promise<Gate> {
  const start = performance.now()
  let output = ''
  let ok = true
  for (const [program, ...args] of commands) {
    const ran = await runProgram(program, args, { cwd, env })
    output += ran.stdout + ran.stderr
    ok = ran.ok
    if (!ok) break
  }
  return { name, ok, seconds: (performance.now() - start) / 1000, output }
}
