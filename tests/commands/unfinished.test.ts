import { mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openShop, SHOP } from '../support/front-door.ts'

let shop: ReturnType<typeof openShop>
beforeEach(async () => {
  shop = openShop(SHOP)
  await shop.taskplan('scaffold stock 4.1')
})
afterEach(() => shop.close())

/** The last run as if it had been killed just before its end. */
function reopen(): void {
  const journal = join(shop.cwd, '.taskplan/journal')
  mkdirSync(journal, { recursive: true })
  const last = readdirSync(journal).sort().at(-1) ?? ''
  renameSync(join(journal, last), join(journal, `${last}.active`))
}

test('a run that is cancelled tells what of an earlier one it took back', async () => {
  reopen()
  const { exitCode, stderr } = await shop.create('stock', { answers: ['cancel'] })
  expect(exitCode).toBe(130)
  expect(stderr).toContain('warning[workspace/rolled-back]')
  expect(stderr).toContain('cancelled; nothing was written')
})

test('a run that is taken back whole is no failure, and is told', async () => {
  reopen()
  const { exitCode, stderr } = await shop.taskplan('scaffold stock 4.1')
  expect([exitCode, stderr.includes('warning[workspace/rolled-back]')]).toEqual([0, true])
})

test('a file of it that was edited since is left alone, said, and exit code 1', async () => {
  reopen()
  shop.write({ 'stock-service/notes/4.1.txt': 'mine\n' })
  const { exitCode, stderr } = await shop.taskplan('scaffold stock 4.2')
  expect(exitCode).toBe(1)
  expect(stderr).toContain('warning[workspace/edited-meanwhile]: `stock-service/notes/4.1.txt`')
  expect(shop.read('stock-service/notes/4.1.txt')).toBe('mine\n')
})
