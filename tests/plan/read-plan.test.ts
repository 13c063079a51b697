import { describe, expect, test } from 'vitest'
import { type Diagnostic, Diagnostics } from '../../src/diagnostics/index.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { readPlan, readPlanTasks } from '../../src/plan/read-plan.ts'
import { type MemoryFiles, memoryDisk } from '../support/memory-disk.ts'

const FOLDER = '/shop/tasks/prd-shop'

async function read(
  files: MemoryFiles,
  links: Record<string, string> = {},
  reader = readPlanTasks,
): Promise<{ plan: Plan; found: readonly Diagnostic[]; codes: string[] }> {
  const diagnostics = new Diagnostics()
  const at = (entries: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(entries).map(([name, value]) => [`${FOLDER}/${name}`, value]))
  const disk = memoryDisk(at(files) as MemoryFiles, at(links) as Record<string, string>)
  const location = { family: 'prd', slug: 'shop', path: 'tasks/prd-shop' } as const
  const plan = await reader(disk, '/shop', location, diagnostics)
  if (!plan) throw new Error('no plan')
  return { plan, found: diagnostics.all, codes: diagnostics.all.map((one) => one.code) }
}

const task = (body: string, front = 'status: pending'): string => `---\n${front}\n---\n\n${body}`
const TECHSPEC = { '_techspec.md': '# Spec\n' }

describe('folders', () => {
  test('service folders, shared, flat files and nested names are told apart', async () => {
    const { plan } = await read({
      ...TECHSPEC,
      'stock/2_task.md': task('# Task 2.0: Stock'),
      'shared/1_task.md': task('# Task 1.0: Protos'),
      '03_task.md': task('# Task 3: Everything'),
      'proto/9_task.md': 'no task',
      '_drafts/8_task.md': 'no task',
    })
    expect(plan.tasks.map(({ id, title, scope, service }) => [id, title, scope, service])).toEqual([
      ['1.0', 'Protos', 'shared', undefined],
      ['2.0', 'Stock', 'service', 'stock'],
      ['3.0', 'Everything', 'plan', undefined],
    ])
    expect(plan).toMatchObject({ slug: 'shop', title: 'shop', path: 'tasks/prd-shop', hasTechspec: true })
  })

  test('the front matter wins over `<service>` and the folder; what differs is said', async () => {
    const context = '<task_context>\n<service>orders</service>\n</task_context>\n'
    const { plan, found } = await read({
      ...TECHSPEC,
      'auth/1_task.md': task(`${context}# Task 1.0: A`, 'service: auth-service'),
    })
    expect(plan.tasks[0]?.service).toBe('auth-service')
    expect(found).toMatchObject([
      { code: 'plan/service-disagrees', location: { start: { line: 6, column: 10 } } },
    ])
  })

  test.each([
    ['4_task.md', '4.0'],
    ['04_task.md', '4.0'],
    ['4.0_task.md', '4.0'],
    ['4_0_task.md', '4.0'],
    ['04.task.md', '4.0'],
    ['task_04.md', '4.0'],
    ['_task_4.md', '4.0'],
    ['task-4.0-review-middleware.md', '4.0'],
    ['4.0_server-validation.md', '4.0'],
    ['4.10_task.md', '4.10'],
  ])('%s is task %s', async (name, id) => {
    const { plan } = await read({ ...TECHSPEC, [name]: '# T' })
    expect(plan.tasks.map((one) => one.id)).toEqual([id])
  })

  test('neighbours are no tasks, twins are one, links are not followed', async () => {
    const { plan, codes } = await read(
      {
        ...TECHSPEC,
        '9_task.md': '# A',
        '9_task_review.md': '# B',
        '9_task_COMPLETED.md': '# C',
        '09.task.md': '# D',
        'notes.md': '# E',
      },
      { '8_task.md': '/etc/passwd', auth: '/etc' },
    )
    expect(plan.tasks.map((one) => one.title)).toEqual(['D'])
    expect(codes.toSorted()).toEqual([
      'plan/skipped-link',
      'plan/skipped-link',
      'plan/skipped-neighbour',
      'plan/skipped-neighbour',
      'plan/twin-task-files',
    ])
  })
})

