import { expect, test } from 'vitest'
import { openShop } from '../support/front-door.ts'

/** Titles of ticked tasks that name a file which is not there. */
test.each([
  ['Implement DELETE endpoint in src/users.py', 'missed'],
  ['Create remove-item component in src/remove.tsx', 'missed'],
  ['Implement soft delete in src/users.py', 'missed'],
  ['Dropdown menu in src/Menu.tsx', 'missed'],
  ['Cleanup job in src/cleanup.py', 'missed'],
  ['Migration of users in src/users.sql', 'missed'],
  ['Move the model out of src/old.py', 'gone'],
  ['Write the new one and delete the old src/old.py', 'gone'],
  ['Update the importer (was src/old.py)', 'gone'],
  ['Remover arquivo src/old.py', 'gone'],
  ['删除 src/old.py', 'gone'],
  ['Write src/old.py: skipped, not needed', 'gone'],
  ['Migration in src/migrations/XXX_users.py', 'gone'],
  ['Settings in src/.env.local', 'gone'],
])('a tick on "%s": the file is %s', async (title, expected) => {
  const shop = openShop({ 'specs/001-a/tasks.md': `- [x] T001 ${title}\n` })
  const { result } = JSON.parse((await shop.taskplan('--json')).stdout)
  expect(result.absent.files.length === 0 ? 'gone' : 'missed').toBe(expected)
  shop.close()
})

test('tens of thousands of paths in one line are looked for in a moment', async () => {
  const paths = Array.from({ length: 60_000 }, (_, index) => `src/a/f${index}.py`).join(' ')
  const shop = openShop({ 'specs/001-a/tasks.md': `- [x] T001 Write ${paths}\n` })
  const { result } = JSON.parse((await shop.taskplan('--json')).stdout)
  expect(result.absent.files).toHaveLength(60_000)
  shop.close()
})
