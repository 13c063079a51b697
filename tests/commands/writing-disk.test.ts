import { createRequire } from 'node:module'
import { afterAll, expect, test } from 'vitest'
import { openShop, SHOP } from '../support/front-door.ts'

const { cache } = createRequire(import.meta.url)
const shop = openShop(SHOP)
afterAll(shop.close)

function isLoaded(): boolean {
  return Object.keys(cache).some((path) => /node_modules.fs-extra/.test(path))
}

test('only a run that writes pays for the disk that writes', async () => {
  expect((await shop.create('stock --dry-run')).exitCode).toBe(0)
  expect([isLoaded(), shop.state()]).toEqual([false, []])
  expect((await shop.create('stock')).exitCode).toBe(0)
  expect(isLoaded()).toBe(true)
  expect(shop.state()).not.toEqual([])
})
