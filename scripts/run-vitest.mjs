// One run of vitest and what it counts: passed, failed, and what was not tested.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { ROOT } from './install.mjs'
import { cacheFolder } from './python-tools.mjs'

const RESULTS = join(cacheFolder(), 'vitest', `results-${process.pid}.json`)
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs')
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
const NOTHING = { passed: 0, failed: 1, skipped: 0, unasked: [] }

/**
 * Runs the tests of a configuration with the terminal's output. An interrupt is passed on, not obeyed.
 * @param options `env` lies over the environment, `reporters` report too, after `seconds` the run is ended
 */
export async function runVitest(args = [], { env = {}, reporters = [], seconds } = {}) {
  if (!existsSync(VITEST)) return NOTHING
  mkdirSync(dirname(RESULTS), { recursive: true })
  const named = ['default', 'json', ...reporters].map((name) => `--reporter=${name}`)
  const clean = await exitsCleanly([VITEST, 'run', ...named, `--outputFile.json=${RESULTS}`, ...args], {
    env,
    seconds,
  })
  const counts = existsSync(RESULTS) ? count(JSON.parse(readFileSync(RESULTS, 'utf8'))) : NOTHING
  rmSync(RESULTS, { force: true })
  // vitest knows of failures that no test carries, such as an unhandled rejection.
  return clean || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

/** Prints what was counted, as the last line; returns whether something was tested and nothing failed. */
export function printCounts(tests, failures) {
  const failed = tests.failed + failures.length
  for (const line of tests.unasked) console.log(line)
  if (failures.length > 0) console.error(`\nnot clean: ${failures.join(', ')}`)
  const skipped = tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''
  console.log(`\n${tests.passed} passed, ${failed} failed${skipped}`)
  return failed === 0 && tests.passed > 0
}

/** Runs named steps; `failures` names those that threw. The next ones still say what they find. */
export function stepsOf(failures) {
  return async (name, work) => {
    const start = performance.now()
    console.error(`\n── ${name}`)
    try {
      return await work()
    } catch (error) {
      failures.push(name)
      console.error(error instanceof Error ? error.message : error)
      return undefined
    } finally {
      console.error(`   ${((performance.now() - start) / 1000).toFixed(1)} s`)
    }
  }
}

function exitsCleanly(args, { env, seconds }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      // Of a group of its own, so that it can be ended with every program that its tests started.
      detached: seconds !== undefined,
    })
    const pass = (signal) => child.kill(signal)
    for (const signal of SIGNALS) process.on(signal, pass)
    const limit = seconds && setTimeout(() => endGroup(child, seconds), seconds * 1000)
    child.once('error', () => resolve(false))
    child.once('exit', (code) => {
      for (const signal of SIGNALS) process.off(signal, pass)
      clearTimeout(limit)
      resolve(code === 0)
    })
  })
}

function endGroup({ pid }, seconds) {
  console.error(`\nthe tests did not end within ${seconds / 60} minutes: they are killed`)
  process.kill(-pid, 'SIGKILL')
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
