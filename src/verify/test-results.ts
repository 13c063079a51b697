export type TestOutcome = 'green' | 'red' | 'wrong-red' | 'skipped'

export interface TestResult {
  readonly id: string
  /** Key of the task whose behaviour it tests. */
  readonly task: string
  readonly outcome: TestOutcome
  readonly reason: string
}

const OUTCOMES: readonly unknown[] = ['green', 'red', 'wrong-red', 'skipped'] satisfies readonly TestOutcome[]

function isOutcome(value: unknown): value is TestOutcome {
  return OUTCOMES.includes(value)
}

function field(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined
}

function readTest(value: unknown): TestResult | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const [id, task, outcome, reason] = ['id', 'task', 'outcome', 'reason'].map((name) => field(value, name))
  if (typeof id !== 'string' || !isOutcome(outcome)) return undefined
  return {
    id,
    task: typeof task === 'string' ? task : '',
    outcome,
    reason: typeof reason === 'string' ? reason : '',
  }
}

/** The tests of `.results/test-status.json`; undefined where it is not such a document. */
export function readTestResults(text: string): readonly TestResult[] | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const tests = field(value, 'tests')
  if (field(value, 'version') !== 1 || !Array.isArray(tests)) return undefined
  const read = tests.map(readTest)
  return read.every((test) => test !== undefined) ? read : undefined
}

export interface PytestCounts {
  readonly passed: number
  readonly failed: number
  readonly errors: number
}

/** Counts of pytest's last line: `24 xfailed, 61 passed in 7.9s`. */
export function readPytestCounts(stdout: string): PytestCounts {
  const last = stdout.slice(-2_000).trimEnd().split('\n').at(-1) ?? ''
  const count = (word: string) => Number(new RegExp(`(\\d{1,7}) ${word}`).exec(last)?.[1] ?? 0)
  return { passed: count('passed'), failed: count('failed'), errors: count('errors?\\b') }
}
