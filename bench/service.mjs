// `npm run bench:service`: CPU per request of the generated auth service with its reference bodies, one process, a REST
// and a gRPC call without a database at 1,000 a second; the service written by hand under the same load, where it is
// there. Prints a table, writes bench/service-results.json, exits 1 where the ratio or the errors miss their target.
import { execFile, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startKafka } from '../scripts/infra/kafka.mjs'
import { startRedis } from '../scripts/infra/redis.mjs'
import { answers, becomes, findProgram, freePort } from '../scripts/infra/server.mjs'
import { installPackages, ROOT } from '../scripts/install.mjs'
import { pythonPackages } from '../scripts/python-tools.mjs'
import { prepareServices } from './service/services.mjs'

const RATE = Number(process.env.BENCH_RATE ?? 1000)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 20)
const TURNS = Number(process.env.BENCH_TURNS ?? 10)
const RATIO = 1.1
const P99 = 50
const GENERATOR = ['grpcio==1.85.1', 'uvloop==0.23.0']
const TOKEN = `
from redis import Redis
from src.core.config import Settings
from src.core.security import TokenCodec
from src.repositories.session_store import PREFIX
settings = Settings()
Redis.from_url(settings.REDIS_URL).set(PREFIX + "session", "subject")
codec = TokenCodec(settings.JWT_SECRET.get_secret_value(), settings.JWT_ISSUER, settings.JWT_AUDIENCE)
print(codec.encode("subject", "session"))
`

const run = promisify(execFile)
const ends = []
let broker

installPackages()
try {
  process.exitCode = (await main()) ? 0 : 1
} finally {
  for (const end of ends.reverse()) await end()
}

async function main() {
  const scratch = mkdtempSync(join(tmpdir(), 'taskplan-bench-'))
  ends.push(() => rmSync(scratch, { recursive: true, force: true }))
  const services = await prepareServices(scratch)
  for (const { remove } of services) ends.push(remove)
  const redis = await startRedis()
  ends.push(redis.stop)
  const python = join(await pythonPackages('load', GENERATOR), 'python')
  const runs = []
  for (const kind of ['rest', 'grpc']) {
    runs.push(...(await measure(services, { kind, python, redis })))
    for (const run of runs.filter((found) => found.kind === kind)) console.log(lineOf(run))
  }
  return report(runs)
}

/** All services stand side by side and take turns, so that what else the machine does meets each of them. */
async function measure(services, { kind, python, redis }) {
  const loadBefore = loadavg()[0]
  const servers = []
  try {
    for (const service of services) servers.push(await serve(service, { kind, redis }))
    const asked = { kind, rate: RATE, seconds: SECONDS, warm_up: 3, turns: TURNS, servers }
    const [program, ...args] = pinned(1, [python, join(ROOT, 'bench/service/load.py'), JSON.stringify(asked)])
    const results = JSON.parse((await run(program, args)).stdout)
    return services.map(({ name }, at) => ({ service: name, kind, loadBefore, ...results[at] }))
  } finally {
    for (const { stop } of servers) await stop()
  }
}

async function serve(service, { kind, redis }) {
  const [http, grpc, metrics] = [await freePort(), await freePort(), await freePort()]
  const env = {
    ...process.env,
    ...(await brokerOf(service)),
    HTTP_PORT: String(http),
    GRPC_PORT: String(grpc),
    METRICS_PORT: String(metrics),
    // The plan of the generated service names OpenTelemetry; both sample as many traces.
    OTEL_ENABLED: 'true',
    // A stall of a busy machine must not turn into refusals, which cost less than answers.
    MAX_IN_FLIGHT: '100000',
    HTTP_LIMIT_CONCURRENCY: '100000',
    GRPC_MAX_CONCURRENT_RPCS: '100000',
    JWT_SECRET: 'bench-only-bench-only-bench-only-32b',
    REDIS_URL: redis.url,
    DATABASE_URL: `sqlite+aiosqlite:///${join(service.dir, 'bench.db')}`,
  }
  const { stdout } = await run(service.python, ['-c', TOKEN], { cwd: service.dir, env })
  const token = stdout.trim()
  const server = await start(service, { env, port: kind === 'rest' ? http : grpc })
  const asked =
    kind === 'rest'
      ? { address: `127.0.0.1:${http}`, method: service.path, request: JSON.stringify({ token }) }
      : { address: `127.0.0.1:${grpc}`, method: service.rpc, request: firstField(token) }
  return { ...asked, pid: server.pid, stop: server.stop }
}

