/** The edits of a plan, byte by byte: what stood there before, what stands there then. */
import { describe, expect, test } from 'vitest'
import { Diagnostics, type Location } from '../../src/diagnostics/index.ts'
import { editPlan, type PlanEdit } from '../../src/plan/edit/edit-plan.ts'
import { createDocument, locate } from '../../src/text/document.ts'

const PATH = 'tasks/shop/4_task.md'

/** `at` stands at the first place of a text in the document. */
function placeOf(text: string, words: string): Location {
  const offset = text.indexOf(words)
  if (offset === -1) throw new Error(`no ${words}`)
  return locate(createDocument(PATH, text), offset, offset + words.length)
}

async function edit(before: string, ...edits: PlanEdit[]): Promise<string> {
  const diagnostics = new Diagnostics()
  const edited = await editPlan(createDocument(PATH, before), edits, diagnostics)
  if (edited) return edited.after.text
  return diagnostics.all.map(({ code, message }) => `${code}: ${message}`).join('\n')
}

type Row = readonly [name: string, before: string, words: string, after: string]

describe('tick', () => {
  test.each<Row>([
    ['one character', '- [ ] 4.1 One\n- [ ] 4.2 Two\n', '4.2', '- [ ] 4.1 One\n- [x] 4.2 Two\n'],
    [
      'as the file does',
      '- [X] 1.1 A\n- [X] 1.2 B\n- [x] 1.3 C\n- [ ] 1.4 D',
      '1.4',
      '- [X] 1.1 A\n- [X] 1.2 B\n- [x] 1.3 C\n- [X] 1.4 D',
    ],
    ['a tie is x', '- [X] 1.1 A\n- [x] 1.2 B\n- [ ] 1.3 C', '1.3', '- [X] 1.1 A\n- [x] 1.2 B\n- [x] 1.3 C'],
    [
      'X in a fence does not count',
      '```\n- [X] no\n```\n- [ ] T001 A',
      'T001',
      '```\n- [X] no\n```\n- [x] T001 A',
    ],
    [
      'CRLF, tabs, trailing blanks',
      '\t- [ ]\tT001 A \t \r\n- [ ] T002 B  \r\n',
      'T001',
      '\t- [x]\tT001 A \t \r\n- [ ] T002 B  \r\n',
    ],
    [
      'mixed line ends',
      '- [ ] T001 A\r\n- [ ] T002 B\n- [ ] T003 C\r\n',
      'T003',
      '- [ ] T001 A\r\n- [ ] T002 B\n- [x] T003 C\r\n',
    ],
    ['a wrapped line', '- [ ] T001 A\n  goes on here\n', 'goes', '- [x] T001 A\n  goes on here\n'],
    ['a nested item is its own', '- [ ] T001 A\n  - [ ] step\n', 'step', '- [ ] T001 A\n  - [x] step\n'],
    [
      'astral characters in front',
      '- [ ] T001 🚀🧪 A\n* [ ] T002 𝒳\n',
      'T002',
      '- [ ] T001 🚀🧪 A\n* [x] T002 𝒳\n',
    ],
    ['an empty box', '- [] T001 A\n', 'T001', '- [x] T001 A\n'],
    ['ticked already', '- [✓] T001 A\n', 'T001', '- [✓] T001 A\n'],
    ['in a tag', '<tests>\n- [ ] 1.1 A\n</tests>\n', '1.1', '<tests>\n- [x] 1.1 A\n</tests>\n'],
    [
      'in a file that is one fence',
      '```markdown\n# 1.0 T\n- [ ] 1.1 A\n```\n',
      '1.1',
      '```markdown\n# 1.0 T\n- [x] 1.1 A\n```\n',
    ],
    [
      'below front matter',
      '---\nstatus: pending\n---\n\n- [ ] 1.1 A',
      '1.1',
      '---\nstatus: pending\n---\n\n- [x] 1.1 A',
    ],
    ['box of a heading', '### [ ] US0-T001: A\n- [ ] step\n', 'US0', '### [x] US0-T001: A\n- [ ] step\n'],
    [
      'heading, as the file does',
      '### [X] T000: A ##\n### [ ] T001: B ##\n',
      'T001',
      '### [X] T000: A ##\n### [X] T001: B ##\n',
    ],
    [
      'mark of a heading',
      '### Task 1: A ✅\n### Task 2: B  \r\n',
      'Task 2',
      '### Task 1: A ✅\n### Task 2: B ✅  \r\n',
    ],
    ['mark in front of closing #', '# A ✅\n# B #\n', 'B', '# A ✅\n# B ✅ #\n'],
    ['a title that is underlined', 'A ✅\n===\n\nB\n===\n', 'B', 'A ✅\n===\n\nB ✅\n===\n'],
  ])('%s', async (_, before, words, after) => {
    expect(await edit(before, { edit: 'tick', at: placeOf(before, words) })).toBe(after)
  })

  test('of [-] and [~] only by name', async () => {
    const before = '- [-] T001 A\n- [~] T002 B\n'
    const at = placeOf(before, 'T001')
    expect(await edit(before, { edit: 'tick', at })).toBe('plan/impossible-edit: the box is `[-]`')
    expect(await edit(before, { edit: 'untick', at })).toBe('plan/impossible-edit: the box is `[-]`')
    expect(await edit(before, { edit: 'tick', at, byName: true })).toBe('- [x] T001 A\n- [~] T002 B\n')
    const partly = { edit: 'untick', at: placeOf(before, 'T002'), byName: true } as const
    expect(await edit(before, partly)).toBe('- [-] T001 A\n- [ ] T002 B\n')
  })
})

