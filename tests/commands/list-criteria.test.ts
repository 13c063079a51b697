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

test('criteria of two task files keep the order of the plan, those of no service are for people', async () => {
  const more = (id: string, title: string, scope: string, criteria: string) =>
    `---\nstatus: pending\n${scope}\n---\n\n# Task ${id}: ${title}\n\n## Subtasks\n\n- [ ] ${id.replace('.0', '.1')} ${title}\n\n## Success Criteria\n\n${criteria}\n`
  const two = openShop({
    ...SHOP,
    [task]: `${SHOP[task]}${CRITERIA}`,
    'tasks/prd-shop/stock/9_task.md': more(
      '9.0',
      'Indexes',
      'service: stock-service',
      '- [ ] Fast for people',
    ),
    'tasks/prd-shop/shared/10_task.md': more(
      '10.0',
      'Shared proto contracts',
      'service: shared',
      '- [ ] Contracts agreed',
    ),
  })
  try {
    const { stdout } = await two.taskplan('list --verbose --json')
    const [plan] = JSON.parse(stdout).result.plans
    const told = plan.criteria.map(({ service, text }: Record<string, string>) => [service, text])
    expect(told).toEqual([
      ['stock-service', 'No type errors (mypy strict)'],
      ['stock-service', 'Liked by people'],
      ['stock-service', 'Unit tests for business logic'],
      ['stock-service', 'Fast for people'],
      ['shared', 'Contracts agreed'],
    ])
    const text = (await two.taskplan('list --verbose')).stdout
    expect(text.slice(text.indexOf('  criteria')).match(/(?<=\[.\] ).*(?= {2}\()/g)).toEqual(
      told.map(([, said]: readonly string[]) => said),
    )
    expect(text).toContain('[ ] Contracts agreed  (manual)')
  } finally {
    two.close()
  }
})
