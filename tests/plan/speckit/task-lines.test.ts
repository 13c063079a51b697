import { describe, expect, test } from 'vitest'
import { readTasks } from './read.ts'

const ids = async (text: string): Promise<readonly string[]> =>
  (await readTasks(text)).tasks.map(({ id }) => id)

describe('a task is a box with an id', () => {
  test.each([
    ['- [ ] T001 Make it', 'T001'],
    ['* [ ] T001 Make it', 'T001'],
    ['+ [x] T001 Make it', 'T001'],
    ['1. [X] T001 Make it', 'T001'],
    ['    - [ ] T001 Indented', 'T001'],
    ['- [ ] **T001** Bold', 'T001'],
    ['- [ ] **T001**: Bold, a colon after', 'T001'],
    ['- [ ] **T001: Bold whole**', 'T001'],
    ['- [ ] `T001` In backticks', 'T001'],
    ['- [x] ~~T001 Struck out~~', 'T001'],
    ['- [ ] [T001] In brackets', 'T001'],
    ['- [ ] T001: Colon', 'T001'],
    ['- [ ] T001 - Dash', 'T001'],
    ['- [ ] T001 – Dash', 'T001'],
    ['- [ ] T001a Letter', 'T001a'],
    ['- [ ] T055.1 Point', 'T055.1'],
    ['- [ ] T-001 Hyphen', 'T-001'],
    ['- [ ] TASK-1 Word', 'TASK-1'],
    ['- [ ] R001 Other space', 'R001'],
    ['- [ ] T078-ENH Suffix', 'T078-ENH'],
    ['- [ ] US0-T001 Prefix', 'US0-T001'],
    ['- [ ] 1.1 Dotted', '1.1'],
    ['- [ ] T1234 Long', 'T1234'],
    ['- [ ] [P] T001 Label first', 'T001'],
    ['- [ ] T0*6 Damaged', 'T0*6'],
    ['- [ ] T001', 'T001'],
    ['- [ ] T001\u00a0NBSP', 'T001'],
  ])('%s is %s', async (line, id) => {
    expect(await ids(`# Tasks: X\n\n## Phase 1: Setup\n\n${line}\n`)).toEqual([id])
  })

  test.each([
    '- [P] T001 tasks = different files',
    '- [ ] All contracts have tests',
    '- [x] SC-001 is met',
    '- [ ] 100 concurrent users',
    '- [ ] T001-T005 are complete',
    '- [ ] T001, T002 are complete',
    '- T001 without a box where others have one',
    '```\n- [ ] T009 in a fence\n```',
    '~~~\n- [ ] T009 in a fence\n~~~',
    '1. x\n\n   ```text\n   - [ ] T009 in an indented fence\n   ```',
    '````markdown\n```bash\n- [ ] T009\n```\n````',
    '<!-- - [ ] T009 in a comment -->',
    '## Dependencies\n- [ ] T009 before all',
  ])('%s is none', async (line) => {
    expect(await ids(`# Tasks: X\n\n- [ ] T000 The only one\n\n${line}\n`)).toEqual(['T000'])
  })

  test('a list without boxes has its tasks by their ids', async () => {
    const text =
      '# Tasks: X\n\n## Phase 1: Setup\n- T001 One\n- ✅ T002 Two\n- words\n\n## Dependencies\n- T001 before T002\n'
    const { tasks } = await readTasks(text)
    expect(tasks.map(({ id, status }) => [id, status])).toEqual([
      ['T001', 'pending'],
      ['T002', 'completed'],
    ])
  })
})

