import { afterAll, expect, test } from 'vitest'
import { openShop, SHOP } from '../support/front-door.ts'

const CRITERIA = `
## Success Criteria

- [ ] No type errors (mypy strict)
- [x] Liked by people

## Testing Checklist

- [ ] Unit tests for business logic
`
const task = 'tasks/prd-shop/stock/4_task.md'
const shop = openShop({ ...SHOP, [task]: `${SHOP[task]}${CRITERIA}` })
afterAll(() => shop.close())

test('list --verbose tells what proves each criterion, in the order of the plan', async () => {
  const { stdout } = await shop.taskplan('list --verbose')
  expect(stdout.slice(stdout.indexOf('  criteria')).split('\n').slice(0, 4)).toEqual([
    '  criteria',
    '    [ ] No type errors (mypy strict)  (gate types)',
    '    [x] Liked by people  (manual)',
    '    [ ] Unit tests for business logic  (README.md and 1 more)',
  ])
  expect((await shop.taskplan('list')).stdout).not.toContain('criteria')
})

test('list --verbose --json gives every test and the place of the criterion', async () => {
  const { stdout } = await shop.taskplan('list --verbose --json')
  const [plan] = JSON.parse(stdout).result.plans
  expect(plan.criteria).toContainEqual({
    service: 'stock-service',
    id: expect.stringMatching(/^check-[0-9a-f]{4}$/),
    kind: 'check',
    text: 'Unit tests for business logic',
    done: false,
    tests: ['README.md', 'tasks.txt'],
    gates: [],
    manual: false,
    path: task,
    line: expect.any(Number),
  })
})