describe('untick', () => {
  test.each<Row>([
    ['one character', '- [x] 4.1 One\r\n- [X] 4.2 Two', '4.2', '- [x] 4.1 One\r\n- [ ] 4.2 Two'],
    ['other marks', '- [✔] 4.1 One', '4.1', '- [ ] 4.1 One'],
    ['box of a heading', '## [X] T001 A', 'T001', '## [ ] T001 A'],
    ['mark of a heading', '## T001 A ✅ \n', 'T001', '## T001 A \n'],
    ['mark with a variation', '## T001 A ✅\ufe0f\n', 'T001', '## T001 A\n'],
    ['open already', '## T001 A', 'T001', '## T001 A'],
  ])('%s', async (_, before, words, after) => {
    expect(await edit(before, { edit: 'untick', at: placeOf(before, words) })).toBe(after)
  })
})

test.each([
  ['a box in a fence', '# A\n```\n- [ ] T001 no\n```\n', 'T001', 'there is no box'],
  ['a box in a fence of an item', '- a\n  ```\n  - [ ] T001 no\n  ```\n', 'T001', 'there is no box'],
  ['a box in a comment', '# A\n<!--\n- [ ] T001 no\n-->\n', 'T001', 'there is no box'],
  ['a box in front matter', '---\na: "- [ ] T001"\n---\n', 'T001', 'there is no box'],
  ['prose', 'a [ ] T001 text\n', 'T001', 'there is no box'],
  ['an item without one', '- T001 A\n', 'T001', 'there is no box'],
  ['the legend', '- [P] tasks run beside each other\n', 'tasks', '`[P]` is not a box'],
  ['a heading without box in a file without marks', '## T001 A\n', 'T001', 'the heading has no box'],
  ['marks at headings of another level', '# All ✅\n## T001 A\n', 'T001', 'the heading has no box'],
])('%s is not ticked', async (_, before, words, message) => {
  const tick = { edit: 'tick', at: placeOf(before, words) } as const
  expect(await edit(before, tick)).toBe(`plan/impossible-edit: ${message}`)
})

test('a place of another document, or beyond this one, is refused', async () => {
  const at = placeOf('- [ ] T001 A', 'T001')
  const beyond = { ...at, start: { line: 1, column: 99 } }
  const below = { ...at, start: { line: 7, column: 1 } }
  for (const wrong of [{ ...at, path: 'tasks/shop/5_task.md' }, beyond, below])
    expect(await edit('- [ ] T001 A', { edit: 'tick', at: wrong })).toMatch(/^plan\/impossible-edit/)
})