/** A message whose first field is a text, as it goes over the wire. */
function firstField(text) {
  const bytes = Buffer.from(text)
  const length = bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7]
  return Buffer.concat([Buffer.from([0x0a, ...length]), bytes]).toString('hex')
}

/** Started when the first service asks for it. */
async function brokerOf({ dir }) {
  const example = join(dir, '.env.example')
  const name = existsSync(example) && /^(KAFKA_BOOTSTRAP\w*)=/m.exec(readFileSync(example, 'utf8'))?.[1]
  if (!name) return {}
  if (!broker) {
    broker = await startKafka()
    ends.push(broker.stop)
  }
  return { [name]: broker.bootstrap }
}

async function start(service, { env, port }) {
  const log = join(service.dir, 'bench.log')
  const [program, ...args] = pinned(0, [service.python, '-m', 'src.main'])
  // To a file: a reader that wakes up for each line would be counted to the service that writes it.
  const output = openSync(log, 'w')
  const child = spawn(program, args, { cwd: service.dir, env, stdio: ['ignore', output, output] })
  const stop = async () => {
    child.kill('SIGTERM')
    if (!(await becomes(() => child.exitCode !== null, 15))) child.kill('SIGKILL')
    closeSync(output)
  }
  const up = await becomes(() => child.exitCode !== null || answers(port), 30)
  if (up && child.exitCode === null) return { pid: child.pid, stop }
  await stop()
  throw new Error(`${service.name} did not start: ${readFileSync(log, 'utf8').slice(-4000)}`)
}

/** Server and generator on cores of their own, where the machine lets them. */
function pinned(core, command) {
  const taskset = findProgram('taskset')
  return taskset && availableParallelism() > 1 ? [taskset, '-c', String(core), ...command] : command
}

function lineOf({
  service,
  kind,
  requests,
  errors,
  p50,
  p99,
  cpuPerRequest,
  generatorPerRequest,
  loadBefore,
}) {
  const ms = (value) => `${value.toFixed(2)} ms`
  return `${service.padEnd(20)} ${kind.padEnd(5)} ${requests} requests, ${errors} errors, p50 ${ms(p50)}, p99 ${ms(p99)}, CPU per request ${ms(cpuPerRequest)} (generator ${ms(generatorPerRequest)}, load average ${loadBefore.toFixed(1)})`
}

function report(runs) {
  const cpu = (service, kind) =>
    runs.find((found) => found.service === service && found.kind === kind)?.cpuPerRequest
  const ratios = ['rest', 'grpc'].flatMap((kind) => {
    const other = cpu('by hand', kind)
    const observed = cpu('by hand, observed', kind)
    return other
      ? [
          { name: `${kind}: generated / by hand`, ratio: cpu('generated', kind) / other, target: RATIO },
          { name: `${kind}: generated / by hand, observed`, ratio: cpu('generated', kind) / observed },
        ]
      : []
  })
  if (ratios.length === 0) console.log('the service written by hand is not there: nothing is compared')
  const failed = runs.filter(({ errors }) => errors > 0)
  console.log(
    `\n${cpus()[0]?.model}, ${availableParallelism()} cores; the generator is Python on the same machine: read the ratios`,
  )
  for (const { name, ratio, target } of ratios)
    console.log(
      target === undefined
        ? `     ${name} ${ratio.toFixed(2)}`
        : `${ratio <= target ? 'ok  ' : 'MISS'} ${name} ${ratio.toFixed(2)} (at most ${target})`,
    )
  const slow = runs.filter(({ p99 }) => p99 > P99)
  if (slow.length > 0)
    console.log(
      `p99 above ${P99} ms in ${slow.length} of ${runs.length} runs; it counts on a quiet machine alone`,
    )
  if (failed.length > 0) console.log(`MISS errors in ${failed.length} runs`)
  writeFileSync(
    join(ROOT, 'bench/service-results.json'),
    `${JSON.stringify({ rate: RATE, seconds: SECONDS, turns: TURNS, cores: availableParallelism(), cpu: cpus()[0]?.model, runs, ratios }, undefined, 2)}\n`,
  )
  return failed.length === 0 && ratios.every(({ ratio, target = ratio }) => ratio <= target)
}
