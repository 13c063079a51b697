/** What documents say, and whether they say it twice: for each rule the smallest plan that breaks it, and a near miss. */
import { describe, expect, test } from 'vitest'
import { type Files, openShop } from '../support/front-door.ts'

interface Found {
  readonly code: string
  readonly severity: string
  readonly message: string
  readonly path: string
  readonly line: number
  readonly column: number
}

async function lint(code: string, files: Files): Promise<readonly string[]> {
  const shop = openShop(files)
  const { stdout } = await shop.taskplan('lint --json')
  shop.close()
  const found: readonly Found[] = JSON.parse(stdout).diagnostics
  return found
    .filter((each) => each.code === code)
    .map(({ severity, path, line, column, message }) => `${severity} ${path}:${line}:${column} ${message}`)
}

const quay = (tasks: string, more: Files = {}): Files => ({
  'specs/001-quay/tasks.md': `# Tasks: Quay\n\n## Phase 1: Core\n\n${tasks}\n`,
  'specs/001-quay/plan.md': '# Plan\n',
  ...Object.fromEntries(Object.entries(more).map(([name, text]) => [`specs/001-quay/${name}`, text])),
})
const ONE = '- [ ] T001 Berths in src/berths.py'

const taskFile = (head: string, rest = '', id = 1) =>
  `---\nstatus: pending\n${head}\n---\n\n# Task ${id}.0: Moor the ships\n${rest}`
const harbour = (files: Files): Files => ({
  'tasks/prd-harbour/_techspec.md': '# Tech Spec\n',
  ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`tasks/prd-harbour/${name}`, text])),
})

describe('text of the template', () => {
  const code = 'plan/unfilled-placeholder'
  test('left in a document beside the tasks is found where it stands', async () => {
    const plan = '# Implementation Plan: [FEATURE]\n\n**Storage**: [e.g., PostgreSQL, files or N/A]\n'
    expect(await lint(code, quay(ONE, { 'plan.md': plan }))).toEqual([
      'warning specs/001-quay/plan.md:1:24 `[FEATURE]` is text of the template',
      'warning specs/001-quay/plan.md:3:14 `[e.g., PostgreSQL, files or N/A]` is text of the template',
    ])
  })
  test('quoted, linked, in a comment or in a fence is none, nor are brackets of its author', async () => {
    const plan =
      '# Plan [draft]\n\n[DATE](when.md) and `[DATE]`\n\n<!-- [FEATURE] -->\n\n```text\n[FEATURE]\n```\n\n[dates] [P]\n'
    expect(await lint(code, quay(ONE, { 'plan.md': plan }))).toEqual([])
  })
})

describe('open questions', () => {
  const code = 'plan/needs-clarification'
  test('are found in the specification', async () => {
    const spec = '# Quay\n\n- **FR-001**: Ships moor [NEEDS CLARIFICATION: for how long?]\n'
    expect(await lint(code, quay(ONE, { 'spec.md': spec }))).toEqual([
      'warning specs/001-quay/spec.md:3:26 `for how long?` is marked NEEDS CLARIFICATION',
    ])
  })
  test('an answer, a line of a checklist or a struck-out mark asks nothing', async () => {
    const spec =
      '# Quay\n\n## Clarifications\n\n- Q: How long? → A: A day\n\n- [x] No [NEEDS CLARIFICATION] markers remain\n\n~~[NEEDS CLARIFICATION: for how long?]~~ a day\n'
    expect(await lint(code, quay(ONE, { 'spec.md': spec }))).toEqual([])
  })
})

describe('tasks that are headings', () => {
  const code = 'plan/status-disagrees'
  const steps = (second: string) =>
    `### [X] T001: Berths\n\n- [x] model\n- [${second}] table\n\n### [ ] T002: Cranes\n\n- [ ] model\n`
  test('done with an open step disagree with it', async () => {
    expect(await lint(code, quay(steps(' ')))).toEqual([
      'warning specs/001-quay/tasks.md:5:9 `T001` is completed, 1 of 2 boxes is open',
    ])
  })
  test('done with all steps do not', async () => {
    expect(await lint(code, quay(steps('x')))).toEqual([])
  })
})

test('what no file can be derived for is told how to write', async () => {
  const shop = openShop(quay('- [ ] T001 Add logging for arrivals'))
  const { stdout } = await shop.taskplan('lint --json')
  shop.close()
  const found: readonly { readonly code: string; readonly hint?: string }[] = JSON.parse(stdout).diagnostics
  expect(found.find(({ code }) => code === 'plan/task-without-path')?.hint).toBe(
    'name the file: `… in src/models/user.py`',
  )
})