describe('status of a document', () => {
  test.each([
    ['plain', '---\nstatus: pending\n---\n', 'completed', '---\nstatus: completed\n---\n'],
    [
      'comment, spacing and key',
      '---\r\nStatus:   pending   # todo\r\n---\r\n',
      'in_progress',
      '---\r\nStatus:   in_progress   # todo\r\n---\r\n',
    ],
    ['quotes', '---\nstatus: "pending"\nx: 1\n---', 'completed', '---\nstatus: "completed"\nx: 1\n---'],
    ['single quotes', "---\nstatus: 'done' # x\n---\n", 'pending', "---\nstatus: 'pending' # x\n---\n"],
    ['an emoji goes', '---\nstatus: completed ✅ # ok\n---\n', 'pending', '---\nstatus: pending # ok\n---\n'],
    ['nothing to do', '---\nstatus: done\n---\n', 'completed', '---\nstatus: done\n---\n'],
    [
      'nested YAML beside it',
      '---\na: {b: [1, "x"]}\nstatus: pending\n---\n# T\n',
      'excluded',
      '---\na: {b: [1, "x"]}\nstatus: excluded\n---\n# T\n',
    ],
    ['an unknown word', '---\nstatus: wip\n---\n', 'completed', '---\nstatus: completed\n---\n'],
    [
      'no status, none written',
      '---\ntitle: A\n---\n- [ ] 1.1 A\n',
      'completed',
      '---\ntitle: A\n---\n- [ ] 1.1 A\n',
    ],
    ['no value, none written', '---\nstatus:\n---\n', 'completed', '---\nstatus:\n---\n'],
    [
      'a heading',
      '## markdown\n\n## status: completed # x\n',
      'pending',
      '## markdown\n\n## status: pending # x\n',
    ],
    ['a line', '# T\n\n**Status**: Pending  \n', 'completed', '# T\n\n**Status**: Completed  \n'],
    [
      'a line with marks',
      '# T\n\n**Status**: `completed` ✅\n',
      'in_progress',
      '# T\n\n**Status**: `in_progress`\n',
    ],
    [
      'an item',
      '# T\n- **Status:** ⏳ In Progress (since May)\n',
      'completed',
      '# T\n- **Status:** Completed (since May)\n',
    ],
    ['Portuguese', '**Status**: Pendente\n', 'completed', '**Status**: Concluída\n'],
    ['separator and case', '**Status**: NOT-STARTED\n', 'in_progress', '**Status**: IN-PROGRESS\n'],
    [
      'front matter comes first',
      '---\nstatus: pending\n---\n**Status**: pending\n',
      'completed',
      '---\nstatus: completed\n---\n**Status**: pending\n',
    ],
    [
      'in a file that is one fence',
      '```md\n---\nstatus: pending\n---\n# A\n```\n',
      'completed',
      '```md\n---\nstatus: completed\n---\n# A\n```\n',
    ],
  ] as const)('%s', async (_, before, status, after) => {
    expect(await edit(before, { edit: 'set-status', status })).toBe(after)
  })

  test('words nobody can read are left to a person', async () => {
    const message = 'plan/impossible-edit: the status is not a word that is known'
    const set = { edit: 'set-status', status: 'completed' } as const
    expect(await edit('**Status**: waiting for Bob\n', set)).toBe(message)
    expect(await edit('**Status**: pending | completed\n', set)).toBe(message)
    expect(await edit('---\nstatus: >\n  pending\n---\n', set)).toMatch(
      /^plan\/impossible-edit: the status is more/,
    )
  })

  test('a scalar that others refer to is not changed for one of them', async () => {
    const before = '---\ntitle: &a pending\nstatus: *a\n---\n'
    expect(await edit(before, { edit: 'set-status', status: 'completed' })).toMatch(/^plan\/unsafe-edit/)
  })
})

describe('status at a place', () => {
  const table = (...cells: string[]) =>
    [
      '| # | Status      | X |',
      '|---|-------------|---|',
      ...cells.map((cell, at) => `| ${at} |${cell}| y |`),
    ].join('\n')
  test.each([
    ['a shorter word keeps the width', table(' completed   '), '| 0', 'pending', table(' pending     ')],
    ['a longer word takes blanks', table(' pending     '), '| 0', 'completed', table(' completed   ')],
    ['no room', table(' done '), '| 0', 'pending', table(' pending ')],
    ['no blanks', table('done'), '| 0', 'pending', table('pending')],
    ['filled from the right', table('     pending '), '| 0', 'completed', table('   completed ')],
    [
      'the words of the file',
      table(' Done        ', ' Pending     '),
      '| 1',
      'completed',
      table(' Done        ', ' Done        '),
    ],
    [
      'with emoji',
      table(' ✅ done     ', ' ⏳ pending  '),
      '| 1',
      'completed',
      table(' ✅ done     ', ' ✅ done     '),
    ],
    [
      'below a heading',
      '### T1: A\n**Status**: `done` ✅\n### T2: B\n**Status**: `pending`\n',
      'T2',
      'completed',
      '### T1: A\n**Status**: `done` ✅\n### T2: B\n**Status**: `done` ✅\n',
    ],
    [
      'below an item',
      '- T1\n  - Status: done\n- T2\n  - Status: open\n',
      'T2',
      'completed',
      '- T1\n  - Status: done\n- T2\n  - Status: done\n',
    ],
  ] as const)('%s', async (_, before, words, status, after) => {
    expect(await edit(before, { edit: 'set-status', status, at: placeOf(before, words) })).toBe(after)
  })

  test('where none is said, none is written', async () => {
    const before = '## A\n## B\n**Status**: done\n\n| a |\n|---|\n| b |\n'
    for (const words of ['A', '| b', 'Status'])
      expect(await edit(before, { edit: 'set-status', status: 'pending', at: placeOf(before, words) })).toBe(
        'plan/impossible-edit: there is no status',
      )
  })
})

