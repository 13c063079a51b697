import { describe, expect, test } from 'vitest'
import { plan } from '../support/plan.ts'
import { at, build, codes, task, taskList } from './plans.ts'

describe('which task an id means', () => {
  const auth = { service: 'auth-service' }
  const user = { service: 'user' }
  const cases = [
    [
      'the task of the same service',
      [task('1.0', auth), task('1.0', user), task('2.0', { ...auth, blockedBy: ['1.0'] })],
      'auth/1.0 > auth/2.0',
    ],
    [
      'else the shared one',
      [task('1.0', { scope: 'shared' }), task('1.0', user), task('2.0', { ...auth, blockedBy: ['1.0'] })],
      'shared/1.0 > auth/2.0',
    ],
    [
      'else the only one of the feature',
      [task('1.0', user), task('2.0', { ...auth, blockedBy: ['1.0'] })],
      'user/1.0 > auth/2.0',
    ],
    [
      'the one of the service that is named',
      [task('1.0', auth), task('1.0', user), task('2.0', { ...auth, blockedBy: ['user-service/1.0'] })],
      'user/1.0 > auth/2.0',
    ],
    [
      'the task with the subtask',
      [
        task('1.0', {
          ...auth,
          subtasks: [{ id: '1.2', title: 'x', done: false, origin: task('1.2').origin }],
        }),
        task('2.0', { ...auth, blockedBy: ['1.2'] }),
      ],
      'auth/1.0 > auth/2.0',
    ],
  ] as const
  test.each(cases)('%s', (_name, tasks, expected) => {
    const built = build(plan(tasks))
    expect(built.edges).toEqual([`${expected} (blocked_by :1)`])
    expect(codes(built)).toEqual([])
  })

  test('of another feature where its slug is written', () => {
    const shop = plan([task('1.0', auth)])
    const fleet = plan([task('1.0', auth), task('2.0', { ...auth, blockedBy: ['shop:auth/1.0'] })], {
      slug: 'fleet',
    })
    const { schedule, edges } = build(shop, fleet)
    expect(edges).toEqual(['auth/1.0 > auth/2.0 (blocked_by :1)'])
    expect(schedule.edges.map(({ from }) => schedule.tasks[from]?.key)).toEqual(['shop:auth-service/1.0'])
  })

  test('an id that several bear, none of them nearer, is ambiguous and no edge', () => {
    const built = build(
      plan([
        task('1.0', user),
        task('1.0', { service: 'mail' }),
        task('2.0', { ...auth, blockedBy: ['1.0'] }),
      ]),
    )
    expect(built.edges).toEqual([])
    expect(built.diagnostics.all).toMatchObject([
      {
        code: 'schedule/ambiguous-dependency',
        severity: 'error',
        message: '`1.0` names two tasks',
        hint: 'write which one is meant, such as `user/1.0` or `mail/1.0`',
      },
    ])
  })

  test('an id that nobody bears is unknown; in prose of a task list that is a warning', () => {
    const tasks = [task('1.0', { blockedBy: ['9.0'] })]
    expect(build(plan(tasks)).diagnostics.all).toMatchObject([
      {
        code: 'schedule/unknown-dependency',
        severity: 'error',
        message: 'task `9.0` does not exist',
        location: { start: { line: 1 } },
      },
    ])
    expect(build(plan(tasks, { family: 'speckit' })).diagnostics.all).toMatchObject([{ severity: 'warning' }])
  })
})

describe('unblocks', () => {
  test('is an edge where the other task says nothing', () => {
    expect(build(plan([task('1.0', { unblocks: ['2.0'] }), task('2.0')])).edges).toEqual([
      '1.0 > 2.0 (unblocks :1)',
    ])
  })

  test('is none where the other says that it waits for nothing, and the two are said to differ', () => {
    const built = build(plan([task('1.0', { unblocks: ['2.0'] }, 3), task('2.0', { blockedBy: [] }, 7)]))
    expect(built.edges).toEqual([])
    expect(built.diagnostics.all).toMatchObject([
      {
        code: 'schedule/unblocks-mismatch',
        message: '`1.0` unblocks `2.0`, which is not blocked by it',
        location: { start: { line: 3 } },
        notes: [{ location: { start: { line: 7 } } }],
      },
    ])
  })

  test('differs from nothing where the other waits for it by way of a third', () => {
    const built = build(
      plan([
        task('1.0', { unblocks: ['3.0'] }),
        task('2.0', { blockedBy: ['1.0'] }),
        task('3.0', { blockedBy: ['2.0'] }),
      ]),
    )
    expect(codes(built)).toEqual([])
  })
})

