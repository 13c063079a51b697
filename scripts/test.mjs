// `npm test`: installs what is missing, builds, checks, runs every test; the last line counts them.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { installPackages, ROOT, runNode } from './install.mjs'
import { cacheFolder, pythonTools } from './python-tools.mjs'

const RESULTS = join(cacheFolder(), 'vitest', `results-${process.pid}.json`)
const NOTHING = { passed: 0, failed: 1, skipped: 0 }
const failures = []

try {
  await step('packages', () => installPackages())
  await step('python tools', () => pythonTools())
  await step('build', () => exits(['scripts/build.mjs']))
  await step('types', () => exits(['node_modules/typescript/bin/tsc', '--noEmit']))
  await step('types of the tests', () =>
    exits(['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tests/tsconfig.json']),
  )
  await step('lint', () => exits(['node_modules/@biomejs/biome/bin/biome', 'check', '.']))
} finally {
  const tests = existsSync(join(ROOT, 'node_modules/vitest')) ? runTests() : NOTHING
  const failed = tests.failed + failures.length
  for (const line of tests.unasked ?? []) console.error(line)
  if (failures.length > 0) console.error(`\nnot clean: ${failures.join(', ')}`)
  console.log(
    `\n${tests.passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''}`,
  )
  process.exitCode = failed > 0 || tests.passed === 0 ? 1 : 0
}

/** A step that fails is one failure of the run; the next ones still say what they find. */
async function step(name, work) {
  const start = performance.now()
  console.error(`\n── ${name}`)
  try {
    await work()
  } catch (error) {
    failures.push(name)
    console.error(error instanceof Error ? error.message : error)
  }
  console.error(`   ${((performance.now() - start) / 1000).toFixed(1)} s`)
}

function exits(args) {
  if (!runNode(args)) throw new Error(`${args[0]} found problems`)
}

function runTests() {
  mkdirSync(dirname(RESULTS), { recursive: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`]
  const clean = runNode(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...process.argv.slice(2)])
  const counts = existsSync(RESULTS) ? count(JSON.parse(readFileSync(RESULTS, 'utf8'))) : NOTHING
  rmSync(RESULTS, { force: true })
  // vitest knows of failures that no test carries, such as an unhandled rejection.
  return clean || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

/** A file that could not be loaded has no test to fail: it counts as one. */
function count(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    unasked: unasked(report),
  }
}

/** What was not tested, by file, and why; nothing where every test ran. */
function unasked(report) {
  const files = report.testResults
    .map(({ name, assertionResults }) => ({
      name: relative(ROOT, name),
      number: assertionResults.filter(({ status }) => status === 'pending' || status === 'skipped').length,
    }))
    .filter(({ number }) => number > 0)
  if (files.length === 0) return []
  const total = files.reduce((sum, { number }) => sum + number, 0)
  const reason = existsSync(join(ROOT, '../shared'))
    ? 'what they need is not on this machine'
    : 'the folder `../shared` with the source documents and public plans is not there'
  return [
    `\nNOT TESTED: ${total} tests were skipped: ${reason}`,
    ...files.map(({ name, number }) => `  ${String(number).padStart(4)}  ${name}`),
  ]
}