describe('repairs', () => {
  test.each<Row>([
    [
      'of a list',
      '---\nblocked_by: [1.10, 2.0]  # c\r\n---\n',
      '1.10',
      '---\nblocked_by: ["1.10", 2.0]  # c\r\n---\n',
    ],
    ['of a block list', '---\nblocked_by:\n  - 1.10\n---\n', '1.10', '---\nblocked_by:\n  - "1.10"\n---\n'],
    ['of a scalar', '---\nblocked_by: 1.10\n---\n', '1.10', '---\nblocked_by: "1.10"\n---\n'],
    ['quoted already', '---\nblocked_by: ["1.10"]\n---\n', '1.10', '---\nblocked_by: ["1.10"]\n---\n'],
  ])('quote an id %s', async (_, before, words, after) => {
    expect(await edit(before, { edit: 'quote-id', at: placeOf(before, words) })).toBe(after)
  })

  test.each<Row>([
    ['between', '- [ ] T001 [P] [US1] A\n', 'T001', '- [ ] T001 [US1] A\n'],
    ['without a blank behind', '- [ ] T001 [P][US1] A\n', 'T001', '- [ ] T001 [US1] A\n'],
    ['without a blank before', '- [ ] T001[P] A\n', 'T001', '- [ ] T001 A\n'],
    ['at the end', '### T001 A [P]  \r\n', 'T001', '### T001 A  \r\n'],
    ['in front', '- [P] [P] A\n', 'A', '- [P] A\n'],
    ['named by itself', '- [x]  T001  [P]  A\n', '[P]', '- [x]  T001   A\n'],
  ])('drop [P] %s', async (_, before, words, after) => {
    expect(await edit(before, { edit: 'drop-parallel', at: placeOf(before, words) })).toBe(after)
  })

  test.each<Row>([
    ['an item', '- [ ] T001 Write it  \r\n', 'T001', '- [ ] T001 Write it in src/api/users.py  \r\n'],
    [
      'a wrapped item',
      '- [ ] T001 Write\n  it\n  - sub\n',
      'T001',
      '- [ ] T001 Write\n  it in src/api/users.py\n  - sub\n',
    ],
    ['a heading with a mark', '## T001 A ✅', 'T001', '## T001 A in src/api/users.py ✅'],
    [
      'in front of a comment',
      '- [ ] T001 A <!-- c -->\n',
      'T001',
      '- [ ] T001 A in src/api/users.py <!-- c -->\n',
    ],
  ])('append a path to %s', async (_, before, words, after) => {
    const at = placeOf(before, words)
    expect(await edit(before, { edit: 'append-path', at, path: 'src/api/users.py' })).toBe(after)
  })

  test.each(['../x.py', '/etc/x', 'a b.py', 'a\n- [ ] T9', 'a`.py', '', '\ud800.py', 'a/<!--'])(
    'a path such as %j is refused',
    async (path) => {
      const before = '- [ ] T001 A\n'
      const at = placeOf(before, 'T001')
      expect(await edit(before, { edit: 'append-path', at, path })).toMatch(/^plan\/impossible-edit/)
    },
  )

  const blocked = (value: string) => `---\nstatus: pending\nblocked_by:${value}\ntype: x\n---\n# T\n`
  test.each([
    ['list', blocked(' ["1.0", "2.0"] # c'), blocked(' ["1.0", "2.0", "3.0"] # c')],
    ['list without blanks', blocked(' ["1.0","2.0"]'), blocked(' ["1.0","2.0","3.0"]')],
    ['single quotes', blocked(" ['1.0']"), blocked(" ['1.0', '3.0']")],
    ['numbers', blocked(' [1.0, 10.0]'), blocked(' [1.0, 10.0, "3.0"]')],
    ['empty list', blocked(' []'), blocked(' ["3.0"]')],
    ['block list', blocked('\n  - "1.0" # c'), blocked('\n  - "1.0" # c\n  - "3.0"')],
    ['block list, CRLF', blocked('\r\n- 1.0\r'), blocked('\r\n- 1.0\r\n- "3.0"\r')],
    [
      'names of files',
      blocked('\n  - task_01\n  - task_02'),
      blocked('\n  - task_01\n  - task_02\n  - task_03'),
    ],
    ['nothing', blocked(''), blocked(' ["3.0"]')],
    ['nothing but a comment', blocked(' # none'), blocked(' ["3.0"] # none')],
    ['none', blocked(' none'), blocked(' ["3.0"]')],
    ['a scalar', blocked(' 1.0'), blocked(' 1.0, 3.0')],
    ['a quoted scalar', blocked(' "1.0, 2.0"'), blocked(' "1.0, 2.0, 3.0"')],
    ['there already', blocked(' [3]'), blocked(' [3]')],
    ['several lines', blocked(' [\n  "1.0",\n  "2.0",\n]'), blocked(' [\n  "1.0",\n  "2.0", "3.0",\n]')],
    ['a line of the body', '- Bloqueado por: 1.0, 2.0  \n', '- Bloqueado por: 1.0, 2.0, 3.0  \n'],
    ['a line that says none', '**Blocked by**: none\n', '**Blocked by**: 3.0\n'],
    ['a line with brackets', '**Blocked by**: ["1.0"].\n', '**Blocked by**: ["1.0", 3.0].\n'],
  ])('one more id in: %s', async (_, before, after) => {
    expect(await edit(before, { edit: 'add-blocker', id: '3.0' })).toBe(after)
  })

  test('what is no list, and what is no id, is refused', async () => {
    const add = { edit: 'add-blocker', id: '3.0' } as const
    expect(await edit('# T\n', add)).toMatch(/^plan\/impossible-edit: the document does not say/)
    expect(await edit(blocked(' {a: 1}'), add)).toMatch(/^plan\/impossible-edit: the dependencies are not/)
    expect(await edit(blocked(' []'), { ...add, id: '"], x: ["' })).toMatch(/is not a task id$/)
    expect(await edit('- [ ] T001 A', { edit: 'quote-id', at: placeOf('- [ ] T001 A', 'T001') })).toMatch(
      /^plan\/impossible-edit: there is no id/,
    )
    expect(
      await edit('- [ ] T001 A', { edit: 'drop-parallel', at: placeOf('- [ ] T001 A', 'T001') }),
    ).toMatch(/^plan\/impossible-edit: the task has no/)
  })
})

