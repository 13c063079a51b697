import { expect, test } from 'vitest'
import { plan } from '../support/plan.ts'
import { at, build, codes, task, taskList } from './plans.ts'

test('a circle is told once, with each step and the weakest of them', () => {
  const built = build(
    plan(
      [
        task('1.0', { unblocks: ['2.0'] }, 1),
        task('2.0', {}, 2),
        task('3.0', { blockedBy: ['2.0'] }, 3),
        task('4.0', { blockedBy: ['3.0'], unblocks: [] }, 4),
        task('1.0', { service: 'other', blockedBy: [] }, 5),
      ].map((each) =>
        each.id === '1.0' && each.scope === 'plan'
          ? { ...each, blockedBy: [{ id: '4.0', origin: each.origin }], statesBlockedBy: true }
          : each,
      ),
    ),
  )
  expect(built.diagnostics.all).toMatchObject([
    {
      code: 'schedule/dependency-cycle',
      severity: 'error',
      message: 'tasks wait for each other in a circle: `1.0` → `2.0` → `3.0` → `4.0` → `1.0`',
      location: { start: { line: 1 } },
      notes: [
        { message: '`2.0` waits for `1.0`: unblocks' },
        { message: '`3.0` waits for `2.0`: blocked_by', location: { start: { line: 3 } } },
        { message: '`4.0` waits for `3.0`: blocked_by' },
        { message: '`1.0` waits for `4.0`: blocked_by' },
      ],
      hint: 'take out the weakest step: `2.0` waits for `1.0` (unblocks)',
    },
  ])
})

test('a task that waits for itself is a circle', () => {
  const built = build(plan([task('1.0', { blockedBy: ['1.0'] })]))
  expect(built.diagnostics.all).toMatchObject([
    { code: 'schedule/dependency-cycle', message: 'tasks wait for each other in a circle: `1.0` → `1.0`' },
  ])
  expect(built.waves).toEqual([['1.0']])
})

test('two circles apart are two findings', () => {
  const pair = (one: string, other: string) => [
    task(one, { blockedBy: [other] }),
    task(other, { blockedBy: [one] }),
  ]
  expect(codes(build(plan([...pair('1.0', '2.0'), ...pair('3.0', '4.0')])))).toEqual([
    'schedule/dependency-cycle',
    'schedule/dependency-cycle',
  ])
})

test('a long circle is told in part', () => {
  const tasks = Array.from({ length: 40 }, (_, at) =>
    task(`${at + 1}.0`, { blockedBy: [`${((at + 39) % 40) + 1}.0`] }),
  )
  const [found] = build(plan(tasks)).diagnostics.all
  expect(found?.message).toMatch(/`1\.0` → .*`8\.0` → `…` → `1\.0`$/)
})

test('phases in a row wait in no circle', () => {
  expect(
    codes(
      build(
        taskList([
          { id: '1', kind: 'setup', tasks: ['T001 P', 'T002 P'] },
          { id: '2', kind: 'core', tasks: ['T003 P', 'T004 P'] },
        ]),
      ),
    ),
  ).toEqual([])
})

test('a statement against the order of the list is used, and told as that', () => {
  const end = (id: string) => ({ kind: 'task' as const, id })
  const built = build(
    taskList([{ id: '1', kind: 'core', tasks: ['T001', 'T002', 'T003'] }], {
      dependencies: [{ waiting: [end('T001')], on: [end('T003')], reason: 'before', origin: at(9) }],
    }),
  )
  expect(built.diagnostics.all).toMatchObject([
    {
      code: 'schedule/order-contradicted',
      severity: 'info',
      message: '`T001` waits for `T003`, which comes after it in the list',
      location: { start: { line: 9 } },
    },
  ])
  const [first] = built.waves
  expect(first).toContain('T003')
  expect(first).not.toContain('T001')
})

test('of a circle that no statement goes back in, nothing is said about the order', () => {
  const end = (id: string) => ({ kind: 'task' as const, id })
  const said = (waiting: string, on: string[]) => ({
    waiting: [end(waiting)],
    on: on.map(end),
    reason: 'after',
    origin: at(7),
  })
  const rows = [{ id: '1', kind: 'core' as const, tasks: ['T001', 'T002', 'T003', 'T004'] }]
  const groups = { ...said('T001', ['T003', 'T004']), waiting: [end('T001'), end('T002')] }
  const built = build(taskList(rows, { dependencies: [said('T003', ['T001']), groups] }))
  expect(codes(built)).not.toContain('schedule/order-contradicted')
})

test('a circle among statements is found beside one that the order closes', () => {
  const end = (id: string) => ({ kind: 'task' as const, id })
  const said = (waiting: string, on: string, line: number) => ({
    waiting: [end(waiting)],
    on: [end(on)],
    reason: 'after',
    origin: at(line),
  })
  const built = build(
    taskList([{ id: '1', kind: 'core', tasks: ['T001', 'T002', 'T003'] }], {
      dependencies: [said('T001', 'T003', 7), said('T003', 'T001', 8)],
    }),
  )
  expect(codes(built)).toContain('schedule/dependency-cycle')
})

test('one task against what is said of whole phases is a warning', () => {
  const phase = (id: string) => [{ kind: 'phase' as const, id }]
  const list = taskList(
    [
      { id: '1', kind: 'core', tasks: ['T001', 'T002'] },
      { id: '2', kind: 'core', tasks: ['T003', 'T004'] },
    ],
    {
      dependencies: [{ waiting: phase('2'), on: phase('1'), reason: 'Phase 2 after Phase 1', origin: at(9) }],
    },
  )
  const tasks = list.tasks.map((each) =>
    each.id === 'T002' ? { ...each, blockedBy: [{ id: 'T003', origin: each.origin }] } : each,
  )
  const built = build({ ...list, tasks })
  expect(built.diagnostics.all).toMatchObject([{ code: 'schedule/dependency-cycle', severity: 'warning' }])
})
