import { afterAll, expect, test } from 'vitest'
import { openShop } from '../support/front-door.ts'

const list = (last: string) => `# Tasks: Quay

## Phase 1: Core

- [ ] T001 [P] Berth model in src/models.py
- [ ] T002 [P] Crane model in ${last}
`
const shared = openShop({
  'specs/001-quay/plan.md': '# Plan\n',
  'specs/001-quay/tasks.md': list('src/models.py'),
})
const own = openShop({
  'specs/001-quay/plan.md': '# Plan\n',
  'specs/001-quay/tasks.md': list('src/cranes.py'),
})
afterAll(() => {
  shared.close()
  own.close()
})

test('two parallel tasks that write one file are an error, with both places', async () => {
  const { exitCode, stderr } = await shared.taskplan('lint')
  expect(exitCode).toBe(1)
  expect(stderr).toContain('specs/001-quay/tasks.md:6:')
  expect(stderr).toContain('error[plan/parallel-same-file]: `T002` is `[P]` and names the file of `T001`')
  expect(stderr).toContain('note: `src/models.py` is first named at specs/001-quay/tasks.md:5:')
})

test('with a file each they are none', async () => {
  const { exitCode, stderr } = await own.taskplan('lint')
  expect(exitCode).toBe(0)
  expect(stderr).toContain('0 errors')
})