describe('summary and file', () => {
  const code = 'plan/summary-disagrees'
  const both = (line: string, status: string) =>
    harbour({
      '_tasks.md': `# Harbour Task Summary\n\n## Tasks\n\n${line}\n`,
      '1_task.md': taskFile('').replace('pending', status),
    })
  test('a task that only one of them calls done', async () => {
    const place = 'warning tasks/prd-harbour/_tasks.md:5:7'
    expect(await lint(code, both('- [ ] 1.0 Moor ships', 'completed'))).toEqual([
      `${place} the summary lists \`1.0\` as pending, its file as completed`,
    ])
    expect(await lint(code, both('- [x] 1.0 Moor ships', 'in_progress'))).toEqual([
      `${place} the summary lists \`1.0\` as completed, its file as in progress`,
    ])
  })
  test('the box of the summary is set as the file has it', async () => {
    const shop = openShop(both('- [ ] 1.0 Moor ships', 'completed'))
    await shop.taskplan('lint --fix')
    expect(shop.read('tasks/prd-harbour/_tasks.md')).toContain('- [x] 1.0 Moor ships')
    shop.close()
  })
  test('titles without a word in common', async () => {
    expect(await lint(code, both('- [ ] 1.0 Paint the lighthouse', 'pending'))).toEqual([
      'warning tasks/prd-harbour/_tasks.md:5:7 the summary calls `1.0` `Paint the lighthouse`, its file `Moor the ships`',
    ])
  })
  test('a box cannot tell what is in progress, and titles may be shorter', async () => {
    expect(await lint(code, both('- [ ] 1.0 Mooring', 'in_progress'))).toEqual([])
  })
})

describe('requirements and criteria', () => {
  const spec = (...ids: readonly string[]) => ({
    'spec.md': `# Quay\n\n## Requirements\n\n${ids.map((id) => `- **${id}**: Ships ${id.toLowerCase()}\n`).join('')}`,
  })
  const criteria = (...ids: readonly string[]) => ({
    'spec.md': `# Quay\n\n## Success Criteria\n\n${ids.map((id) => `- **${id}**: 9 of 10 ships\n`).join('')}`,
  })
  test('a requirement that no task names, where tasks name the others', async () => {
    const tasks = '- [ ] T001 Moor (FR-001, FR-2) in src/moor.py'
    expect(
      await lint('plan/requirement-without-task', quay(tasks, spec('FR-001', 'FR-002', 'FR-003'))),
    ).toEqual(['warning specs/001-quay/spec.md:7:3 no task names `FR-003`'])
  })
  test.each([
    ['a range', 'T001 Moor (FR-001 to FR-003)'],
    ['a short list', 'T001 Moor (FR-001/002/003)'],
    ['no trace', 'T001 Moor (FR-001)'],
  ])('%s leaves none', async (_, task) => {
    const files = quay(`- [ ] ${task} in src/moor.py`, spec('FR-001', 'FR-002', 'FR-003', 'NFR-001'))
    expect(await lint('plan/requirement-without-task', files)).toEqual([])
  })
  test('a criterion likewise; another kind of id in between covers nothing', async () => {
    const tasks = '- [ ] T001 Moor (SC-001, FR-003, SC-002) in src/moor.py'
    expect(
      await lint('plan/criterion-without-task', quay(tasks, criteria('SC-001', 'SC-002', 'SC-003'))),
    ).toEqual(['warning specs/001-quay/spec.md:7:3 no task names `SC-003`'])
    const all = '- [ ] T001 Moor (SC-001–SC-003) in src/moor.py'
    expect(
      await lint('plan/criterion-without-task', quay(all, criteria('SC-001', 'SC-002', 'SC-003'))),
    ).toEqual([])
  })
})

