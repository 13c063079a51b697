import { afterEach, beforeEach, expect, test } from 'vitest'
import { openShop, SHOP } from '../support/front-door.ts'

const PACKAGES = `
### UV Dependencies (pyproject.toml)

\`\`\`toml
[project]
name = "stock-service"
dependencies = ["python-jose>=3.3", "fastapi"]
\`\`\`
`

let shop: ReturnType<typeof openShop>
beforeEach(() => {
  const task = 'tasks/prd-shop/stock/4_task.md'
  shop = openShop({ ...SHOP, [task]: `${SHOP[task]}${PACKAGES}` })
})
afterEach(() => shop.close())

const readme = 'stock-service/README.md'

test('a service keeps the packages of its plan until it is asked to replace them, and then for good', async () => {
  expect((await shop.taskplan('scaffold stock')).exitCode).toBe(0)
  expect(shop.read(readme)).toBe('# stock-service\n')
  expect((await shop.taskplan('scaffold stock --modernize')).exitCode).toBe(0)
  expect(shop.read(readme)).toBe('# stock-service\nwithout python-jose\n')
  expect(shop.read('.taskplan/services/stock-service.json')).toContain(
    '"modernize": {"value":true,"from":"flag"}',
  )
  const again = await shop.taskplan('scaffold stock')
  expect(again.stderr).toContain('nothing to do')
  expect(shop.read(readme)).toBe('# stock-service\nwithout python-jose\n')
})

test('a dry run shows the replacement and answers nothing for later', async () => {
  await shop.taskplan('scaffold stock')
  const { stdout } = await shop.taskplan('scaffold stock --modernize --dry-run')
  expect(stdout).toContain('README.md')
  expect(shop.read('.taskplan/services/stock-service.json')).not.toContain('modernize')
})

test('the answer is one of the service it was given for', async () => {
  expect((await shop.taskplan('scaffold other --modernize')).exitCode).not.toBe(0)
  await shop.taskplan('scaffold stock')
  expect(shop.read(readme)).toBe('# stock-service\n')
})
