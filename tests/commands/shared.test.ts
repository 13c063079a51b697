/** What belongs to no single service: tasks of the shared scope, and contracts that several services need. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Disk } from '../../src/ports.ts'
import { ROOT, shopDisk, taskplan } from '../properties/workshop.ts'
import { snapshot } from '../support/memory-disk.ts'
import { BERTH_PROTO, QUAY, type QuayOptions, quayPlan } from '../support/quay-plan.ts'

const CONTRACT = 'proto/quay/berth/v1/berth_service.proto'

const open = (options: QuayOptions = {}) => shopDisk(quayPlan(options))
const read = (disk: Disk, path: string) =>
  Buffer.from(disk.read(`${ROOT}/${path}`) ?? [])
    .toString()
    .trimEnd()

function put(disk: Disk, path: string, text: string): void {
  const parts = `${ROOT}/${path}`.split('/').slice(0, -1)
  for (const at of parts.keys()) {
    const folder = parts.slice(0, at + 1).join('/')
    if (folder !== '' && disk.stat(folder) === undefined) disk.makeDirectory(folder)
  }
  disk.remove(`${ROOT}/${path}`)
  disk.create(`${ROOT}/${path}`, new TextEncoder().encode(text), { mode: 0o644, sync: false })
}

interface Heard {
  readonly paths: readonly string[]
  readonly codes: readonly string[]
}

async function scaffold(disk: Disk, ...args: string[]): Promise<Heard> {
  const { exitCode, stdout, stderr } = await taskplan({ disk, cwd: ROOT }, ['scaffold', ...args, '--json'])
  if (exitCode !== 0) throw new Error(stdout + stderr)
  const { changes, diagnostics } = JSON.parse(stdout)
  return {
    paths: changes.map(({ path }: { path: string }) => path),
    codes: diagnostics.map(({ code, path }: Found) => `${code} ${path}`),
  }
}

interface Found {
  readonly code: string
  readonly path?: string
}

const stale = ({ codes }: Heard) => codes.filter((code) => code.startsWith('contract/stale'))
const isAtRoot = (path: string) => path.startsWith('proto/')

describe('a contract that another service of the plan needs', () => {
  test('comes to the root with either side, and both have the same copy', async () => {
    for (const service of ['berth', 'crane']) {
      const disk = open()
      const { paths } = await scaffold(disk, service)
      expect(paths.filter(isAtRoot)).toEqual(['proto/buf.yaml', CONTRACT])
      const copy = `${service}-service/${CONTRACT}`
      expect(read(disk, copy)).toBe(read(disk, CONTRACT))
      expect(read(disk, `${service}-service/proto/proto.lock`)).toMatch(
        /^[0-9a-f]{64} {2}\.\.\/proto\/quay\//,
      )
      expect(read(disk, '.taskplan/services/shared.json')).toContain(CONTRACT)
    }
  })

  test('is written with the tasks that own it, and with no other', async () => {
    const disk = open()
    expect((await scaffold(disk, 'berth', '2.1')).paths.filter(isAtRoot)).toEqual([])
    expect((await scaffold(disk, 'berth', '2.2')).paths.filter(isAtRoot)).toEqual([
      'proto/buf.yaml',
      CONTRACT,
    ])
  })

  test('stays with its service where nobody calls it', async () => {
    const { [`${QUAY}/crane/3_task.md`]: _, ...files } = quayPlan()
    const disk = shopDisk(files)
    const { paths } = await scaffold(disk, 'berth')
    expect(paths.filter((path) => isAtRoot(path) || path.endsWith('proto.lock'))).toEqual([])
    expect(paths).toContain(`berth-service/${CONTRACT}`)
  })
})

describe('a task of the shared scope', () => {
  test('brings the contracts, and the services do not', async () => {
    const disk = open({ shared: true })
    expect((await scaffold(disk, 'berth')).paths.filter(isAtRoot)).toEqual([])
    const heard = await scaffold(disk, 'shared')
    expect(heard.paths).toEqual(['proto/buf.yaml', CONTRACT])
    expect(heard.codes).toContain(`plan/manual-task ${QUAY}/shared/1_task.md`)
    expect((await scaffold(disk, 'shared')).paths).toEqual([])
    expect(read(disk, '.taskplan/tasks')).toContain('quay:shared/1.1\tshared\tProto definitions')
  })

  test('is chosen by its id as any other', async () => {
    expect((await scaffold(open({ shared: true }), 'shared', '1.2')).paths).toEqual([])
    const { paths } = await scaffold(open({ shared: true }), 'shared', 'quay:shared/1.1')
    expect(paths).toContain(CONTRACT)
  })

  test('in any order with the services makes the same files', async () => {
    const runs = async (order: readonly string[]) => {
      const disk = open({ shared: true })
      for (const scope of order) await scaffold(disk, scope)
      return snapshot(disk, ROOT)
    }
    const committed = (tree: Awaited<ReturnType<typeof runs>>) =>
      Object.fromEntries(
        Object.entries(tree).filter(([path]) => !/\.taskplan\/(journal|tmp|lock)/.test(path)),
      )
    const whole = committed(await runs(['shared', 'berth', 'crane']))
    const orders = fc.shuffledSubarray(['shared', 'berth', 'crane'], { minLength: 3 })
    const isWhole = async (order: readonly string[]) => {
      expect(committed(await runs(order))).toEqual(whole)
    }
    await fc.assert(fc.asyncProperty(orders, isWhole), { numRuns: 5, endOnFailure: true })
  }, 60_000)

  test('is listed', async () => {
    const { stdout } = await taskplan({ disk: open({ shared: true }), cwd: ROOT }, ['list'])
    expect(stdout).toMatch(
      /\nshared\n {2}1\.0 .*\n {4}\[ \] 1\.1 +shared +Proto definitions of the berth service\n/,
    )
    const { stdout: json } = await taskplan({ disk: open({ shared: true }), cwd: ROOT }, ['list', '--json'])
    const [{ tasks }] = JSON.parse(json).result.plans
    expect(tasks[0]).toMatchObject({ key: 'quay:shared/1.0', subtasks: [{ key: 'quay:shared/1.1' }, {}] })
  })
})

const GROWN = BERTH_PROTO.replace('bool taken = 3;', 'bool taken = 3;\n  string owner = 4;')

describe('a copy that was left behind', () => {
  test('is told when the plan changed and only one side was scaffolded again', async () => {
    const disk = open()
    await scaffold(disk, 'berth')
    await scaffold(disk, 'crane')
    put(disk, `${QUAY}/_techspec.md`, quayPlan({ proto: GROWN })[`${QUAY}/_techspec.md`] ?? '')
    const heard = await scaffold(disk, 'berth')
    expect(heard.paths).toContain(CONTRACT)
    expect(stale(heard)).toEqual([`contract/stale-proto-copy crane-service/${CONTRACT}`])
    expect(stale(await scaffold(disk, 'crane'))).toEqual([])
    expect(read(disk, `crane-service/${CONTRACT}`)).toContain('string owner = 4;')
  })

  test('follows a contract that was edited, which is never written over', async () => {
    const disk = open()
    await scaffold(disk, 'berth')
    await scaffold(disk, 'crane')
    const edited = read(disk, CONTRACT).replace('bool taken = 3;', 'bool taken = 3;\n  string edited = 7;')
    put(disk, CONTRACT, `${edited}\n`)
    expect(stale(await scaffold(disk, 'berth'))).toEqual([
      `contract/stale-proto-copy crane-service/${CONTRACT}`,
    ])
    expect(stale(await scaffold(disk, 'crane'))).toEqual([])
    for (const path of [CONTRACT, `berth-service/${CONTRACT}`, `crane-service/${CONTRACT}`]) {
      expect([path, read(disk, path)]).toEqual([path, edited])
    }
    const kept = ['proto/quay/berth/v1/berth_service.proto']
    for (const service of ['berth', 'crane', 'berth'])
      expect((await scaffold(disk, service)).paths).toEqual(kept)
  })

  test('is told when the copy itself was edited', async () => {
    const disk = open()
    await scaffold(disk, 'crane')
    put(disk, `crane-service/${CONTRACT}`, `${read(disk, CONTRACT)}\n// mine\n`)
    expect(stale(await scaffold(disk, 'crane'))).toEqual([
      `contract/stale-proto-copy crane-service/${CONTRACT}`,
    ])
  })
})

describe('a contract that somebody wrote at the root', () => {
  const FOREIGN = `${BERTH_PROTO.replace('import', 'package quay.berth.v1;\n\nimport')}// ours\n`.replace(
    'string code = 1;',
    'string code = 9;',
  )

  test('is followed, numbers and all, and stays its own', async () => {
    const disk = open()
    put(disk, CONTRACT, FOREIGN)
    const heard = await scaffold(disk, 'crane')
    expect(heard.paths.filter(isAtRoot)).toEqual([])
    expect(read(disk, CONTRACT)).toBe(FOREIGN.trimEnd())
    expect(read(disk, `crane-service/${CONTRACT}`)).toBe(FOREIGN.trimEnd())
    expect(stale(heard)).toEqual([])
  })

  test('is said to lack what the plan tells beside it', async () => {
    const disk = open()
    const [lacking] = FOREIGN.split('  // Free one')
    put(disk, CONTRACT, `${lacking}}\n${FOREIGN.slice(FOREIGN.indexOf('message FindBerthRequest'))}`)
    const { codes } = await scaffold(disk, 'crane')
    expect(codes).toContain(`contract/rpc-mismatch ${QUAY}/_techspec.md`)
  })

  test('that cannot be read costs nothing but itself', async () => {
    const disk = open()
    put(disk, 'proto/other/odd.proto', 'message {')
    expect((await scaffold(disk, 'berth')).codes).toContain('contract/unparsable proto/other/odd.proto')
  })

  test('of a service that no plan has is the contract of its client', async () => {
    const { [`${QUAY}/berth/2_task.md`]: _, ...files } = quayPlan()
    const disk = shopDisk(files)
    put(disk, CONTRACT, FOREIGN)
    await scaffold(disk, 'crane')
    expect(read(disk, `crane-service/${CONTRACT}`)).toBe(FOREIGN.trimEnd())
    expect(read(disk, 'crane-service/proto/proto.lock')).toContain(CONTRACT)
  })
})