describe('paths', () => {
  test('of another stack are told once, at the first', async () => {
    const tasks =
      '- [ ] T001 Page in web/page.tsx\n- [ ] T002 Hook in web/hook.ts\n- [ ] T003 Berths in src/berths.py'
    expect(await lint('plan/foreign-path', quay(tasks))).toEqual([
      'info specs/001-quay/tasks.md:5:20 `web/page.tsx` is TypeScript or JavaScript, as is one more: nothing is written there',
    ])
  })
  test('a file that a task names twice, with and without its folder, is one', async () => {
    const tasks = '- [ ] T001 Page `page.tsx`: web/page.tsx beside web/hook.ts'
    expect(await lint('plan/foreign-path', quay(tasks))).toEqual([
      'info specs/001-quay/tasks.md:5:29 `web/page.tsx` is TypeScript or JavaScript, as is one more: nothing is written there',
    ])
  })
  const tree = {
    'plan.md': '# Plan\n\n```text\nsrc/\n├── berths.py\n└── cranes.py\ntests/\n└── unit/\n```\n',
  }
  const apart = 'plan/path-outside-tree'
  test('outside of the tree are told by their folder', async () => {
    const tasks = `${ONE}\n- [ ] T002 Cranes in src/cranes.py\n- [ ] T003 Settings in lib/settings.py`
    expect(await lint(apart, quay(tasks, tree))).toEqual([
      'info specs/001-quay/tasks.md:7:24 `lib/settings.py` is outside of the tree in the plan',
    ])
  })
  test('hidden folders, documents and bare folders need no place in it; a tree of another root has none', async () => {
    const inside = `${ONE}\n- [ ] T002 Pages in [berth]/page.tsx\n- [ ] T003 Check dist/server.js`
    expect(await lint(apart, quay(inside, tree))).toEqual([])
    const tasks = `${ONE}\n- [ ] T002 CI in .github/ci.yml\n- [ ] T003 Text in docs/quay.md\n- [ ] T004 Folder lib/`
    expect(await lint(apart, quay(tasks, tree))).toEqual([])
    const other = '- [ ] T001 Berths in app/berths.py\n- [ ] T002 Cranes in app/cranes.py'
    expect(await lint(apart, quay(other, tree))).toEqual([])
  })
})

describe('hints', () => {
  const hinted = (words: string, head = '') =>
    taskFile(head, `\n<task_context>\n<dependencies>${words}</dependencies>\n</task_context>\n`)
  test('that speak of other tasks need one by name', async () => {
    expect(
      await lint('schedule/hint-without-edge', harbour({ '1_task.md': hinted('redis, other_services') })),
    ).toEqual([
      'info tasks/prd-harbour/1_task.md:9:22 `1.0` needs `other_services`, and `blocked_by` names no task',
    ])
  })
  test('with a blocker, or of other things, need none', async () => {
    const files = {
      '1_task.md': hinted('redis'),
      '2_task.md': hinted('other_services', 'blocked_by: ["1.0"]').replace('1.0: M', '2.0: M'),
    }
    expect(await lint('schedule/hint-without-edge', harbour(files))).toEqual([])
  })
})

describe('data of two services', () => {
  const spec = (second: string) =>
    `# Tech Spec\n\n## Service Definitions\n\n### berth-service\n\n\`\`\`sql\nCREATE TABLE ships (id uuid PRIMARY KEY, name text NOT NULL);\n\`\`\`\n\n### crane-service\n\n\`\`\`sql\nCREATE TABLE ${second} (id uuid PRIMARY KEY, load integer NOT NULL);\n\`\`\`\n`
  const two = (table: string, database = 'service_specific') =>
    harbour({
      '_techspec.md': spec(table),
      'berth/1_task.md': taskFile(`service: berth-service\ndatabase: ${database}`),
      'crane/2_task.md': taskFile(`service: crane-service\ndatabase: ${database}`, '', 2),
    })
  test('a table that both have', async () => {
    expect(await lint('system/two-owners', two('ships'))).toEqual([
      'warning tasks/prd-harbour/_techspec.md:14:14 `berth-service` and `crane-service` both own `Ship`',
    ])
    expect(await lint('system/two-owners', two('cranes'))).toEqual([])
  })
  test('a database that both use', async () => {
    expect(await lint('system/shared-database', two('cranes', 'shared'))).toEqual([
      'warning tasks/prd-harbour/crane/2_task.md:4:11 `berth-service` and `crane-service` share a database',
    ])
    expect(await lint('system/shared-database', two('cranes'))).toEqual([])
  })
})

describe('coverage', () => {
  const asked = (second: string) =>
    harbour({
      'berth/1_task.md': taskFile(
        'service: berth-service',
        '\n## Success Criteria\n\n- [ ] >80% test coverage\n',
      ),
      'berth/2_task.md': taskFile('service: berth-service', `\n## Success Criteria\n\n- [ ] ${second}\n`, 2),
    })
  test('that two criteria of a service give differently', async () => {
    expect(await lint('plan/criterion-disagrees', asked('Test coverage at least 90%'))).toEqual([
      'warning tasks/prd-harbour/berth/2_task.md:10:7 `berth-service` is asked for 90 % coverage here, for 80 % elsewhere',
    ])
  })
  test.each(['Test coverage: 80%', '90% coverage of the domain layer', '90% branch coverage'])(
    '%s is another matter',
    async (criterion) => {
      expect(await lint('plan/criterion-disagrees', asked(criterion))).toEqual([])
    },
  )
})

test('a design stands for the plan of a feature', async () => {
  const { 'specs/001-quay/plan.md': plan = '', ...rest } = quay(ONE)
  expect(await lint('plan/missing-plan', rest)).toHaveLength(1)
  expect(await lint('plan/missing-plan', { ...rest, 'specs/001-quay/design.md': plan })).toEqual([])
})
