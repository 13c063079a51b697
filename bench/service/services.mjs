// The services under load: the generated auth service with its reference bodies and, where it stands beside the
// repository, the one written by hand, with bodies that do the same work.
import { execFile } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from '../../scripts/install.mjs'
import { pythonTools } from '../../scripts/python-tools.mjs'
import { importTypeScript } from '../load-typescript.mjs'

const run = promisify(execFile)
const STARTER = join(ROOT, 'templates/starter/auth')
const BY_HAND = join(ROOT, '../shared/golden/auth-service')

/** `{ name, dir, python, env, path, rpc }` of each service there is, ready to start. */
export async function prepareServices(scratch) {
  const helpers = await importTypeScript([
    'tests/support/render-plan.ts',
    'tests/support/seed-plan.ts',
    'tests/support/shared.ts',
    'tests/e2e/harness-bodies.ts',
  ])
  const services = [await generated(helpers)]
  if (existsSync(BY_HAND)) {
    services.push(await writtenByHand(helpers, join(scratch, 'by-hand')))
    const observed = await writtenByHand(helpers, join(scratch, 'observed'))
    observe(observed.dir)
    services.push({ ...observed, name: 'by hand, observed' })
  }
  for (const service of services) await install(service)
  return services
}

async function generated({ readPlanOf, renderSystem, writeRendered, applyBodies, hasShared, seedPlan }) {
  const plan = Object.fromEntries(
    filesBelow(STARTER).map((path) => [`tasks/prd-shop/${path}`, readFileSync(join(STARTER, path), 'utf8')]),
  )
  if (hasShared) {
    delete plan['tasks/prd-shop/auth/1_task.md']
    plan['tasks/prd-shop/auth/4_task.md'] = seedPlan().task
  }
  const { system, diagnostics } = await readPlanOf(plan)
  const folder = writeRendered(renderSystem(system, diagnostics))
  const dir = join(folder.path, system.services[0].layout.root)
  await applyBodies(dir, join(ROOT, 'tests/fixtures/bodies/auth'))
  return {
    name: 'generated',
    dir,
    path: '/api/v1/auth/validate',
    rpc: '/auth.v1.AuthService/ValidateToken',
    remove: folder.remove,
  }
}

async function writtenByHand({ applyBodies }, dir) {
  cpSync(BY_HAND, dir, { recursive: true, filter: (path) => !/\.venv|\.results|__pycache__/.test(path) })
  await applyBodies(dir, join(ROOT, 'bench/service/bodies'))
  return {
    name: 'by hand',
    dir,
    path: '/api/v1/auth/validate',
    rpc: '/acme.auth.v1.AuthService/ValidateToken',
    remove() {},
  }
}

/** A line for each request and spans of Redis: what the plan asks of the generated service, and the other leaves out. */
function observe(dir) {
  const insert = (path, before, lines) => {
    const file = join(dir, path)
    const text = readFileSync(file, 'utf8')
    if (text.split(before).length !== 2) throw new Error(`${path} has no single place at ${before}`)
    writeFileSync(
      file,
      text.replace(before, () => `${lines}\n${before}`),
    )
  }
  insert(
    'src/core/boot/redis.py',
    '    async def ping()',
    '    from opentelemetry.instrumentation.redis import RedisInstrumentor\n    RedisInstrumentor.instrument_client(client)\n',
  )
  insert('src/api/middleware.py', '_HEADER = b', 'import structlog\nlog = structlog.get_logger()')
  insert(
    'src/api/middleware.py',
    '            HTTP_SECONDS.labels(',
    '            log.info("request", method=scope["method"], path=scope["path"], status=status, duration_ms=round(elapsed * 1000, 3))',
  )
  insert(
    'src/grpc/interceptors/context.py',
    '                GRPC_SECONDS.labels(',
    '                log.info("rpc", method=method, code=_code(ctx), duration_ms=round((time.perf_counter() - started) * 1000, 3))',
  )
}

async function install(service) {
  const { uv, env } = await pythonTools()
  const options = { cwd: service.dir, env: { ...process.env, ...env }, maxBuffer: 64 << 20 }
  await run(uv, ['--quiet', 'lock'], options)
  await run(uv, ['--quiet', 'sync', '--locked'], options)
  service.python = join(service.dir, '.venv/bin/python')
  await run(service.python, ['-m', 'scripts.generate_protos'], options)
  await run(service.python, ['-m', 'compileall', '-q', 'src'], options)
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  )
}