describe('ids and edges', () => {
  test('ids are read from their source text', async () => {
    const { plan, found } = await read({
      ...TECHSPEC,
      '1_task.md': task('# A', 'blocked_by: [1.10, "10.0", 2, task_03, auth/4, auth.4.2]'),
    })
    const ids = plan.tasks[0]?.blockedBy.map((reference) => reference.id)
    expect(ids).toEqual(['1.10', '10.0', '2.0', '3.0', 'auth/4.0', 'auth/4.2'])
    expect(plan.tasks[0]?.blockedBy[1]?.origin.start).toEqual({ line: 2, column: 21 })
    expect(found).toMatchObject([
      {
        code: 'plan/number-as-id',
        location: { start: { line: 2, column: 14 }, end: { line: 2, column: 18 } },
      },
    ])
  })

  test('nothing is nothing, and a word is no id', async () => {
    const { plan, found } = await read({
      ...TECHSPEC,
      '1_task.md': task('# A', 'blocked_by: none'),
      '2_task.md': task('# B', 'blocked_by: []'),
      '3_task.md': task('# C', 'blocked_by: [soon]'),
    })
    expect(plan.tasks.flatMap((one) => one.blockedBy)).toEqual([])
    expect(found).toMatchObject([{ code: 'plan/malformed-task-id', message: '`soon` is not a task id' }])
  })

  test('the body and the list of `dependencies` say it too', async () => {
    const { plan } = await read({
      ...TECHSPEC,
      '1_task.md':
        '# A\n\n## Sequenciamento\n- Bloqueado por: 2.0 (Banco), 5.0\n- Desbloqueia: 12.0\n- Paralelizável: Sim\n',
      'task_02.md': task('# B', 'title: B\ndependencies:\n  - task_01\n  - task_03.md'),
    })
    const [a, b] = plan.tasks
    expect([a?.blockedBy, a?.unblocks, b?.blockedBy].map((list) => list?.map((one) => one.id))).toEqual([
      ['2.0', '5.0'],
      ['12.0'],
      ['1.0', '3.0'],
    ])
    expect(a?.parallel).toBe(true)
  })

  test('a task says that nothing blocks it, or says nothing that can be read', async () => {
    const blocked = (by: string) => `# A\n\n## Sequenciamento\n- Bloqueado por: ${by}\n`
    const { plan } = await read({
      ...TECHSPEC,
      '1_task.md': blocked('Nenhuma (primeira)'),
      '2_task.md': blocked('Todas as tarefas anteriores'),
      '3_task.md': task('# C', 'blocked_by: []'),
      '4_task.md': task('# D'),
    })
    expect(plan.tasks.map(({ statesBlockedBy }) => statesBlockedBy)).toEqual([true, false, true, false])
  })

  test('subtasks carry the number of their file; others are lines of a checklist', async () => {
    const body =
      '# Task 7.0: A\n## Subtasks\n- [x] 7.1 One\n  - [ ] a step\n- [ ] 7.10 Ten\n- [ ] 1.1 Foreign\n- [ ] 7.1 Again\n' +
      '## Checklist\n- [ ] 7.2 not a subtask\n- [x] checked\n'
    const { plan, codes } = await read({ ...TECHSPEC, '7_task.md': task(body) }, {}, readPlan)
    const [only] = plan.tasks
    expect(only?.subtasks.map(({ id, title, done }) => [id, title, done])).toEqual([
      ['7.1', 'One', true],
      ['7.10', 'Ten', false],
    ])
    expect(only?.criteria.map((criterion) => criterion.text)).toEqual([
      '1.1 Foreign',
      '7.2 not a subtask',
      'checked',
    ])
    expect(codes).toEqual(['plan/foreign-subtask-id', 'plan/duplicate-task-id'])
    const tasks = await read({ ...TECHSPEC, '7_task.md': task(body) })
    expect([tasks.plan.tasks[0]?.subtasks, tasks.plan.tasks[0]?.criteria]).toEqual([only?.subtasks, []])
    expect(tasks.codes).toEqual(codes)
  })
})

