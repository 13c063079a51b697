import { expect, test } from 'vitest'
import type { Task } from '../../src/plan/plan.ts'
import { readyTasks } from '../../src/schedule/index.ts'
import { plan } from '../support/plan.ts'
import { build, type Row, task, taskList } from './plans.ts'

const names = (tasks: readonly Task[]) => readyTasks(build(plan(tasks)).schedule).map(({ name }) => name)
const service = 'auth-service'

test.each([
  [
    'the longest remaining chain',
    [task('1.0'), task('2.0', { context: { complexity: 'high' } })],
    ['2.0', '1.0'],
  ],
  [
    'shared before services',
    [task('1.0', { service }), task('2.0', { scope: 'shared' })],
    ['shared/2.0', 'auth/1.0'],
  ],
  [
    'infrastructure first',
    [task('1.0'), task('2.0', { context: { scope: 'infrastructure' } })],
    ['2.0', '1.0'],
  ],
  [
    'story by story',
    [task('1.0', { story: 'US10' }), task('2.0', { story: 'US2' }), task('3.0')],
    ['3.0', '2.0', '1.0'],
  ],
  [
    'what more tasks wait for',
    [
      task('1.0'),
      task('2.0'),
      task('3.0', { blockedBy: ['1.0'] }),
      task('4.0', { blockedBy: ['2.0'] }),
      task('5.0', { blockedBy: ['2.0'] }),
    ],
    ['2.0', '1.0'],
  ],
  ['the place in the plan', [task('2.0'), task('1.0')], ['2.0', '1.0']],
  [
    'only what waits for nothing open',
    [
      task('1.0', { status: 'completed' }),
      task('2.0', { blockedBy: ['1.0'] }),
      task('3.0', { blockedBy: ['2.0'] }),
      task('4.0', { status: 'excluded' }),
    ],
    ['2.0'],
  ],
])('%s', (_name, tasks, expected) => expect(names(tasks)).toEqual(expected))

test('through a gate as well: all of a phase has to be done', () => {
  const rows: readonly Row[] = [
    { id: '1', kind: 'core', tasks: ['T1 P', 'T2 P'] },
    { id: '2', kind: 'core', tasks: ['T3 P', 'T4 P'] },
  ]
  const list = taskList(rows)
  const done = (ids: readonly string[]) => {
    const tasks = list.tasks.map((each) =>
      ids.includes(each.id) ? { ...each, status: 'completed' as const } : each,
    )
    return readyTasks(build({ ...list, tasks }).schedule).map(({ name }) => name)
  }
  expect(done([])).toEqual(['T1', 'T2'])
  expect(done(['T1'])).toEqual(['T2'])
  expect(done(['T1', 'T2'])).toEqual(['T3', 'T4'])
})
