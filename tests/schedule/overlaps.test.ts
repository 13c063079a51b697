import { expect, test } from 'vitest'
import { findOverlaps, namedWrites } from '../../src/schedule/index.ts'
import { plan } from '../support/plan.ts'
import { build, task } from './plans.ts'

const both = { parallel: true, paths: ['src/a.py', 'src/models/'] }

test.each([
  [
    'two parallel tasks of one wave that name one file',
    [task('1.0', both), task('2.0', both)],
    ['1.0 2.0 src/a.py'],
  ],
  [
    'each further one and the first',
    [task('1.0', both), task('2.0', both), task('3.0', both)],
    ['1.0 2.0 src/a.py', '1.0 3.0 src/a.py'],
  ],
  ['not what waits for the other', [task('1.0', both), task('2.0', { ...both, blockedBy: ['1.0'] })], []],
  ['not what is not parallel', [task('1.0', both), task('2.0', { ...both, parallel: false })], []],
  ['not what is excluded', [task('1.0', both), task('2.0', { ...both, status: 'excluded' as const })], []],
  ['not a task and itself', [task('1.0', { parallel: true, paths: ['src/a.py', 'src/a.py'] })], []],
  [
    'not a folder',
    [task('1.0', { parallel: true, paths: ['src/'] }), task('2.0', { parallel: true, paths: ['src/'] })],
    [],
  ],
])('%s', (_name, tasks, expected) => {
  const { schedule } = build(plan(tasks))
  const found = findOverlaps(schedule.analysis, namedWrites(schedule.tasks))
  expect(found.map(({ first, second, file }) => `${first.name} ${second.name} ${file}`)).toEqual(expected)
})

test('a bare name is of any folder', () => {
  const writes = (path: string) => namedWrites(build(plan([task('1.0', { paths: [path] })])).schedule.tasks)
  expect(writes('main.py')).toEqual([])
  expect(writes('src/main.py')).toHaveLength(1)
})
