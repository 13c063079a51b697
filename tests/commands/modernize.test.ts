import { afterEach, beforeEach, expect, test } from 'vitest'
import { ROOT, shopDisk, taskplan } from '../properties/workshop.ts'
import { openShop, SHOP } from '../support/front-door.ts'
import { writePlan } from '../support/plan-builder.ts'

const PACKAGES = `
### UV Dependencies (pyproject.toml)

\`\`\`toml
[project]
name = "stock-service"
dependencies = ["python-jose>=3.3", "fastapi"]
\`\`\`

## Success Criteria

- [ ] Liked by people
`

const SHARED_TASK = `---
service: shared
---

# Task 9.0: Shared proto contracts

## Subtasks

- [ ] 9.1 Write the contracts
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

test('the answer can be taken back, and is asked for one way', async () => {
  await shop.taskplan('scaffold stock --modernize')
  expect((await shop.taskplan('scaffold stock --no-modernize')).exitCode).toBe(0)
  expect(shop.read(readme)).toBe('# stock-service\n')
  expect(shop.read('.taskplan/services/stock-service.json')).toContain(
    '"modernize": {"value":false,"from":"flag"}',
  )
  expect((await shop.taskplan('scaffold stock')).stderr).toContain('nothing to do')
  const both = await shop.taskplan('scaffold stock --modernize --no-modernize')
  expect(both.exitCode).toBe(2)
  expect(both.stderr).toContain('`--modernize` and `--no-modernize` exclude each other')
})

test('what services share takes no such answer, not even for a service that is called alike', async () => {
  shop.write({
    'tasks/prd-shop/shared/9_task.md': SHARED_TASK,
    'tasks/prd-shop/sharing/5_task.md': SHOP['tasks/prd-shop/stock/4_task.md']
      ?.replace('service: stock-service', 'service: shared-service')
      .replaceAll('4.', '5.') as string,
  })
  for (const flag of ['--modernize', '--no-modernize']) {
    const { exitCode, stderr } = await shop.taskplan(`scaffold shared ${flag}`)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('command/flag-of-a-service')
  }
  expect(shop.state()).toEqual([])
})

test('a listing of what a plan means knows the answer', async () => {
  const listed = async () => (await shop.taskplan('list --verbose')).stdout
  await shop.taskplan('scaffold stock')
  expect(await listed()).not.toContain('no python-jose')
  await shop.taskplan('scaffold stock --modernize')
  expect(await listed()).toContain('Liked by people  (gate no python-jose')
})

test('a replacement is in `pyproject.toml` and is said', async () => {
  const disk = shopDisk(
    writePlan({ edges: 'rest', jwt: true, packages: ['python-jose>=3.3', 'httpx>=0.27'] }),
  )
  const read = () => Buffer.from(disk.read(`${ROOT}/parcel-service/pyproject.toml`) ?? []).toString()
  const codes = async (...flags: readonly string[]) => {
    const { stdout } = await taskplan({ disk, cwd: ROOT }, ['scaffold', 'parcel', '--json', ...flags])
    return JSON.parse(stdout).diagnostics.map(({ code }: { code: string }) => code)
  }
  expect(await codes()).toContain('dependency/outdated-python-jose')
  expect(read()).toContain('"python-jose>=3.5"')
  const modern = await codes('--modernize')
  expect(modern).toContain('dependency/modernized')
  expect(modern).not.toContain('dependency/outdated-python-jose')
  expect(read()).toMatch(/"pyjwt\[crypto\]/)
  expect(read()).not.toMatch(/python-jose|"httpx>/)
})

test('who is asked for a service may choose what they share', async () => {
  shop.write({ 'tasks/prd-shop/shared/9_task.md': SHARED_TASK })
  const { stderr } = await shop.taskplan('scaffold --dry-run', { answers: ['shared'] })
  expect(stderr).toContain('Which service? (stock-service / shared) shared')
  expect((await shop.taskplan('scaffold --dry-run --yes')).stdout).toContain(readme)
})