describe('status', () => {
  test.each([
    ['completed # options', 'completed'],
    ['completed ✅', 'completed'],
    ['In-Progress', 'in_progress'],
    ['"done"', 'completed'],
    ['deferred', 'excluded'],
    ['completed_reviewed', 'completed'],
  ])('`%s` is %s', async (text, status) => {
    const { plan, codes } = await read({ ...TECHSPEC, '1_task.md': task('# A', `status: ${text}`) })
    expect(plan.tasks[0]?.status).toBe(status)
    expect(codes).toEqual([])
  })

  test('unknown, contradicting and misplaced statuses are said', async () => {
    const { plan, found } = await read({
      ...TECHSPEC,
      '1_task.md': task('# A', 'status: maybe'),
      '2_task.md': task('# B\n## Subtasks\n- [ ] 2.1 x\n- [x] 2.2 y\n', 'status: completed'),
      '3_task.md': '## markdown\n\n## status: completed # or not\n\n# C\n',
      '4_task.md': '# D\n## Subtasks\n- [x] 4.1 x\n',
    })
    expect(plan.tasks.map((one) => one.status)).toEqual(['pending', 'completed', 'completed', 'completed'])
    expect(found.map((one) => [one.code, one.message])).toEqual([
      ['plan/unknown-status', 'status `maybe` is unknown, read as `pending`'],
      ['plan/status-disagrees', 'status `completed`, 1 of 2 boxes is open'],
      ['text/misplaced-front-matter', 'the status stands in a heading'],
    ])
  })

  test.each([
    ['completed', '- [x] 2.1 x\n', '## Criteria\n- [ ] y\n', 'tick the boxes, or change the status'],
    ['pending', '- [x] 2.1 x\n', '', 'write `completed`, or untick what is left to do'],
  ])('%s against its boxes: what to do', async (status, steps, criteria, hint) => {
    const text = task(`# B\n## Subtasks\n${steps}${criteria}`, `status: ${status}`)
    const { found } = await read({ ...TECHSPEC, '2_task.md': text })
    expect(found).toMatchObject([{ code: 'plan/status-disagrees', hint }])
  })

  test('a file inside a Markdown fence is read', async () => {
    const text = '```markdown\n---\nstatus: completed\n---\n# Task 1.0: A\n## Subtasks\n- [x] 1.1 b\n```\n'
    const { plan, codes } = await read({ ...TECHSPEC, '1_task.md': text })
    expect(plan.tasks[0]).toMatchObject({ title: 'A', status: 'completed', subtasks: [{ id: '1.1' }] })
    expect(codes).toEqual(['text/misplaced-front-matter'])
  })
})

describe('summary', () => {
  const SUMMARY = `# Shop Microservices Implementation Task Summary

## Service Architecture
### Core Services
- \`stock-service\` - What is there
- \`[feature]-service\` - Template
### Supporting Services
- \`api-gateway\` - Front

## Tasks
### Critical Path (Sequential)
- [x] 1.0 Protos
- [ ] **2.0** Stock Service Implementation (M)
  - Depends on: 1.0
- [ ] [3.0 Later](./3_task.md) [DEFERRED]
- [ ] T0*6 damaged
`
  test('services and tasks are listed; files win', async () => {
    const { plan, found } = await read({
      ...TECHSPEC,
      '_tasks.md': SUMMARY,
      '2_task.md': '# Task 2.0: Stock Service Implementation\n',
      '5_task.md': '# Task 5.0: More\n',
    })
    expect(plan.title).toBe('Shop')
    expect(plan.services.map(({ name, kind, purpose }) => [name, kind, purpose])).toEqual([
      ['stock-service', 'core', 'What is there'],
      ['api-gateway', 'gateway', 'Front'],
    ])
    expect(
      plan.tasks.map(({ id, title, status, service, path }) => [id, title, status, service, path]),
    ).toEqual([
      ['1.0', 'Protos', 'completed', undefined, 'tasks/prd-shop/_tasks.md'],
      ['2.0', 'Stock Service Implementation', 'pending', 'stock-service', 'tasks/prd-shop/2_task.md'],
      ['3.0', 'Later', 'excluded', undefined, 'tasks/prd-shop/_tasks.md'],
      ['5.0', 'More', 'pending', undefined, 'tasks/prd-shop/5_task.md'],
    ])
    expect(plan.tasks[1]).toMatchObject({
      phase: 'Critical Path (Sequential)',
      blockedBy: [{ id: '1.0' }],
      context: { complexity: 'medium' },
    })
    expect(found.map((one) => [one.code, one.location?.start.line])).toEqual([
      ['plan/malformed-task-id', 16],
      ['plan/unfilled-placeholder', 6],
      ['plan/unlisted-task-file', 1],
      ['plan/missing-task-file', 12],
      ['plan/missing-task-file', 15],
    ])
  })

  test('a table is a list too', async () => {
    const table =
      '# S\n## Tasks\n| # | Title | Status | Complexity | Dependencies |\n|---|---|---|---|---|\n' +
      '| 01 | One | completed | high | — |\n| 02 | Two | pending | low | task_01 |\n'
    const { plan } = await read({ ...TECHSPEC, '_tasks.md': table })
    expect(plan.tasks.map((one) => [one.id, one.status, one.blockedBy.map((edge) => edge.id)])).toEqual([
      ['1.0', 'completed', []],
      ['2.0', 'pending', ['1.0']],
    ])
  })

  test('no tasks at all is an error, a missing tech spec a warning', async () => {
    expect((await read({ '_tasks.md': '# S\n' })).found).toMatchObject([
      { code: 'plan/no-tasks', severity: 'error' },
    ])
    expect((await read({ '1_task.md': '# S\n' })).found).toMatchObject([
      { code: 'plan/missing-techspec', severity: 'warning' },
    ])
  })
})

