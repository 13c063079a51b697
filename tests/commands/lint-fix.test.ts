import { afterEach, expect, test } from 'vitest'
import { openShop } from '../support/front-door.ts'

let shop: ReturnType<typeof openShop>
afterEach(() => shop.close())

const LIST =
  '\ufeff# Tasks: Quay\r\n\r\n## Phase 1: Core\r\n\r\n- [ ] T001 [P] Berth model in src/models.py\r\n- [ ] T002 [P] Crane model in src/models.py\t \r\n- [x] T003 ~~Hook in src/hook.py~~'
const PRD = {
  'tasks/prd-quay/_tasks.md': '# Quay\n\n## Tasks\n\n- [x] 1.0 Berths\n\nEnd.',
  'tasks/prd-quay/1_task.md':
    '---\nstatus: completed\n---\n\n# Task 1.0: Berths\n\n<task_context>\n<unblocks>"2.0"</unblocks>\n</task_context>\n',
  'tasks/prd-quay/2_task.md': '---\nstatus: closed # at last\nblocked_by: []\n---\n\n# Task 2.0: Cranes\n',
  'tasks/prd-quay/3_task.md': '---\nstatus: pending\nblocked_by: [1.0, 2.0]\n---\n\n# Task 3.0: Hooks\n',
  'tasks/prd-quay/4_task.md': '## markdown\n\n## status: completed # or not\n\n# Task 4.0: Ropes\n\nOld.\n',
  'tasks/prd-quay/5_task.md': '```markdown\n---\nstatus: pending\n---\n\n# Task 5.0: Nets\n```\n',
}

test('a list with a byte order mark, other line ends and no last one is repaired in three places', async () => {
  shop = openShop({ 'specs/001-quay/plan.md': '# Plan\n', 'specs/001-quay/tasks.md': LIST })
  const dry = await shop.taskplan('lint --fix --dry-run')
  expect(shop.read('specs/001-quay/tasks.md')).toBe(LIST)
  expect(dry.stdout).toContain(
    '--- a/specs/001-quay/tasks.md\n+++ b/specs/001-quay/tasks.md\n@@ -6,2 +6,2 @@\n',
  )
  expect(dry.stderr).toContain('would repair')
  const { stderr, exitCode } = await shop.taskplan('lint --fix')
  expect(shop.read('specs/001-quay/tasks.md')).toBe(
    LIST.replace('T002 [P] Crane', 'T002 Crane').replace('[x] T003', '[-] T003'),
  )
  expect(stderr).toContain('~ specs/001-quay/tasks.md   repaired')
  expect(stderr).toContain('plan/parallel-same-file')
  expect(exitCode).toBe(0)
  expect(shop.files()).toEqual(['specs/001-quay/plan.md', 'specs/001-quay/tasks.md'])
  const again = await shop.taskplan('lint --fix')
  expect(again.stderr).toContain('nothing to repair')
})

test('task files are repaired, and the summary gets the lines that are missing', async () => {
  shop = openShop(PRD)
  const { stderr } = await shop.taskplan('lint --fix')
  expect(shop.read('tasks/prd-quay/2_task.md')).toBe(
    '---\nstatus: completed # at last\nblocked_by: ["1.0"]\n---\n\n# Task 2.0: Cranes\n',
  )
  expect(shop.read('tasks/prd-quay/3_task.md')).toContain('blocked_by: [1.0, 2.0]')
  expect(shop.read('tasks/prd-quay/4_task.md')).toBe(
    '---\nstatus: completed # or not\n---\n\n## markdown\n\n# Task 4.0: Ropes\n\nOld.\n',
  )
  expect(shop.read('tasks/prd-quay/5_task.md')).toBe('---\nstatus: pending\n---\n\n# Task 5.0: Nets\n')
  expect(shop.read('tasks/prd-quay/_tasks.md')).toBe(
    '# Quay\n\n## Tasks\n\n- [x] 1.0 Berths\n- [x] 2.0 Cranes\n- [ ] 3.0 Hooks\n- [x] 4.0 Ropes\n- [ ] 5.0 Nets\n\nEnd.',
  )
  expect(stderr).toContain('plan/unlisted-task-file')
  const before = shop.files().map((path) => shop.read(path))
  expect((await shop.taskplan('lint --fix')).stderr).toContain('nothing to repair')
  expect(shop.files().map((path) => shop.read(path))).toEqual(before)
})

test('a file that is never written stays as it is; the others are repaired, and no state is left behind', async () => {
  const list = '# Tasks: Quay\n\n- [x] T001 ~~Hook~~ in src/hook.py\n'
  shop = openShop({
    'specs/001-quay/tasks.md': list,
    'specs/001-quay/tasks.md.taskplan~': 'mine',
    'specs/002-a:b/tasks.md': list,
  })
  const { stderr } = await shop.taskplan('lint --fix')
  expect(shop.read('specs/001-quay/tasks.md')).toBe(list.replace('[x]', '[-]'))
  expect(shop.read('specs/001-quay/tasks.md.taskplan~')).toBe('mine')
  expect(shop.read('specs/002-a:b/tasks.md')).toBe(list)
  expect(stderr).toContain('specs/002-a:b/tasks.md:3:7: warning[plan/struck-out-task]')
  expect(shop.state()).toEqual([])
})

/** Each code that can be repaired, as often as it takes to see every repair. */
const REPAIRABLE = {
  ...PRD,
  'tasks/prd-quay/_tasks.md': '# Quay\n\n## Tasks\n\n- [x] 1.0 Berths\n- [x] 3.0 Hooks\n',
  'tasks/prd-quay/6_task.md': '---\nstatus: pending\nblocked_by: [1.10]\n---\n\n# Task 6.0: Sails\n',
  'specs/001-quay/plan.md': '# Plan\n',
  'specs/001-quay/tasks.md': LIST,
  'specs/002-pier/plan.md': '# Plan\n\n**Language/Version**: Python 3.12\n',
  'specs/002-pier/tasks.md':
    '# Tasks: Pier\n\n## Phase 1: Core\n\n- [ ] T001 Router in src/api/berths.py\n- [ ] T002 Implement GET /api/berths/{id} endpoint\n- [ ] T003 [P] A in src/a.py\n- [ ] T004 [P] B in src/b.py\n\n## Dependencies\n\n- T003 before T004\n',
}

test('what explain promises to repair is what lint repairs, no more and no less', async () => {
  shop = openShop(REPAIRABLE)
  const { runs } = JSON.parse((await shop.taskplan('lint --sarif')).stdout)
  const results: readonly { ruleId: string; fixes?: unknown }[] = runs[0].results
  const repaired = new Set(results.flatMap(({ ruleId, fixes }) => (fixes ? [ruleId] : [])))
  const { codes } = JSON.parse((await shop.taskplan('explain --json')).stdout).result
  const promised: string[] = []
  for (const { code } of codes) {
    const { fixable } = JSON.parse((await shop.taskplan(`explain ${code} --json`)).stdout).result
    if (fixable) promised.push(code)
  }
  expect([...repaired].sort()).toEqual(promised.sort())
})
