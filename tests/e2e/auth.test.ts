/** The auth service of the task-creator document, from its task file to a running, then to a finished service. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasShared } from '../support/shared.ts'
import { type GateOptions, type GateReport, gates, runProgram } from './harness.ts'
import { applyBodies, swapStubs, wrongConstants, wrongConstantsEnv } from './harness-bodies.ts'
import { DEFECTS } from './support/auth-defects.ts'
import { type AuthService, BODIES, edit, scaffoldAuth } from './support/auth-service.ts'
import { countAllowances, countSuppressions, STRICT_MYPY, writeStrictRuff } from './support/strict-rules.ts'

const MINUTES = 60_000
const GATES = ['lock', 'sync', 'proto', 'ruff', 'format', 'mypy', 'pytest', 'migrations']

let auth: AuthService
let fresh: GateReport

beforeAll(async () => {
  auth = await scaffoldAuth()
  fresh = await gates(auth.dir)
}, 10 * MINUTES)
afterAll(() => auth?.remove())

const python = async (args: readonly string[], dir = auth.dir) =>
  runProgram(fresh.environment.python, args, { cwd: dir, env: fresh.environment.env })
const pytest = (dir: string, ...args: string[]) => python(['-m', 'pytest', '-q', ...args], dir)
const outputOf = (report: GateReport, gate: string) =>
  report.gates.find(({ name }) => name === gate)?.output ?? ''
const stubOf = (key: string) => `src.core.stubs.StubNotImplemented: not implemented: ${key}`

async function collect(dir: string, ...args: string[]): Promise<readonly string[]> {
  const { stdout } = await pytest(dir, '--collect-only', ...args)
  return stdout
    .split('\n')
    .filter((line) => line.includes('::'))
    .sort()
}

/** `pytest --task` with the files of the plan that show the task, but the `left` one. */
async function judge(dir: string, task: number, left = '') {
  const { tasks } = JSON.parse(readFileSync(join(dir, 'tests/plan.json'), 'utf8'))
  const files: readonly string[] = tasks[auth.key(task)].tests
  const args = files.filter((file) => file !== left)
  const { exitCode, stdout } = await pytest(dir, ...args, `--task=${auth.id(task)}`, '--tb=no', '-rN')
  return { files, exitCode, stdout }
}

