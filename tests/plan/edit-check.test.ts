/** The check behind every edit: it refuses edits that were tampered with, of each kind and in many ways. */
import { expect, test } from 'vitest'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { applyPlanned } from '../../src/plan/edit/apply-planned.ts'
import { readPlanText } from '../../src/plan/edit/plan-text.ts'
import type { Planned } from '../../src/plan/edit/planned.ts'
import { type Change, sortChanges } from '../../src/text/changes.ts'
import { createDocument } from '../../src/text/document.ts'

const TEXT = `\
---
status: pending # first
blocked_by:
  - "1.0"
---
# 4.0 Title

- [ ] 4.1 One <!-- note -->\r
- [x] 4.2 Two \`a\`
  - [ ] step

\`\`\`sh
- [ ] not a box
\`\`\`

| # | Status  |
|---|---------|
| 1 | pending |
`

const at = (words: string, shift = 0): number => TEXT.indexOf(words) + shift
const box = at('[ ] 4.1', 1)
const tick: Planned = {
  changes: [{ start: box, end: box + 1, text: 'x' }],
  intends: { start: box, become: () => 'x' },
  on: box,
}
const status: Planned = {
  changes: [{ start: at('pending'), end: at('pending', 7), text: 'completed' }],
  intends: { start: at('status:'), become: () => '["completed",false,"completed"]' },
  on: at('pending'),
}
const item: Planned = {
  changes: [{ start: at('"1.0"', 5), end: at('"1.0"', 5), text: '\n  - "2.0"' }],
  intends: { start: at('blocked_by'), become: () => '{"items":[["1.0",true,"1.0"],["2.0",true,"2.0"]]}' },
  on: at('"1.0"'),
  adds: 1,
}
const cell: Planned = {
  changes: [{ start: at('pending |'), end: at('pending |', 7), text: 'done   ' }],
  intends: { start: at('pending |'), become: () => 'done' },
  on: at('pending |'),
}

async function apply(...planned: Planned[]): Promise<string> {
  const diagnostics = new Diagnostics()
  const edited = await applyPlanned(await readPlanText(createDocument('a.md', TEXT)), planned, diagnostics)
  return edited ? 'made' : diagnostics.all.map(({ code }) => code).join()
}

test.each([
  ['tick', tick],
  ['status', status],
  ['item', item],
  ['cell', cell],
])('%s by itself is made', async (_, planned) => {
  expect(await apply(planned)).toBe('made')
  expect(await apply(tick, status, item, cell)).toBe('made')
})

const change = (words: string, length: number, text: string, shift = 0): Change => ({
  start: at(words, shift),
  end: at(words, shift + length),
  text,
})

/** What is done instead of, or besides, what was planned. */
const TAMPERED: readonly (readonly [name: string, planned: Planned, changes: readonly Change[]])[] = [
  ['nothing is done', tick, []],
  ['another character', tick, [{ ...change('[ ] 4.1', 1, 'y', 1) }]],
  ['the bracket, not what is in it', tick, [change('[ ] 4.1', 1, 'x')]],
  ['the box of another line', tick, [change('[ ] step', 1, 'x', 1)]],
  ['one more box', tick, [...tick.changes, change('[ ] step', 1, 'x', 1)]],
  ['a box in a fence', tick, [...tick.changes, change('[ ] not', 1, 'x', 1)]],
  ['a word on the line', tick, [...tick.changes, change('One', 3, 'Won')]],
  ['a word in a comment on the line', tick, [...tick.changes, change('note', 4, 'gone')]],
  ['a blank on the line', tick, [...tick.changes, change(' 4.1', 1, '  ')]],
  ['the line end', tick, [...tick.changes, change('\r\n', 2, '\n')]],
  ['a blank at the end of the line', tick, [...tick.changes, change('\r\n', 0, ' ')]],
  ['the line end of another line', tick, [...tick.changes, change('`a`\n', 0, '\r', 3)]],
  ['the final line end', tick, [...tick.changes, { start: TEXT.length - 1, end: TEXT.length, text: '' }]],
  ['a line more', tick, [...tick.changes, change('- [x] 4.2', 0, '\n')]],
  ['a line more at the end', tick, [...tick.changes, { start: TEXT.length, end: TEXT.length, text: '\n' }]],
  ['a comment that begins', tick, [...tick.changes, change('One', 0, '<!--')]],
  ['a fence that begins', tick, [...tick.changes, change('# 4.0', 0, '```\n')]],
  ['the width of a column', tick, [...tick.changes, change('|---', 1, '|-')]],
  ['a comment of the front matter', tick, [...tick.changes, change('first', 5, '1st')]],
  ['the comment behind it', status, [...status.changes, change('first', 5, '1st')]],
  ['the comment goes', status, [change('pending', 15, 'completed')]],
  ['a blank behind the comment', status, [...status.changes, change(' first', 6, ' first ')]],
  ['the line end', item, [change('"1.0"', 0, '\n  - "2.0"\r', 5)]],
  ['another status', status, [change('pending', 7, 'excluded')]],
  ['a number for a word', status, [change('pending', 7, '1')]],
  ['a status in quotes', status, [change('pending', 7, '"completed"')]],
  ['a key more', status, [change('pending', 7, 'completed\nowner: me')]],
  ['another key', status, [...status.changes, change('"1.0"', 5, '"1.1"')]],
  ['the end of the front matter', status, [...status.changes, change('---\n# 4', 4, '')]],
  ['the body', status, [...status.changes, change('Title', 5, 'title')]],
  ['another item', item, [change('"1.0"', 0, '\n  - "3.0"', 5)]],
  ['an item in front', item, [change('  - "1.0"', 0, '  - "2.0"\n')]],
  ['two items', item, [change('"1.0"', 0, '\n  - "2.0"\n  - "3.0"', 5)]],
  ['another cell', cell, [...cell.changes, change('| 1 |', 1, '2', 2)]],
  ['a cell more', cell, [change('pending |', 7, 'done | x')]],
]

test.each(TAMPERED)('%s: refused', async (_, planned, changes) => {
  expect(sortChanges(TEXT, changes)).toBeDefined()
  expect(await apply({ ...planned, changes })).toBe('plan/unsafe-edit')
})

test('an edit of something the document does not say is refused', async () => {
  expect(await apply({ ...tick, intends: { start: at('[ ] not', 1), become: () => 'x' } })).toBe(
    'plan/unsafe-edit',
  )
})

test.each([
  ['outside', [{ start: 2, end: 9, text: '' }]],
  ['before', [{ start: -1, end: 0, text: '' }]],
  ['backwards', [{ start: 2, end: 1, text: '' }]],
  ['inside of a character', [{ start: 2, end: 2, text: 'x' }]],
  ['half a character', [{ start: 0, end: 0, text: '\ud83d' }]],
  [
    'two in one place',
    [
      { start: 0, end: 1, text: 'x' },
      { start: 0, end: 1, text: 'y' },
    ],
  ],
  [
    'two that overlap',
    [
      { start: 0, end: 3, text: 'x' },
      { start: 1, end: 4, text: 'y' },
    ],
  ],
])('changes %s are none', (_, changes) => {
  expect(sortChanges('a🚀b', changes)).toBeUndefined()
})
