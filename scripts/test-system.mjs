// `npm run test:system`: installs and starts PostgreSQL, Redis and Kafka, runs tests/system-proofs against them, ends
// what it started; the last line counts the tests.
import { startKafka } from './infra/kafka.mjs'
import { startPostgres } from './infra/postgres.mjs'
import { startRedis } from './infra/redis.mjs'
import { installPackages, runNode } from './install.mjs'
import { pythonTools } from './python-tools.mjs'
import { printCounts, runVitest, stepsOf } from './run-vitest.mjs'

const CONFIG = 'vitest.system.config.ts'
const failures = []
const started = []
const step = stepsOf(failures)
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = true
  })
}

try {
  await step('packages', () => installPackages())
  await step('python tools', () => pythonTools())
  await step('build', () => {
    if (!runNode(['scripts/build.mjs'])) throw new Error('the build found problems')
  })
  const [postgres, redis, kafka] = [
    await server('PostgreSQL', startPostgres),
    await server('Redis', startRedis),
    await server('Kafka', startKafka),
  ]
  const env = {
    REQUIRE_SERVICES: '1',
    TASKPLAN_MATRIX: 'all',
    ...(postgres ? { TEST_DATABASE_URL: postgres.url } : {}),
    ...(redis ? { TEST_REDIS_URL: redis.url } : {}),
    ...(kafka ? { TEST_KAFKA_BOOTSTRAP: kafka.bootstrap, TEST_KAFKA_PID: String(kafka.pid) } : {}),
  }
  if (interrupted) failures.push('interrupted')
  else {
    const tests = await runVitest(['--config', CONFIG, ...process.argv.slice(2)], env)
    process.exitCode = printCounts(tests, failures) ? 0 : 1
  }
} finally {
  for (const { stop } of started) await stop()
}
if (interrupted) process.exitCode = 130

/** A server that does not start is one failure of the run; the proofs that need it fail by themselves too. */
async function server(name, start) {
  const running = interrupted ? undefined : await step(name, start)
  if (running) started.unshift(running)
  return running
}