/** Keys of the stub calls left in the source, one for each call. */
function stubCalls(dir: string): readonly string[] {
  return readdirSync(join(dir, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.py'))
    .flatMap((path) => [
      ...readFileSync(join(dir, 'src', path), 'utf8').matchAll(/raise not_implemented\(\s*"([^"]+)"/g),
    ])
    .map(([, key = '']) => key)
}

async function broken(break_: (dir: string) => void, options: GateOptions = {}): Promise<GateReport> {
  const dir = auth.copy()
  break_(dir)
  return gates(dir, options)
}

describe('fresh', () => {
  it('leaves nothing out that the plan declares', () => {
    expect(auth.exitCode).toBe(0)
    expect(auth.screen).not.toMatch(/^Not yet/m)
    const packages = readdirSync(join(auth.dir, 'src')).filter((name) => /^[a-z]+$/.test(name))
    const layers = ['api', 'core', 'grpc', 'models', 'repositories', 'schemas', 'services']
    expect(packages.sort()).toEqual([...layers, 'clients', 'events'].sort())
  })

  it('wires every edge and topic that the plan declares', async () => {
    const { topics } = JSON.parse(readFileSync(join(auth.dir, 'tests/plan.json'), 'utf8'))
    const open = [...topics.produces, ...topics.consumes].filter(({ scaffolded }) => !scaffolded)
    expect(open).toEqual([])
    const wired = await pytest(auth.dir, 'tests/contract', 'tests/integration/test_consumer.py')
    expect(wired).toMatchObject({ ok: true })
    const judged = await collect(auth.dir, 'tests/contract')
    for (const name of ['user_service_client', 'notification_service_client', 'test_events'])
      expect(judged.filter((id) => id.includes(name)).length).toBeGreaterThan(2)
  })

  it('passes every gate', () => {
    expect(fresh.gates.filter(({ ok }) => !ok).map(({ name, output }) => `${name}\n${output}`)).toEqual([])
    expect(fresh.gates.map(({ name }) => name).filter((name) => name !== 'hadolint')).toEqual(GATES)
  })

  it('waits red at the stub of the subject in every task test, and only there', async () => {
    const { tests } = fresh
    const all = await collect(auth.dir)
    const onServers = await collect(auth.dir, '-m', 'postgres or kafka')
    expect(tests).toMatchObject({ broken: [], green: 0, wrongRed: 0, skipped: onServers.length })
    expect(tests.tasks.map(({ reason }) => reason)).toEqual(
      tests.tasks.map(({ task }) => `call: ${stubOf(task)}`),
    )
    expect(tests.tasks.map(({ id }) => id).filter((id) => !all.includes(id))).toEqual([])
    expect(tests.red).toBe(tests.tasks.length)
    expect(tests.infrastructure).toBe(all.length - tests.red - tests.skipped)
    const marked = await collect(auth.dir, '-m', 'task')
    expect(tests.tasks.map(({ id }) => id).sort()).toEqual(marked)
    const subjects = new Set(tests.tasks.map(({ task }) => task))
    expect([...subjects].sort()).toEqual((hasShared ? [2, 3, 4, 6] : [2, 3, 4, 6, 7]).map(auth.key))
    expect(new Set(stubCalls(auth.dir))).toEqual(subjects)
    expect(tests.red).toBeGreaterThanOrEqual(stubCalls(auth.dir).length)
  })

  it('imports what protoc made of its contract', async () => {
    const program =
      'from src.grpc.gen.auth.v1 import auth_service_pb2 as pb, auth_service_pb2_grpc as g; print(pb.AuthRequest(email="x").email, g.AuthServiceStub.__name__)'
    expect(await python(['-c', program])).toMatchObject({ ok: true, stdout: 'x AuthServiceStub\n' })
  })

  it(
    'counts a task as not done before it is written, one that only writes tests as done',
    async () => {
      const unit = (id: string) => pytest(auth.dir, 'tests/unit', `--task=${id}`)
      expect(await unit(auth.id(4))).toMatchObject({ exitCode: 1 })
      expect(await unit(auth.id(hasShared ? 7 : 9))).toMatchObject({ exitCode: 0 })
    },
    2 * MINUTES,
  )

  it(
    'counts a task without marked tests as done by the files of the plan, all of them',
    async () => {
      const { files, exitCode, stdout } = await judge(auth.dir, 1)
      expect(exitCode, stdout).toBe(0)
      const [first = ''] = files
      expect(await judge(auth.dir, 1, first)).toMatchObject({
        exitCode: 1,
        stdout: expect.stringContaining(`\n  ${first}: no test of it ran\n`),
      })
    },
    2 * MINUTES,
  )

  it(
    'answers on both ports and finishes what is in flight when SIGTERM comes',
    async () => {
      const body = JSON.stringify({ email: 'someone@example.org', password: 'correct horse' })
      const script = join(import.meta.dirname, 'support/drain.py')
      const { ok, stdout, stderr } = await python([script, '/api/v1/auth/login', body])
      if (!ok) throw new Error(stderr)
      const seen = JSON.parse(stdout)
      const services = [
        'auth.v1.AuthService',
        'grpc.health.v1.Health',
        'grpc.reflection.v1alpha.ServerReflection',
      ]
      expect(seen).toMatchObject({
        health: { status: 200, body: { status: 'ok' } },
        ready: { status: 200, body: { database: 'ok' } },
        grpc_health: 'SERVING',
        services,
        alive_after_signal: true,
        services_after_signal: services,
        stream_ended: true,
        exit_code: 0,
      })
      expect(seen.answer).toMatchObject({
        status: 501,
        headers: { 'content-type': 'application/problem+json', 'x-taskplan-task': auth.key(3) },
        body: { type: 'urn:taskplan:not-implemented' },
      })
      const events = seen.output
        .trim()
        .split('\n')
        .map((line: string) => JSON.parse(line).event)
      expect(events.at(0)).toBe('started')
      expect(events.at(-1)).toBe('stopped')
    },
    2 * MINUTES,
  )
})

describe('with reference bodies', () => {
  it(
    'every test is green, every task done, and a session lives and ends through both edges',
    async () => {
      const dir = auth.copy()
      const filled = await applyBodies(dir, BODIES)
      expect(filled.filter((name) => name.startsWith('src/')).length).toBe(stubCalls(auth.dir).length)
      expect(stubCalls(dir)).toEqual([])
      const report = await gates(dir, { tdd: 'strict', only: ['proto', 'mypy', 'pytest'] })
      expect(report.red.map((gate) => outputOf(report, gate))).toEqual([])
      expect(report.tests).toMatchObject({
        broken: [],
        green: fresh.tests.red,
        red: 0,
        wrongRed: 0,
        infrastructure: fresh.tests.infrastructure + 3,
      })
      expect(await judge(dir, 4)).toMatchObject({ exitCode: 0 })
      edit(dir, 'src/core/security.py', 'if self._asked >= MOST_HASHES:', 'if self._asked < 0:')
      edit(
        dir,
        'src/services/auth_service.py',
        'class ',
        `# raise not_implemented("${auth.key(4)}")\n\n\nclass `,
      )
      const { exitCode, stdout } = await judge(dir, 4)
      expect(exitCode).toBe(1)
      expect(stdout.split('\n').filter((line) => line.startsWith('  '))).toEqual([
        '  src/services/auth_service.py: a stub',
        expect.stringMatching(/^ {2}tests\/unit\/test_security\.py::\w+: failed$/),
      ])
    },
    3 * MINUTES,
  )
})

describe('with something wrong in place of the stubs', () => {
  it.each(['empty', 'plausible'] as const)(
    '%s constants fail every task test by assertion',
    async (kind) => {
      const dir = auth.copy()
      await applyBodies(dir, auth.statements())
      expect((await wrongConstants(dir, kind)).length).toBe(stubCalls(auth.dir).length)
      const { tests, gates: ran } = await gates(dir, {
        only: ['pytest'],
        tdd: 'strict',
        env: wrongConstantsEnv,
      })
      expect(ran.at(-1)?.ok).toBe(false)
      expect(tests.tasks.map(({ id }) => id)).toEqual(fresh.tests.tasks.map(({ id }) => id))
      const byAssertion = /^call: (AssertionError: |Failed: (DID NOT RAISE|state what) )/
      expect(
        tests.tasks.filter(({ outcome, reason }) => outcome !== 'wrong-red' || !byAssertion.test(reason)),
      ).toEqual([])
      expect(tests).toMatchObject({ broken: [], infrastructure: fresh.tests.infrastructure })
    },
    2 * MINUTES,
  )

  it(
    'two swapped stubs make the tests of both tasks wrong-red',
    async () => {
      const [one, other] = [auth.key(3), auth.key(4)]
      const { tests, red } = await broken((dir) => swapStubs(dir, one, other), { only: ['pytest'] })
      expect(red).toEqual(['pytest'])
      const expected = fresh.tests.tasks.map(({ id, task }) => {
        const reached = task === one ? other : task === other ? one : task
        return { id, outcome: reached === task ? 'red' : 'wrong-red', reason: `call: ${stubOf(reached)}` }
      })
      expect(tests.tasks.map(({ id, outcome, reason }) => ({ id, outcome, reason }))).toEqual(expected)
      expect(new Set(expected.map(({ outcome }) => outcome))).toEqual(new Set(['red', 'wrong-red']))
      expect(tests.broken).toEqual([])
    },
    2 * MINUTES,
  )

  it(
    'a broken import is wrong-red where tests reach it, and never done',
    async () => {
      const dir = auth.copy()
      edit(
        dir,
        'src/repositories/session_store.py',
        'from redis',
        'from src.missing import nothing\nfrom redis',
      )
      const { exitCode, stdout } = await pytest(dir, 'tests/unit', `--task=${auth.id(hasShared ? 7 : 9)}`)
      expect(exitCode).toBe(1)
      expect(stdout).toContain('ERROR tests/unit/test_session_store.py')
      const { tests } = await gates(dir, { only: ['pytest'] })
      const reached = tests.tasks.filter(({ task }) => task !== auth.key(2))
      expect(reached.length).toBeGreaterThan(0)
      for (const { outcome, reason } of reached) {
        expect([outcome, reason]).toEqual(['wrong-red', expect.stringMatching(/^setup: .*import error/i)])
      }
    },
    2 * MINUTES,
  )

  it(
    'a broken import that no test can be read without is an error of the run',
    async () => {
      const dir = auth.copy()
      edit(
        dir,
        'src/services/auth_service.py',
        'from collections',
        'from src.missing import nothing\nfrom collections',
      )
      const { exitCode, stdout, stderr } = await pytest(dir, '--tdd=red')
      expect(exitCode).toBe(4)
      expect(stdout + stderr).toContain("No module named 'src.missing'")
    },
    1 * MINUTES,
  )
})

describe('one defect', () => {
  it.each(DEFECTS)(
    '$name: $red and no other gate',
    async (defect) => {
      const report = await broken((dir) => edit(dir, ...defect.edit))
      expect(report.red).toEqual(defect.red)
      expect(outputOf(report, defect.red[0] ?? '')).toMatch(defect.says)
      expect(report.tests.broken).toEqual(defect.broken ?? [])
      expect(report.tests.red).toBe(fresh.tests.red)
    },
    2 * MINUTES,
  )
})

describe("another's strict rules", () => {
  it(
    'pass, with few allowances, each still needed',
    async () => {
      const config = { ruff: writeStrictRuff(join(auth.dir, '.results')), mypy: STRICT_MYPY }
      const report = await gates(auth.dir, { config, only: ['ruff', 'mypy'] })
      expect(report.red.map((gate) => outputOf(report, gate))).toEqual([])
      const { allowed, rest } = await countAllowances(auth.dir)
      console.info(
        allowed
          .map(
            ({ rule, where = '', count, ceiling = '-', reason }) =>
              `${rule} ${where} ${count}/${ceiling} ${reason}`,
          )
          .join('\n'),
      )
      expect(rest).toEqual([])
      expect(allowed.filter(({ count }) => count === 0)).toEqual([])
      expect(allowed.filter(({ count, ceiling = count }) => count > ceiling)).toEqual([])
    },
    3 * MINUTES,
  )

  it('are asked to overlook little', () => {
    const ceilings = {
      'type: ignore': 0,
      noqa: 4,
      'pragma: no cover': 0,
      'rules of ruff ignored': 4,
      'coverage omits': 1,
      'coverage exclusions': 1,
      'modules without types': 1,
      'errors of mypy turned off': 0,
    }
    const counts = countSuppressions(auth.dir)
    console.info(
      Object.entries(ceilings)
        .map(([what, most]) => `${what}: ${counts[what]} of at most ${most}`)
        .join('\n'),
    )
    for (const [what, most] of Object.entries(ceilings))
      expect([what, counts[what]]).toEqual([what, expect.toSatisfy((n: number) => n <= most)])
  })
})