describe('states, labels, text', () => {
  test.each([
    ['- [ ] T001 x', 'pending'],
    ['- [x] T001 x', 'completed'],
    ['- [X] T001 x', 'completed'],
    ['- [-] T001 x', 'excluded'],
    ['- [~] T001 x', 'in_progress'],
    ['- [x] ~~T001 x~~ **REMOVED**', 'excluded'],
    ['- [ ] T001 x (DEFERRED with phase 6)', 'excluded'],
    ['- [ ] T001 x — DEFERRED', 'excluded'],
    ['- [ ] T001 x – **SKIPPED**', 'excluded'],
    ['- [ ] T001 x - SKIPPED', 'excluded'],
    ['- [ ] T001 x -- DEFERRED (needs T002)', 'excluded'],
    ['- [ ] T001 x [DEFERRED]', 'excluded'],
    ['- [ ] T001 x — deferred', 'excluded'],
    ['- [ ] T001 x (Deferred to v2)', 'excluded'],
    ['- [ ] T001 x - _postponed_.', 'excluded'],
    ['- [x] T001 x — DEFERRED', 'excluded'],
    ['- [x] T001 x (skipped)', 'completed'],
    ['- [ ] T001 handle removed and deferred events', 'pending'],
    ['- [ ] T001 set the state to `order: DEFERRED`', 'pending'],
    ['- [ ] T001 states of an order: REMOVED, PENDING', 'pending'],
    ['- [ ] T001 (REMOVED | SKIPPED) as states', 'pending'],
    ['- [ ] T001 x - tests skipped', 'pending'],
    ['- [ ] T001 list what was skipped', 'pending'],
  ])('%s is %s', async (line, status) => {
    expect((await readTasks(line)).tasks.map((task) => task.status)).toEqual([status])
  })

  test.each([
    ['- [ ] T001 [P] Text', true, undefined, []],
    ['- [ ] T001 [US1] Text', false, 'US1', []],
    ['- [ ] T001 [P] [US1] Text', true, 'US1', []],
    ['- [ ] T001 [US1] [P] Text', true, 'US1', []],
    ['- [ ] T001 [P][US1] Text', true, 'US1', []],
    ['- [ ] T001 [US1,US2] Text', false, 'US1,US2', []],
    ['- [ ] T001 [US3+US4] Text', false, 'US3,US4', []],
    ['- [ ] T001 [US1-US3] Text', false, 'US1,US2,US3', []],
    ['- [ ] T001 [T] [US1] [P] Text', true, 'US1', ['T']],
    ['- [ ] T001 [ph1f1] Text', false, undefined, ['ph1f1']],
    ['- [ ] T001 [US1-Impl] Text', false, undefined, ['US1-Impl']],
    ['- [ ] T001 Text [P]', true, undefined, []],
  ])('%s', async (line, parallel, story, labels) => {
    const [task] = (await readTasks(line)).tasks
    expect(task).toMatchObject({ title: 'Text', parallel, labels })
    expect(task?.story).toBe(story)
  })

  test('the story is that of the heading where the task has none; phases are told by their words', async () => {
    const text = `# Tasks: Shop
## Phase 1: Setup
- [ ] T001 a
## 🚀 Phase 2b: Foundational ✅ COMPLETE
- [ ] T002 a
## Phase 3: User Story 1 - Browse (Priority: P1) 🎯 MVP
### Tests for User Story 1
- [ ] T003 a
### Implementation
- [ ] T004 [US9] a

**Checkpoint**: It can be browsed
## Phase N: Polish
- [ ] T005 a
## Later
- [ ] T006 a
`
    const { title, phases, tasks } = await readTasks(text)
    expect(title).toBe('Shop')
    expect(phases?.map(({ id, title: name, kind, story }) => [id, name, kind, story])).toEqual([
      ['1', 'Setup', 'setup', undefined],
      ['2b', 'Foundational', 'setup', undefined],
      ['3', 'User Story 1 - Browse', 'story', 'US1'],
      ['N', 'Polish', 'polish', undefined],
      ['Later', 'Later', 'group', undefined],
    ])
    expect(phases?.[2]?.checkpoint).toBe('It can be browsed')
    expect(tasks.map(({ phase, story }) => [phase, story])).toEqual([
      ['1', undefined],
      ['2b', undefined],
      ['3', 'US1'],
      ['3', 'US9'],
      ['N', undefined],
      ['Later', undefined],
    ])
  })

  test('wrapped lines belong to the text; each task keeps its line, whatever the line ends are', async () => {
    const text = '\ufeff# Tasks: X\n\n- [ ] T001 one\n  two in src/a.py\n- [ ] T002 in src/b.py'
    for (const each of [text, text.replaceAll('\n', '\r\n')]) {
      const { tasks } = await readTasks(each)
      expect(tasks.map(({ title, origin, paths }) => [title, origin.start.line, paths[0]?.path])).toEqual([
        ['one two in src/a.py', 3, 'src/a.py'],
        ['in src/b.py', 5, 'src/b.py'],
      ])
    }
  })
})

describe('tasks that are headings', () => {
  test('boxes below are steps, statuses stand in lines, paths in `File:`', async () => {
    const text = `# Implementation Tasks: X
## Phase 0: Setup
### US0-T001 [P] Make the folder
**File**: \`a/b.py\`
- [x] step one
- [x] step two
**Acceptance**:
- c/d.py is there
### [X] US0-T002: Second [P]
### Task 0.3: Third ✅
### Task 0.4: Fourth
**Status**: \`completed\` ✅
**Parallelizable**: No
- [ ] open
`
    const { tasks } = await readTasks(text)
    expect(
      tasks.map(({ id, title, status, parallel, paths, subtasks }) => [
        id,
        title,
        status,
        parallel,
        paths.map(({ path }) => path).join(),
        subtasks.length,
      ]),
    ).toEqual([
      ['US0-T001', 'Make the folder', 'completed', true, 'a/b.py', 2],
      ['US0-T002', 'Second', 'completed', true, '', 0],
      ['0.3', 'Third', 'completed', false, '', 0],
      ['0.4', 'Fourth', 'completed', false, '', 1],
    ])
  })
})

describe('what is odd is said', () => {
  test.each([
    ['- [ ] T035 a\n- [ ] T035 b', 'plan/duplicate-task-id', 'warning'],
    ['- [ ] T0*6 a', 'plan/malformed-task-id', 'warning'],
    ['- [x] ~~T001 a~~ **REMOVED**', 'plan/struck-out-task', 'warning'],
    ['- [ ] T001 in /home/me/repo/a.py', 'plan/absolute-path', 'warning'],
    ['- [ ] T001 a\n- [ ] T101 b', 'plan/id-gap', 'info'],
    ['- [ ] T002 a\n- [ ] T001 b', 'plan/id-order', 'info'],
    ['- [ ] T001 a\n\n**Total tasks**: 95', 'plan/wrong-total', 'info'],
    ['- [ ] T001 a\n\n```text\nnever closed', 'text/unclosed-fence', 'warning'],
    ['# Tasks: X\n\nDone.\n', 'plan/no-tasks', 'error'],
  ])('%s: %s', async (text, code, severity) => {
    expect((await readTasks(text)).found.map((one) => [one.code, one.severity])).toEqual([[code, severity]])
  })

  test('ids that are used again are told apart by label or count', async () => {
    const text = '- [ ] T001 [ph1f1] a\n- [ ] T001 [ph1f2] b\n- [ ] T002 c\n- [ ] T002 d\n'
    const { tasks } = await readTasks(text)
    expect(tasks.map(({ key }) => key)).toEqual(['ph1f1.T001', 'ph1f2.T001', 'T002', 'T002~2'])
  })
})
