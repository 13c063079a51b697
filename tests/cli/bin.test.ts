/** A few runs through the real bins, with closed stdin. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildIfStale } from '../../scripts/build.mjs'
import { openShop, type Screen, SHOP } from '../support/front-door.ts'

const shop = openShop(SHOP)
beforeAll(buildIfStale, 60_000)
afterAll(shop.close)

/** `lines`: close stdout after so many chunks, as `head` does. */
function bin(program: string, args: readonly string[], { isCut = false } = {}): Promise<Screen> {
  const path = fileURLToPath(new URL(`../../bin/${program}.js`, import.meta.url))
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path, ...args], {
      cwd: shop.cwd,
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
