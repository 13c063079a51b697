/** What the tests of a service said: the TDD plugin's results, and pytest's own count of the unmarked ones. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

export type Outcome = 'green' | 'red' | 'wrong-red' | 'skipped'

export interface TaskTest {
  readonly id: string
  /** Key of the subject. */
  readonly task: string
  readonly written_by: string
  readonly outcome: Outcome
  readonly reason: string
}

export interface TestCounts {
  /** Unmarked tests that passed: the infrastructure of the service. */
  readonly infrastructure: number
  /** Names of the unmarked tests that failed or could not run. */
  readonly broken: readonly string[]
  readonly green: number
  readonly red: number
  readonly wrongRed: number
  readonly skipped: number
  /** The tests that belong to a task, sorted by id. */
  readonly tasks: readonly TaskTest[]
}

export const NO_TESTS: TestCounts = {
  infrastructure: 0,
  broken: [],
  green: 0,
  red: 0,
  wrongRed: 0,
  skipped: 0,
  tasks: [],
}

export function countTests(serviceDir: string, junit: string): TestCounts {
  const tasks = readResults(serviceDir)
  const count = (outcome: Outcome) => tasks.filter((test) => test.outcome === outcome).length
  const marked = new Set(tasks.map(({ id }) => junitName(id)))
  const unmarked = readJunit(junit).filter(({ name }) => !marked.has(name))
  const broken = unmarked.filter(({ failed }) => failed).map(({ name }) => name)
  return {
    infrastructure: unmarked.filter(({ failed, skipped }) => !failed && !skipped).length,
    broken,
    green: count('green'),
    red: count('red'),
    wrongRed: count('wrong-red'),
    skipped: count('skipped') + unmarked.filter(({ skipped }) => skipped).length,
    tasks,
  }
}

function readResults(serviceDir: string): readonly TaskTest[] {
  const path = join(serviceDir, '.results/test-status.json')
  if (!existsSync(path)) return []
  const { tests }: { tests: readonly TaskTest[] } = JSON.parse(readFileSync(path, 'utf8'))
  return tests
}

interface JunitTest {
  /** Dotted module, classes and function. */
  readonly name: string
  readonly failed: boolean
  readonly skipped: boolean
}

function readJunit(path: string): readonly JunitTest[] {
  if (!existsSync(path)) return []
  const cases = readFileSync(path, 'utf8').matchAll(/<testcase ([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)
  return [...cases].map(([, attributes = '', body = '']) => ({
    name: [attribute(attributes, 'classname'), attribute(attributes, 'name')].filter(Boolean).join('.'),
    failed: /<(failure|error)\b/.test(body),
    skipped: /<skipped\b/.test(body),
  }))
}

function attribute(attributes: string, name: string): string {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
  return value.replace(/&(amp|lt|gt|quot);/g, (_, entity: string) => ENTITIES[entity] ?? '')
}

/** `tests/api/test_x.py::TestY::test_z` as JUnit spells it. */
function junitName(id: string): string {
  const [file = '', ...rest] = id.split('::')
  return [file.replace(/\.py$/, '').replaceAll('/', '.'), ...rest].join('.')
}
