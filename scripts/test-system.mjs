// `npm run test:system`: installs and starts PostgreSQL, Redis and Kafka, runs the proofs against them, ends what it
// started; says how long each file took; the last line counts the tests. `--ci` takes those proofs alone that need
// these servers and nothing that has to be built, of the rows of the matrix the first ones.
import { startKafka } from './infra/kafka.mjs'
import { startPostgres } from './infra/postgres.mjs'
import { startRedis } from './infra/redis.mjs'
import { installPackages, runNode } from './install.mjs'
import { pythonTools } from './python-tools.mjs'
import { printCounts, runVitest, stepsOf } from './run-vitest.mjs'
import { startedServers } from './started-servers.mjs'

const CONFIG = 'vitest.system.config.ts'
const CI = ['servers', 'tiers', 'repository'].map((name) => `tests/system-proofs/${name}.test.ts`)
const short = process.argv.includes('--ci')
const asked = process.argv.slice(2).filter((arg) => arg !== '--ci')
/** Several times what they need. */
const LONGEST_SECONDS = short ? 20 * 60 : 90 * 60
const failures = []
const step = stepsOf(failures)
const servers = startedServers(failures, step)
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = true
  })
}

let tests = { passed: 0, failed: 0, skipped: 0, unasked: [] }
try {
  await step('packages', () => installPackages())
  await step('python tools', () => pythonTools())
  await step('build', () => {
    if (!runNode(['scripts/build.mjs'])) throw new Error('the build found problems')
  })
  const postgres = await server('PostgreSQL', startPostgres)
  const redis = await server('Redis', startRedis)
  const kafka = await server('Kafka', startKafka)
  const env = {
    REQUIRE_SERVICES: '1',
    ...(short ? {} : { TASKPLAN_MATRIX: 'all' }),
    ...(postgres ? { TEST_DATABASE_URL: postgres.url } : {}),
    ...(redis ? { TEST_REDIS_URL: redis.url } : {}),
    ...(kafka ? { TEST_KAFKA_BOOTSTRAP: kafka.bootstrap, TEST_KAFKA_PID: String(kafka.pid) } : {}),
  }
  if (!interrupted)
    tests = await runVitest(['--config', CONFIG, ...(short ? CI : []), ...asked], {
      env,
      reporters: ['./scripts/time-reporter.mjs'],
      seconds: LONGEST_SECONDS,
    })
} finally {
  await servers.stop()
}
if (interrupted) failures.push('interrupted')
process.exitCode = printCounts(tests, failures) ? 0 : 1
if (interrupted) process.exitCode = 130

/** A server that does not start is one failure of the run; the proofs that need it fail by themselves too. */
async function server(name, start) {
  return interrupted ? undefined : servers.start(name, start)
}
