/** Locks, installs and tests a generated service with uv, and says what its tests show. */
import { Cancelled, type Diagnostic, diagnostic } from '../diagnostics/index.ts'
import type { Disk, Run, RunResult } from '../ports.ts'
import { VERIFY_CODES } from './codes.ts'
import { INTERRUPTED, NOT_FOUND, TIMED_OUT } from './exit-codes.ts'
import { readPytestCounts, readTestResults, type TestResult } from './test-results.ts'

export interface Gate {
  readonly name: string
  readonly ok: boolean
  readonly seconds: number
  readonly output: string
}

export interface Proof {
  /** `missing`: there is no uv; nothing was run. */
  readonly state: 'proven' | 'failed' | 'missing'
  readonly gates: readonly Gate[]
  readonly tests: readonly TestResult[]
  readonly green: number
  readonly waiting: number
  readonly broken: number
  readonly diagnostics: readonly Diagnostic[]
}

export interface ProofOptions {
  readonly disk: Disk
  readonly run: Run
  /** Absolute path of the service folder. */
  readonly folder: string
  /** Called before each step with its name. */
  readonly say: (step: string) => void
}

const LOCK = ['lock'] as const
const SYNC = ['sync'] as const
const TESTS = ['run', 'pytest', '-q', '--tdd=xfail'] as const
const SECONDS = 600
const TAIL = 12

const NOTHING = { gates: [], tests: [], green: 0, waiting: 0, broken: 0 } as const

function tail(text: string): readonly string[] {
  return text.slice(-8_000).trimEnd().split('\n').slice(-TAIL)
}

function failure(name: string, result: RunResult): Diagnostic {
  const reason =
    result.exitCode === TIMED_OUT
      ? `took longer than ${SECONDS} s`
      : `ended with exit code ${result.exitCode}`
  return diagnostic(VERIFY_CODES, 'verify/step-failed', {
    message: `\`${name}\` ${reason}`,
    notes: tail(`${result.stdout}\n${result.stderr}`).map((message) => ({ message })),
    hint: `run \`${name}\` in the service folder`,
  })
}

function gateOf(name: string, result: RunResult): Gate {
  const output = `${result.stdout}${result.stderr}`.slice(-8_000)
  return { name, ok: result.exitCode === 0, seconds: result.seconds, output }
}

/** Nothing of a virtual environment that the user happens to be in. */
const ENVIRONMENT = { VIRTUAL_ENV: '', PYTHONDONTWRITEBYTECODE: '1' } as const

/** Throws Cancelled where a step is interrupted. */
export async function prove({ disk, run: start, folder, say }: ProofOptions): Promise<Proof> {
  const run: Run = async (...call) => {
    const result = await start(...call)
    if (result.exitCode === INTERRUPTED) throw new Cancelled('the files are written and not proved')
    return result
  }
  const gates: Gate[] = []
  const options = { cwd: folder, env: ENVIRONMENT, seconds: SECONDS }
  for (const args of [LOCK, SYNC]) {
    const name = `uv ${args.join(' ')}`
    say(name)
    const result = await run('uv', args, options)
    if (result.exitCode === NOT_FOUND) return { ...NOTHING, state: 'missing', diagnostics: [missing()] }
    gates.push(gateOf(name, result))
    if (result.exitCode !== 0)
      return { ...NOTHING, gates, state: 'failed', diagnostics: [failure(name, result)] }
  }
  const name = `uv ${TESTS.join(' ')}`
  say(name)
  const results = `${folder}/.results/test-status.json`
  // Results of an earlier run must not speak for this one.
  disk.remove(results)
  const result = await run('uv', TESTS, options)
  gates.push(gateOf(name, result))
  const bytes = disk.read(results)
  return judge(gates, result, bytes && new TextDecoder().decode(bytes))
}

function missing(): Diagnostic {
  return diagnostic(VERIFY_CODES, 'verify/tool-missing', {
    message: '`uv` is not installed, so nothing was proved',
    hint: 'install it from https://docs.astral.sh/uv/, then run the next steps',
  })
}

function wrongRed(test: TestResult): Diagnostic {
  return diagnostic(VERIFY_CODES, 'verify/wrong-red', {
    message: `\`${test.id}\` is red for the wrong reason: ${test.reason}`,
    hint: `make it reach the stub of \`${test.task}\``,
  })
}

/** What the run of the tests and the results they wrote mean together. */
function judge(gates: readonly Gate[], result: RunResult, text: string | undefined): Proof {
  const tests = text === undefined ? undefined : readTestResults(text)
  if (tests === undefined) {
    const unreadable = diagnostic(VERIFY_CODES, 'verify/unreadable-results', {
      message: 'the tests left no readable `.results/test-status.json`',
    })
    const failed = result.exitCode === 0 ? [unreadable] : [failure('uv run pytest', result)]
    return { ...NOTHING, gates, state: 'failed', diagnostics: failed }
  }
  const wrong = tests.filter((test) => test.outcome === 'wrong-red')
  const { passed, failed, errors } = readPytestCounts(result.stdout)
  const diagnostics = [
    ...(result.exitCode !== 0 && wrong.length === 0 ? [failure('uv run pytest', result)] : []),
    ...wrong.map(wrongRed),
  ]
  return {
    state: diagnostics.length === 0 ? 'proven' : 'failed',
    gates,
    tests,
    green: passed,
    waiting: tests.filter((test) => test.outcome === 'red').length,
    broken: Math.max(failed + errors, wrong.length),
    diagnostics,
  }
}