describe('hostile files', () => {
  test('what is not UTF-8 or too large is left out, the rest is read', async () => {
    const { plan, found } = await read({
      ...TECHSPEC,
      '1_task.md': new Uint8Array([0x23, 0x20, 0xff, 0x0a]),
      '2_task.md': 'x'.repeat(16_000_001),
      '3_task.md': '\ufeff# Task 3.0: BOM\r\n\r\n## Subtasks\r\n- [ ] 3.1 one\r\n',
      '4_task.md': new Uint8Array([0x23, 0x20, 0xc3]),
    })
    expect(plan.tasks).toMatchObject([{ id: '3.0', title: 'BOM', subtasks: [{ title: 'one' }] }])
    expect(found.map((one) => one.message)).toEqual([
      'the file is not UTF-8 (byte 2)',
      'the file has 16000001 bytes, more than 16000000',
      'the file is not UTF-8 (byte 2)',
    ])
  })

  test('broken front matter costs its keys only', async () => {
    const { plan, found } = await read({ ...TECHSPEC, '1_task.md': '---\nstatus: [x\n---\n# Task 1.0: A\n' })
    expect(plan.tasks).toMatchObject([{ title: 'A', status: 'pending' }])
    expect(found).toMatchObject([{ code: 'text/unreadable-front-matter', severity: 'warning' }])
  })

  test.each([
    ['a long line', `# ${'a '.repeat(500_000)}`],
    ['deep items', Array.from({ length: 1_500 }, (_, at) => `${'  '.repeat(at)}- [ ] x\n`).join('')],
    ['zero bytes', '# \0\n- [ ] 1.1 \0\n'],
    ['marks', '# \u202eTask 1.0: \u2066x\n## Subtasks\n- [ ] 1.1 \u202e\n'],
    ['brackets', '[[[['.repeat(100_000)],
    ['labels', '**'.repeat(300_000)],
    [
      'prototype',
      '---\n__proto__: 1\nconstructor: 2\n---\n<task_context>\n<__proto__>x</__proto__>\n</task_context>',
    ],
    ['numbers', '- [ ] 1.1 a\n'.repeat(20_000)],
  ])('%s does no harm', async (_, text) => {
    const start = performance.now()
    const { plan } = await read({ ...TECHSPEC, '1_task.md': text, '_tasks.md': text, '_prd.md': text })
    expect(plan.tasks.length).toBeGreaterThan(0)
    expect(performance.now() - start).toBeLessThan(3_000)
  })
})

test('facts come with the plan where they are asked for', async () => {
  const disk = memoryDisk({
    [`${FOLDER}/stock/2_task.md`]: task(
      '# Task 2.0: S\n\n```protobuf\nservice Stock {\n  rpc Count(CountRequest) returns (CountReply);\n}\n```\n',
    ),
    [`${FOLDER}/proto/acme/v1/a.proto`]:
      'syntax = "proto3";\npackage acme.v1;\nmessage A { string id = 1; }\n',
  })
  const location = { family: 'prd', slug: 'shop', path: 'tasks/prd-shop' } as const
  const plan = await readPlan(disk, '/shop', location, new Diagnostics())
  expect(plan?.tasks[0]?.facts).toMatchObject({
    service: 'stock',
    protos: [{ services: [{ name: 'Stock', rpcs: [{ name: 'Count' }] }] }],
  })
  expect(plan?.facts).toMatchObject([{ protos: [{ path: 'acme/v1/a.proto', package: 'acme.v1' }] }])
})

test('a value that means nothing and a path that is absolute are said, each at its place', async () => {
  const body = '# Task 2.0: Stock\n\n## Subtasks\n\n- [ ] 2.1 Write `/etc/app.conf` and `src/main.py`\n'
  const { plan, found } = await read({
    ...TECHSPEC,
    'stock/2_task.md': task(body, 'service: stock\ncommunication_type: [rest, pigeon]'),
  })
  expect(plan.tasks[0]?.paths.map(({ path }) => path)).toEqual(['src/main.py'])
  expect(found.map(({ code, message, location }) => [code, message, location?.start.line])).toEqual([
    ['plan/absolute-path', '`/etc/app.conf` is an absolute path', 10],
    ['plan/unknown-value', '`communication_type` is `pigeon`, which means nothing here', 3],
  ])
})

test('what is no text of a sensible size is not read', async () => {
  const files = {
    ...TECHSPEC,
    'stock/2_task.md': Buffer.from([0x23, 0x20, 0xff, 0x0a]),
    'stock/3_task.md': 'x'.repeat(16_000_001),
    'stock/4_task.md': task('# Task 4.0: Stock'),
  }
  const { codes } = await read(files)
  expect(codes).toEqual(expect.arrayContaining(['text/not-utf8', 'text/too-large']))
})