describe('what is told twice', () => {
  test('an edge is one, by its strongest reason', () => {
    const built = build(
      plan([task('1.0', { unblocks: ['2.0'] }, 3), task('2.0', { blockedBy: ['1.0', '1.0'] }, 7)]),
    )
    expect(built.edges).toEqual(['1.0 > 2.0 (blocked_by :7)'])
  })

  test('keys are apart where ids are not', () => {
    const { schedule } = build(plan([task('1.0'), task('1.0')]))
    expect(schedule.tasks.map(({ key, name }) => [key, name])).toEqual([
      ['shop:1.0', '1.0'],
      ['shop:1.0~2', '1.0~2'],
    ])
  })
})

describe('what contradicts itself', () => {
  test('not where both are done', () => {
    const status = 'completed'
    expect(
      codes(build(plan([task('1.0', { status }), task('2.0', { status, blockedBy: ['1.0'] })]))),
    ).toEqual([])
  })

  test('a task that is done before what it waits for', () => {
    const built = build(plan([task('1.0'), task('2.0', { status: 'completed', blockedBy: ['1.0'] })]))
    expect(built.diagnostics.all).toMatchObject([
      {
        code: 'schedule/done-before-dependency',
        severity: 'warning',
        hint: 'tick `1.0`, or take the dependency out',
      },
    ])
  })

  test('a task that waits for an excluded one is told, and does not wait', () => {
    const built = build(plan([task('1.0', { status: 'excluded' }), task('2.0', { blockedBy: ['1.0'] })]))
    expect(built.diagnostics.all).toMatchObject([
      { code: 'schedule/depends-on-excluded', message: '`2.0` waits for `1.0`, which is excluded' },
    ])
    expect(built.waves).toEqual([['2.0']])
  })
})

test('a task that two stories share waits for itself by no statement about them', () => {
  const shared = taskList(
    [
      { id: '1', kind: 'story', story: 'US1', tasks: ['T001'] },
      { id: '2', kind: 'story', story: 'US2', tasks: ['T002'] },
      { id: '3', kind: 'polish', tasks: ['T003'] },
    ],
    {
      dependencies: [
        {
          waiting: [{ kind: 'story', id: 'US2' }],
          on: [{ kind: 'story', id: 'US1' }],
          reason: 'US2 after US1',
          origin: at(9),
        },
      ],
    },
  )
  const tasks = shared.tasks.map((each) => (each.id === 'T003' ? { ...each, story: 'US1,US2' } : each))
  const built = build({ ...shared, tasks })
  expect(codes(built)).toEqual([])
  expect(built.edges).toContain('T001 > T002 (dependencies :9)')
})

test('what a later phase adds to a story holds up nobody before it', () => {
  const list = taskList(
    [
      { id: '1', kind: 'story', story: 'US1', tasks: ['T001'] },
      { id: '2', kind: 'story', story: 'US2', tasks: ['T002'] },
      { id: '3', kind: 'polish', tasks: ['T003', 'T004'] },
    ],
    {
      dependencies: ['US2', '3'].map((id, index) => ({
        waiting: [{ kind: id === '3' ? 'phase' : 'story', id }],
        on: [{ kind: 'story', id: 'US1' }],
        reason: `${id} after US1`,
        origin: at(9 + index),
      })),
    },
  )
  const tasks = list.tasks.map((each) => (each.id === 'T004' ? { ...each, story: 'US1' } : each))
  const built = build({ ...list, tasks })
  expect(codes(built)).toEqual([])
  expect(built.edges).toContain('T001 > T002 (dependencies :9)')
  expect(built.edges.filter((edge) => edge.startsWith('T004'))).toEqual([])
})
