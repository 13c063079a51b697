import { afterEach, expect, test } from 'vitest'
import { openShop, SHOP } from '../support/front-door.ts'

const open: ReturnType<typeof openShop>[] = []
function folder(files: Parameters<typeof openShop>[0]) {
  const shop = openShop(files)
  open.push(shop)
  return shop
}
afterEach(() => {
  for (const shop of open.splice(0)) shop.close()
})

test.each(['büro', '100%25', 'a#b?c'])('findings have a frame where the root is %s', async (root) => {
  const shop = folder(
    Object.fromEntries(Object.entries(SHOP).map(([path, text]) => [`${root}/${path}`, text])),
  )
  const { stderr } = await shop.taskplan(`scaffold stock --dry-run --verbose --root ${root}`)
  expect(stderr).toContain('7 | # Task 4.0: Stock service')
})

test('findings of a starter plan have a frame before it is written', async () => {
  const { stderr, exitCode } = await folder({}).create('odd --yes --dry-run --verbose')
  expect(exitCode).toBe(0)
  expect(stderr).toContain('2 | status: strange\n')
})
