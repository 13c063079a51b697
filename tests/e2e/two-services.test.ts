/**
 * Services of one plan: one calls the other over both protocols, and both are held to one contract; a gateway stands in
 * front of them, and they share a package.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pythonTools } from '../../scripts/python-tools.mjs'
import { QUAY, quayPlan } from '../support/quay-plan.ts'
import { type GateReport, gates, REPOSITORY, runProgram, taskplan } from './harness.ts'
import { applyBodies } from './harness-bodies.ts'
import { startService } from './support/start-and-stop.ts'

const MINUTES = 60_000
const BODIES = join(REPOSITORY, 'tests/fixtures/bodies/quay')
const CONTRACT = 'proto/quay/berth/v1/berth_service.proto'

let root: string
const reports = new Map<string, GateReport>()

const OPTIONS = { shared: true, library: true, gateway: true }
const SERVICES = ['berth', 'crane', 'api-gateway']

const dir = (service: string) => join(root, service.includes('-') ? service : `${service}-service`)
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const environmentOf = (service: string): GateReport['environment'] => {
  const report = reports.get(service)
  if (!report) throw new Error(`${service} was not tested`)
  return report.environment
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

/** What the command said of copies. */
async function scaffold(scope: string): Promise<readonly string[]> {
  const { stdout, stderr, exitCode } = await taskplan(root, ['scaffold', scope, '--json'])
  if (exitCode !== 0) throw new Error(stdout + stderr)
  const { diagnostics } = JSON.parse(stdout)
  return diagnostics.flatMap(({ code, path }: { code: string; path: string }) =>
    code === 'contract/stale-proto-copy' ? [path] : [],
  )
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'taskplan-quay-'))
  write(quayPlan(OPTIONS))
  for (const scope of ['shared', ...SERVICES]) await scaffold(scope)
  for (const service of SERVICES) reports.set(service, await gates(dir(service)))
}, 10 * MINUTES)
afterAll(() => root && rmSync(root, { recursive: true, force: true }))

/** The tests of contracts of the calling service. */
async function contractTests() {
  const { python, env } = environmentOf('crane')
  return runProgram(python, ['-m', 'pytest', '-q', 'tests/contract'], { cwd: dir('crane'), env })
}

describe('fresh', () => {
  it.each(SERVICES)('%s passes every gate', (service) => {
    const failed = reports.get(service)?.gates.filter(({ ok }) => !ok)
    expect(failed?.map(({ name, output }) => `${name}\n${output}`)).toEqual([])
  })

  it(
    'the package in common passes its own gates, and is what the services import',
    async () => {
      const { uv, env: tools } = await pythonTools()
      for (const gate of [['pytest', '-q'], ['ruff', 'check'], ['ruff', 'format', '--check'], ['mypy']]) {
        const ran = await runProgram(uv, ['run', '--quiet', ...gate], {
          cwd: join(root, 'shared/common'),
          env: tools,
        })
        expect([gate, ran.exitCode], ran.stdout + ran.stderr).toEqual([gate, 0])
      }
      const { python, env } = environmentOf('berth')
      const place = ['-c', 'import quay_common; print(quay_common.__file__)']
      const { stdout } = await runProgram(python, place, { cwd: dir('berth'), env })
      expect(stdout.trim()).toBe(join(root, 'shared/common/src/quay_common/__init__.py'))
    },
    2 * MINUTES,
  )

  it('both ends are compiled from one contract and read one schema of the topic', async () => {
    const program =
      'from src.grpc.gen.quay.berth.v1 import berth_service_pb2 as pb; print(pb.DESCRIPTOR.serialized_pb.hex())'
    const [served, called] = await Promise.all(
      ['berth', 'crane'].map((service) => {
        const { python, env } = environmentOf(service)
        return runProgram(python, ['-c', program], { cwd: dir(service), env })
      }),
    )
    expect(served).toMatchObject({ ok: true, stdout: called?.stdout })
    const schema = 'src/schemas/events/berth_assigned.json'
    expect(read(`berth-service/${schema}`)).toBe(read(`crane-service/${schema}`))
    expect(JSON.parse(read(`crane-service/${schema}`)).required).toEqual(['code', 'ship'])
  })
})