describe('several edits', () => {
  test('are made in one go, places as they were before', async () => {
    const before = '---\nstatus: pending\nblocked_by: [1.10]\n---\n# 4.0 T\n\n- [ ] 4.1 [P] A\n- [x] 4.2 B\n'
    const after =
      '---\nstatus: completed\nblocked_by: ["1.10"]\n---\n# 4.0 T\n\n- [x] 4.1 A in src/a.py\n- [ ] 4.2 B\n'
    const at = placeOf(before, '4.1')
    const edits: PlanEdit[] = [
      { edit: 'append-path', at, path: 'src/a.py' },
      { edit: 'untick', at: placeOf(before, '4.2') },
      { edit: 'drop-parallel', at },
      { edit: 'tick', at },
      { edit: 'tick', at },
      { edit: 'quote-id', at: placeOf(before, '1.10') },
      { edit: 'set-status', status: 'completed' },
    ]
    expect(await edit(before, ...edits)).toBe(after)
  })

  test('all of them or none', async () => {
    const before = '- [ ] 4.1 A\n- plain\n'
    const edits = ['4.1', 'plain'].map((words) => ({ edit: 'tick', at: placeOf(before, words) }) as const)
    expect(await edit(before, ...edits)).toBe('plan/impossible-edit: there is no box')
  })

  test('that meet in one place are refused', async () => {
    const before = '---\nstatus: pending\n---\n'
    const edits = (['completed', 'excluded'] as const).map(
      (status) => ({ edit: 'set-status', status }) as const,
    )
    expect(await edit(before, ...edits)).toBe('plan/unsafe-edit: two edits meet in the same place')
  })
})
