/** A few runs through the real bins, with closed stdin. */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildIfStale } from '../../scripts/build.mjs'
import { openShop, type Screen, SHOP } from '../support/front-door.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const shop = openShop(SHOP)
beforeAll(buildIfStale, 60_000)
afterAll(shop.close)

interface Call {
  readonly isCut?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Folder the package stands in. */
  readonly root?: string
}

/** `isCut`: close stdout at once, as `head` may do. */
function bin(
  program: string,
  args: readonly string[],
  { isCut = false, env = {}, root = ROOT }: Call = {},
): Promise<Screen> {
  const path = join(root, 'bin', `${program}.js`)
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path, ...args], {
      cwd: shop.cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [out, err]: [string[], string[]] = [[], []]
    child.stdout.on('data', (chunk) => out.push(String(chunk)))
    child.stderr.on('data', (chunk) => err.push(String(chunk)))
    if (isCut) child.stdout.destroy()
    child.on('close', (code) => resolve({ exitCode: code ?? -1, stdout: out.join(''), stderr: err.join('') }))
  })
}

test('help and version come from the bins', async () => {
  const help = await bin('taskplan', ['--help'])
  expect([help.exitCode, help.stderr, help.stdout.includes('taskplan scaffold auth')]).toEqual([0, '', true])
  expect((await bin('create-taskplan-service', ['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test('list is plain text on stdout, and the exit code is set', async () => {
  const list = await bin('taskplan', ['list'])
  expect([list.exitCode, list.stdout.startsWith('tasks/prd-shop'), list.stdout.includes('\u001b')]).toEqual([
    0,
    true,
    false,
  ])
  expect((await bin('taskplan', ['lst'])).exitCode).toBe(2)
})

test('what a list needs besides its one file is found there', async () => {
  shop.write({
    'tasks/prd-shop/price/5_task.md':
      '---\nservice: {name: price-service}\nstatus: "in\\u005fprogress"\n---\n\n# Task 5.0: Prices\n',
  })
  const list = await bin('taskplan', ['list'])
  shop.remove('tasks/prd-shop/price')
  expect([list.exitCode, list.stdout.includes('5.0   in progress')]).toEqual([0, true])
  const wrong = await bin('taskplan', ['list', '--al'], { env: { FORCE_COLOR: '1', NO_COLOR: '' } })
  expect([wrong.exitCode, wrong.stderr.includes('\u001b[31merror')]).toEqual([2, true])
})

test('all facts are read for --verbose, however it is spelled', async () => {
  for (const flag of ['--verbose', '-v', '-qv']) {
    expect((await bin('taskplan', ['list', flag])).stdout).toContain('  not generated yet: Helm charts\n')
  }
})

test('the bytecode of the bundle is taken by this Node; without it the text is run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'taskplan-start-'))
  for (const part of ['bin', 'dist', 'package.json'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  const { BYTECODE, load } = createRequire(import.meta.url)(join(folder, 'dist/start.cjs'))
  expect(load(readFileSync(BYTECODE)).script.cachedDataRejected).toBe(false)
  const list = () => bin('taskplan', ['list'], { root: folder })
  const quick = await list()
  expect(quick.exitCode).toBe(0)
  writeFileSync(BYTECODE, 'not of this V8')
  expect(await list()).toEqual(quick)
  rmSync(BYTECODE)
  expect(await list()).toEqual(quick)
  rmSync(folder, { recursive: true })
})

test('words of every script mean in the bundle what they mean in the sources', async () => {
  const isAscii = readFileSync(join(ROOT, 'dist/main.cjs')).every((byte) => byte < 0x80)
  const plan = [
    '# Tasks: 图书馆',
    '',
    '## フェーズ 1: 設定',
    '',
    '- [ ] T001 🎲 Roll the dice in `src/dice.py`',
    '- [ ] T002 Prüfe die Würfel — DEFERRED',
    '',
    '## 阶段 2: 实现 ✅ COMPLETE',
    '',
    '- [ ] T003 [P] 实现借书功能（src/loan.py）',
    '- [ ] T004 [P] 대출을 구현한다 — `src/loans.py`',
    '',
    '## 依赖关系',
    '',
    '- T003 依赖 T001；T004 之前完成 T001',
    '- T001 → T004',
    '- T004 после T003',
    '',
  ]
  shop.write({ 'specs/001-dice/tasks.md': plan.join('\n') })
  for (const line of ['list --plan specs/001-dice --json', 'graph --plan specs/001-dice']) {
    const [built, source] = [await bin('taskplan', line.split(' ')), await shop.taskplan(line)]
    expect(built.stdout.replace(/"tool": ?"[^"]*"/, '')).toBe(source.stdout.replace(/"tool": ?"[^"]*"/, ''))
  }
  shop.remove('specs')
  expect(isAscii).toBe(true)
})

test('a reader that goes away ends it quietly', async () => {
  const { exitCode, stderr } = await bin('taskplan', ['list', '--json'], { isCut: true })
  expect([exitCode, stderr]).toEqual([0, ''])
})

test('the front door writes a service with the real generators, twice the same', async () => {
  const first = await bin('create-taskplan-service', ['stock', '--json'])
  const { changes, exitCode } = JSON.parse(first.stdout)
  expect([first.exitCode, exitCode, changes.length > 5]).toEqual([0, 0, true])
  expect(shop.files()).toContain('stock-service/pyproject.toml')
  const second = JSON.parse((await bin('create-taskplan-service', ['stock', '--json'])).stdout)
  expect(second.changes).toEqual([])
})