describe('drift', () => {
  const restore = () => write(quayPlan(OPTIONS))

  it(
    'of the plan that only one side took over is said, and a test of the other side fails',
    async () => {
      const techspec = `${QUAY}/_techspec.md`
      write({ [techspec]: read(techspec).replace('bool taken = 3;', 'bool taken = 3;\n  string owner = 4;') })
      await scaffold('shared')
      expect(await scaffold('berth')).toEqual([`api-gateway/${CONTRACT}`, `crane-service/${CONTRACT}`])
      const behind = await contractTests()
      expect(behind.exitCode).toBe(1)
      expect(behind.stdout).toContain('test_no_contract_of_the_workspace_has_left_its_copy_behind')
      expect(await scaffold('crane')).toEqual([`api-gateway/${CONTRACT}`])
      expect(await contractTests()).toMatchObject({ exitCode: 0 })
      restore()
      for (const scope of ['shared', ...SERVICES]) await scaffold(scope)
    },
    5 * MINUTES,
  )

  it(
    'of a contract that was edited is said, and both sides can follow it',
    async () => {
      const before = read(CONTRACT)
      write({ [CONTRACT]: before.replace('bool taken = 3;', 'bool taken = 3;\n  string owner = 9;') })
      expect(await contractTests()).toMatchObject({ exitCode: 1 })
      expect(await scaffold('berth')).toEqual([`api-gateway/${CONTRACT}`, `crane-service/${CONTRACT}`])
      expect(await scaffold('crane')).toEqual([`api-gateway/${CONTRACT}`])
      expect(await contractTests()).toMatchObject({ exitCode: 0 })
      expect(read(`crane-service/${CONTRACT}`)).toContain('string owner = 9;')
      write({ [CONTRACT]: before })
      for (const scope of SERVICES) await scaffold(scope)
    },
    5 * MINUTES,
  )

  it('of a copy that was edited fails a test', async () => {
    const copy = `crane-service/${CONTRACT}`
    const before = read(copy)
    write({ [copy]: `${before}\n// mine\n` })
    const edited = await contractTests()
    write({ [copy]: before })
    expect(edited.exitCode).toBe(1)
    expect(edited.stdout).toContain('test_every_copy_is_the_one_that_is_locked')
  })
})

describe('with reference bodies', () => {
  it(
    'a request to one goes through its clients to the other, over REST and over gRPC',
    async () => {
      for (const service of ['berth', 'crane']) await applyBodies(dir(service), join(BODIES, service))
      const start = { package: 'src', ports: ['HTTP_PORT', 'GRPC_PORT'] }
      const berth = await startService(environmentOf('berth'), { ...start, dir: dir('berth') })
      const crane = await startService(
        environmentOf('crane'),
        { package: 'src', ports: ['HTTP_PORT'], dir: dir('crane') },
        {
          BERTH_SERVICE_TARGET: `127.0.0.1:${berth.ports.GRPC_PORT}`,
          BERTH_SERVICE_URL: `http://127.0.0.1:${berth.ports.HTTP_PORT}`,
        },
      )
      const lift = async (code: string) => {
        const answer = await fetch(`http://127.0.0.1:${crane.ports.HTTP_PORT}/api/v1/lifts`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ berth: code }),
        })
        return { status: answer.status, body: await answer.json() }
      }
      const lifted = await lift('north')
      const left = await berth.stop()
      const alone = await lift('south')
      const stopped = await crane.stop()
      expect({ lifted, output: stopped.output }).toMatchObject({
        lifted: { status: 201, body: { berth: 'north', depth: 12 } },
      })
      expect(alone.status).toBe(503)
      expect([left.exitCode, stopped.exitCode]).toEqual([0, 0])
    },
    5 * MINUTES,
  )
})
