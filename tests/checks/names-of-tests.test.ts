/** Lists of tests in a task are no lists of fields. */
import { expect, test } from 'vitest'
import { openShop } from '../support/front-door.ts'

test('a label over what tests assert names no schema', async () => {
  const task =
    '---\nstatus: pending\n---\n\n# Task 1: Schema of cranes\n\n## Tests\n- Unit tests:\n  - [ ] `LoadMax(integer)` returns the load.\n  - [ ] `lift: integer` is kept.\n'
  const shop = openShop({ 'tasks/prd-quay/_techspec.md': '# Tech Spec\n', 'tasks/prd-quay/1_task.md': task })
  const { stdout } = await shop.taskplan('lint --json')
  shop.close()
  const codes = JSON.parse(stdout).diagnostics.map(({ code }: { code: string }) => code)
  expect(codes).not.toContain('render/unsafe-name')
})
