import { describe, expect, test } from 'vitest'
import type { Dependency, DependencyEnd } from '../../src/plan/plan.ts'
import { at, build, codes, type Row, taskList } from './plans.ts'

const STORIES: readonly Row[] = [
  { id: '1', kind: 'setup', tasks: ['T001'] },
  { id: '2', kind: 'core', tasks: ['T002', 'T003 P', 'T004 P'] },
  { id: '3', kind: 'story', story: 'US1', tasks: ['T005 P', 'T006 P', 'T007'] },
  { id: '4', kind: 'story', story: 'US2', tasks: ['T008', 'T009'] },
  { id: '5', kind: 'polish', tasks: ['T010 P', 'T011 P'] },
]

describe('by where a task stands', () => {
  test('phases follow each other, stories stand beside each other, polish comes after all', () => {
    const { waves, edges, schedule } = build(taskList(STORIES))
    expect(waves).toEqual([
      ['T001'],
      ['T002'],
      ['T003', 'T004'],
      ['T005', 'T006', 'T008'],
      ['T007', 'T009'],
      ['T010', 'T011'],
    ])
    expect(edges).toMatchInlineSnapshot(`
      [
        "T002 > T003 (task order :5)",
        "T002 > T004 (task order :6)",
        "T001 > T002 (phase order :3)",
        "T005 > T007 (task order :10)",
        "T006 > T007 (task order :10)",
        "T003 > all of Phase 2: Phase of core (phase order :3)",
        "T004 > all of Phase 2: Phase of core (phase order :3)",
        "all of Phase 2: Phase of core > T005 (phase order :7)",
        "all of Phase 2: Phase of core > T006 (phase order :7)",
        "T008 > T009 (task order :13)",
        "all of Phase 2: Phase of core > T008 (phase order :11)",
        "T007 > all of Phase 3: Phase of story, Phase 4: Phase of story (phase order :14)",
        "T009 > all of Phase 3: Phase of story, Phase 4: Phase of story (phase order :14)",
        "all of Phase 3: Phase of story, Phase 4: Phase of story > T010 (phase order :14)",
        "all of Phase 3: Phase of story, Phase 4: Phase of story > T011 (phase order :14)",
      ]
    `)
    expect(schedule.gates).toHaveLength(2)
  })

  test('inside of a phase a task without [P] waits for all before it, one with [P] for the last without', () => {
    expect(
      build(taskList([{ id: '1', kind: 'core', tasks: ['T1 P', 'T2 P', 'T3', 'T4 P', 'T5', 'T6'] }])).edges,
    ).toEqual([
      'T1 > T3 (task order :4)',
      'T2 > T3 (task order :4)',
      'T3 > T4 (task order :5)',
      'T4 > T5 (task order :6)',
      'T5 > T6 (task order :7)',
    ])
  })

  test('a task list without phases is one phase', () => {
    const { tasks } = taskList([{ id: '1', kind: 'core', tasks: ['T1', 'T2'] }])
    const bare = { ...taskList([]), tasks: tasks.map((each) => ({ ...each, phase: undefined })) }
    expect(build(bare).waves).toEqual([['T1'], ['T2']])
  })

  test('excluded tasks hold nobody up', () => {
    const plan = taskList([{ id: '1', kind: 'core', tasks: ['T1', 'T2', 'T3'] }])
    const tasks = plan.tasks.map((each) =>
      each.id === 'T2' ? { ...each, status: 'excluded' as const } : each,
    )
    expect(build({ ...plan, tasks }).edges).toEqual(['T1 > T3 (task order :4)'])
  })

  test('edges grow with the tasks, not with the pairs of tasks', () => {
    const many = (from: number) => Array.from({ length: 500 }, (_, each) => `T${from + each} P`)
    const { schedule } = build(
      taskList(
        [0, 1, 2, 3]
          .map((each) => ({
            id: `${each}`,
            kind: 'story' as const,
            story: `US${each}`,
            tasks: many(each * 500),
          }))
          .concat([]),
      ),
    )
    expect(schedule.edges.length).toBe(0)
    const rows = [0, 1, 2, 3].map((each) => ({
      id: `${each}`,
      kind: 'core' as const,
      tasks: many(each * 500),
    }))
    expect(build(taskList(rows)).schedule.edges.length).toBeLessThan(4 * 2 * 510)
  })
})

const END: Readonly<Record<string, DependencyEnd['kind']>> = { T: 'task', U: 'story', P: 'phase' }

/** `P3`, `US1`, `T004` as ends. */
function says(waiting: string, on: string): Dependency {
  const ends = (words: string) =>
    words.split(' ').map((word): DependencyEnd => {
      const kind = END[word.charAt(0)] ?? 'task'
      return { kind, id: kind === 'phase' ? word.slice(1) : word }
    })
  return { waiting: ends(waiting), on: ends(on), reason: `${waiting} after ${on}`, origin: at(90) }
}

describe('by what the text says', () => {
  const stated = (...dependencies: readonly Dependency[]) => {
    const built = build(taskList(STORIES, { dependencies }))
    return { ...built, stated: built.edges.filter((edge) => edge.includes('dependencies')) }
  }

  test.each([
    ['a task after a task', 'T009', 'T005', ['T005 > T009 (dependencies :90)']],
    [
      'tasks after one',
      'T008 T009',
      'T005',
      ['T005 > T008 (dependencies :90)', 'T005 > T009 (dependencies :90)'],
    ],
    ['a story after a story', 'US2', 'US1', ['T007 > T008 (dependencies :90)']],
    [
      'a phase after a task',
      'P5',
      'T005',
      ['T005 > T010 (dependencies :90)', 'T005 > T011 (dependencies :90)'],
    ],
    [
      'many after many, by a gate',
      'T008 T009',
      'T005 T006',
      [
        'T005 > T008 T009 after T005 T006 (dependencies :90)',
        'T006 > T008 T009 after T005 T006 (dependencies :90)',
        'T008 T009 after T005 T006 > T008 (dependencies :90)',
        'T008 T009 after T005 T006 > T009 (dependencies :90)',
      ],
    ],
    [
      'a phase after a task of its own is the rest of it',
      'P3',
      'T005',
      ['T005 > T006 (dependencies :90)', 'T005 > T007 (dependencies :90)'],
    ],
    ['a phase after itself is nothing', 'P3', 'P3', []],
    ['what is no end is nothing', 'P9', 'T005', []],
  ])('%s', (_name, waiting, on, expected) => {
    expect(stated(says(waiting, on)).stated).toEqual(expected)
  })

  test('a statement beats [P], and is told', () => {
    const built = stated(says('T006', 'T005'))
    expect(built.waves[4]).toContain('T006')
    expect(built.diagnostics.all).toMatchObject([
      {
        code: 'schedule/parallel-with-dependency',
        message: '`T006` is `[P]` and depends on `T005` of its phase',
        hint: 'remove `[P]` from `T006`',
      },
    ])
  })

  test.each([
    ['of a group after a group [P] is about each alone', 'T006 T007', 'T005 T001'],
    ['after a task before it that is not [P] it waits anyway', 'T004', 'T002'],
  ])('%s', (_name, waiting, on) => {
    expect(codes(stated(says(waiting, on)))).toEqual([])
  })

  test('a later task without [P] is another matter', () => {
    expect(codes(stated(says('T006', 'T007')))).toContain('schedule/parallel-with-dependency')
  })

  test('what waits for a task of another phase may bear [P]', () => {
    expect(codes(stated(says('T006', 'T003')))).toEqual([])
  })
})
