import { expect, test } from 'vitest'
import { plan } from '../support/plan.ts'
import { build, codes, task, taskList } from './plans.ts'

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
