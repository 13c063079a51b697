import { afterAll, describe, expect, test } from 'vitest'
import { openShop, transcript } from '../support/front-door.ts'

const taskFile = (head: string, title: string, rest = '') =>
  `---\n${head}\n---\n\n# Task ${title}\n\n## Overview\n\nSomething.\n${rest}`

const HARBOUR = {
  'tasks/prd-harbour/_techspec.md': '# Tech Spec\n',
  'tasks/prd-harbour/shared/1_task.md': taskFile('status: completed', '1.0: Contracts'),
  'tasks/prd-harbour/berth/2_task.md': taskFile(
    'service: berth-service\nblocked_by: ["1.0"]\nparallelizable: true',
    '2.0: Berth service',
    '\n<task_context>\n<complexity>high</complexity>\n</task_context>\n\n## Relevant Files\n\n- `lib/tide.py`\n',
  ),
  'tasks/prd-harbour/crane/3_task.md': taskFile(
    'service: crane-service\nblocked_by: ["1.0"]\nparallelizable: true',
    '3.0: Crane "lifts" [heavy] | <b>load</b>',
    '\n## Relevant Files\n\n- `lib/tide.py`\n',
  ),
  'tasks/prd-harbour/berth/4_task.md': taskFile(
    'service: berth-service\nblocked_by: ["2.0", "3.0"]',
    '4.0: Departures',
  ),
  'tasks/prd-harbour/berth/5_task.md': taskFile('service: berth-service\nstatus: excluded', '5.0: Later'),
}

const harbour = openShop(HARBOUR)
const circle = openShop({
  ...HARBOUR,
  'tasks/prd-harbour/berth/2_task.md': taskFile(
    'service: berth-service\nblocked_by: ["4.0", "9.0"]',
    '2.0: Berth service',
  ),
})
const two = openShop({
  ...HARBOUR,
  'tasks/prd-fleet/1_task.md': taskFile('status: pending', '1.0: Ships'),
})
const quay = openShop({
  'specs/001-quay/plan.md': '# Plan\n',
  'specs/001-quay/tasks.md': `# Tasks: Quay

## Phase 1: Setup

- [x] T001 Create the project in pyproject.toml

## Phase 2: Foundational

- [ ] T002 [P] Settings in src/config.py
- [ ] T003 [P] Logging in src/log.py

## Phase 3: User Story 1 - Berths (Priority: P1)

- [ ] T004 [P] [US1] Berth model of data-model.md in src/models.py
- [ ] T005 [P] [US1] Crane model of data-model.md in src/models.py

## Phase 4: User Story 2 - Pilots (Priority: P2)

- [ ] T006 [US2] Pilot service in src/pilots.py

## Phase 5: Polish

- [ ] T007 Documentation in README.md
`,
})
/** Parallel tasks of one service that name no file in common: one is given the note that the other names. */
const generated = openShop({
  'tasks/prd-yard/_techspec.md': '# Tech Spec\n',
  'tasks/prd-yard/1_task.md': taskFile(
    'service: yard-service\nparallelizable: true',
    '1.0: Yard',
    '\n## Subtasks\n\n- [ ] 1.1 Set up the project\n- [ ] 1.2 Business logic of stacks\n',
  ),
  'tasks/prd-yard/2_task.md': taskFile(
    'service: yard-service\nparallelizable: true',
    '2.0: Reports',
    '\n## Subtasks\n\n- [ ] 2.1 Reports in `notes/1.2.txt` and `README.md`\n',
  ),
})
const nowhere = openShop({ 'notes.txt': 'hello' })
afterAll(() => [harbour, circle, two, quay, generated, nowhere].map(({ close }) => close()))

describe('graph', () => {
  test('shows the critical path, overlaps, and waves with the reason and place of each edge', async () => {
    expect(transcript(await harbour.taskplan('graph'))).toMatchInlineSnapshot(`
      "exit 0
      --- stdout
      tasks/prd-harbour  harbour: 4 tasks in 3 waves, 1 done, 1 excluded
        critical path, weight 6: berth/2.0 → berth/4.0
        ready: berth/2.0, crane/3.0
        parallel tasks that write one file
          berth/2.0, crane/3.0  lib/tide.py  (berth/2_task.md:19, crane/3_task.md:15)

      Wave 1
        [x] shared/1.0  Contracts

      Wave 2
        [ ] berth/2.0   Berth service  [P]  critical
                        after shared/1.0  (blocked_by, berth/2_task.md:3)
        [ ] crane/3.0   Crane "lifts" [heavy] | <b>load</b>  [P]  slack 2
                        after shared/1.0  (blocked_by, crane/3_task.md:3)

      Wave 3
        [ ] berth/4.0   Departures  critical
                        after berth/2.0, crane/3.0  (blocked_by, berth/4_task.md:3)
      --- stderr
      "
    `)
  })

  test("knows what files a task brings though it names none; what every task needs is nobody's", async () => {
    const { overlaps } = JSON.parse((await generated.taskplan('graph --json')).stdout).result
    expect(overlaps).toEqual([
      {
        tasks: ['yard:yard-service/1.0', 'yard:yard-service/2.0'],
        file: 'yard-service/notes/1.2.txt',
        places: [
          { path: 'tasks/prd-yard/1_task.md', line: 15 },
          { path: 'tasks/prd-yard/2_task.md', line: 14 },
        ],
      },
    ])
    expect((await generated.taskplan('')).stdout).toContain(
      'yard/1.0, yard/2.0  yard-service/notes/1.2.txt  (tasks/prd-yard/1_task.md:15, tasks/prd-yard/2_task.md:14)',
    )
  })

  test('reads task lists of spec-kit: phases, stories, [P]', async () => {
    expect(transcript(await quay.taskplan('graph'))).toMatchInlineSnapshot(`
      "exit 0
      --- stdout
      specs/001-quay  Quay: 7 tasks in 4 waves, 1 done
        critical path, weight 6: T002 → T004 → T007
        ready: T002, T003
        parallel tasks that write one file
          T004, T005  src/models.py  (tasks.md:14, 15)

      Wave 1
        [x] T001  Create the project in pyproject.toml

      Wave 2
        [ ] T002  Settings in src/config.py  [P]  critical
                  after T001  (phase order, tasks.md:7)
        [ ] T003  Logging in src/log.py  [P]  critical
                  after T001  (phase order, tasks.md:7)

      Wave 3
        [ ] T004  Berth model of data-model.md in src/models.py  [P]  critical
                  after all of Phase 2: Foundational  (phase order, tasks.md:12)
        [ ] T005  Crane model of data-model.md in src/models.py  [P]  critical
                  after all of Phase 2: Foundational  (phase order, tasks.md:12)
        [ ] T006  Pilot service in src/pilots.py  critical
                  after all of Phase 2: Foundational  (phase order, tasks.md:17)

      Wave 4
        [ ] T007  Documentation in README.md  critical
                  after all of Phase 3: User Story 1 - Berths, T006  (phase order, tasks.md:21)
      --- stderr
      "
    `)
    const { gates, edges } = JSON.parse((await quay.taskplan('graph --json')).stdout).result
    expect(gates).toEqual([
      { key: '001-quay:gate-1', title: 'all of Phase 2: Foundational' },
      { key: '001-quay:gate-2', title: 'all of Phase 3: User Story 1 - Berths' },
    ])
    expect(edges.filter(({ to }: { to: string }) => to === gates[0].key)).toMatchObject([
      { from: '001-quay:T002', because: 'phase order', line: 7 },
      { from: '001-quay:T003', because: 'phase order', line: 7 },
    ])
  })

  test('--open shows what is left', async () => {
    expect(transcript(await harbour.taskplan('graph --open'))).toMatchInlineSnapshot(`
      "exit 0
      --- stdout
      tasks/prd-harbour  harbour: 3 open tasks in 2 waves, 1 done, 1 excluded
        critical path, weight 6: berth/2.0 → berth/4.0
        ready: berth/2.0, crane/3.0
        parallel tasks that write one file
          berth/2.0, crane/3.0  lib/tide.py  (berth/2_task.md:19, crane/3_task.md:15)

      Wave 1
        [ ] berth/2.0  Berth service  [P]  critical
        [ ] crane/3.0  Crane "lifts" [heavy] | <b>load</b>  [P]  slack 2

      Wave 2
        [ ] berth/4.0  Departures  critical
                       after berth/2.0, crane/3.0  (blocked_by, berth/4_task.md:3)
      --- stderr
      "
    `)
  })

  test('says a circle, the weakest step and every line, exits 1, and draws the rest', async () => {
    expect(transcript(await circle.taskplan('graph'))).toMatchInlineSnapshot(`
      "exit 1
      --- stdout
      tasks/prd-harbour  harbour: 4 tasks in 3 waves, 1 done, 1 excluded
        critical path, weight 4: berth/2.0 → berth/4.0
        ready: berth/2.0, crane/3.0

      Wave 1
        [x] shared/1.0  Contracts
        [ ] berth/2.0   Berth service  critical
                        after berth/4.0  (blocked_by, berth/2_task.md:3; closes a circle, not counted)

      Wave 2
        [ ] crane/3.0   Crane "lifts" [heavy] | <b>load</b>  [P]  critical
                        after shared/1.0  (blocked_by, crane/3_task.md:3)

      Wave 3
        [ ] berth/4.0   Departures  critical
                        after berth/2.0, crane/3.0  (blocked_by, berth/4_task.md:3)
      --- stderr
      tasks/prd-harbour/berth/2_task.md:3:15: error[schedule/dependency-cycle]: tasks wait for each other in a circle: \`berth/2.0\` → \`berth/4.0\` → \`berth/2.0\`
        |
      3 | blocked_by: ["4.0", "9.0"]
        |               ^^^
      note: \`berth/4.0\` waits for \`berth/2.0\`: blocked_by at tasks/prd-harbour/berth/4_task.md:3:15
      note: \`berth/2.0\` waits for \`berth/4.0\`: blocked_by at tasks/prd-harbour/berth/2_task.md:3:15
      hint: take out the weakest step: \`berth/2.0\` waits for \`berth/4.0\` (blocked_by)
      1 error; 1 finding more: --verbose shows them
      "
    `)
  })

  test('several features each in short; --all all of their waves', async () => {
    expect(transcript(await two.taskplan('graph'))).toMatchInlineSnapshot(`
      "exit 0
      --- stdout
      tasks/prd-fleet  fleet: 1 task in 1 wave
        critical path, weight 2: 1.0
        ready: 1.0

      tasks/prd-harbour  harbour: 4 tasks in 3 waves, 1 done, 1 excluded
        critical path, weight 6: berth/2.0 → berth/4.0
        ready: berth/2.0, crane/3.0
        parallel tasks that write one file
          berth/2.0, crane/3.0  lib/tide.py  (berth/2_task.md:19, crane/3_task.md:15)

      Waves of one feature: --prd <slug>; of all: --all
      --- stderr
      1 plan finding, none stops this: --verbose shows them
      "
    `)
    expect((await two.taskplan('graph --all')).stdout).toContain('Wave 1')
    expect((await two.taskplan('graph --prd fleet')).stdout).toContain('Wave 1')
  })

  test('without a plan says where it looked', async () => {
    expect((await nowhere.taskplan('graph')).exitCode).toBe(2)
  })

  test('an unknown format is refused', async () => {
    expect(transcript(await harbour.taskplan('graph --format mermaidd'))).toMatchInlineSnapshot(`
      "exit 2
      --- stdout
      --- stderr
      error[command/flag-value]: \`--format\` is \`mermaidd\`, expected one of \`text\`, \`mermaid\`, \`dot\`, \`json\`
      hint: write \`mermaid\`
      "
    `)
    expect((await harbour.taskplan('graph --format constructor')).exitCode).toBe(2)
  })
})

describe('for programs', () => {
  test('--json holds nodes, edges, waves, critical path and overlaps', async () => {
    const { stdout } = await harbour.taskplan('graph --json')
    expect(JSON.parse(stdout).result).toMatchInlineSnapshot(`
      {
        "criticalPath": [
          "harbour:berth-service/2.0",
          "harbour:berth-service/4.0",
        ],
        "edges": [
          {
            "because": "blocked_by",
            "from": "harbour:shared/1.0",
            "line": 3,
            "path": "tasks/prd-harbour/berth/2_task.md",
            "to": "harbour:berth-service/2.0",
          },
          {
            "because": "blocked_by",
            "from": "harbour:shared/1.0",
            "line": 3,
            "path": "tasks/prd-harbour/crane/3_task.md",
            "to": "harbour:crane-service/3.0",
          },
          {
            "because": "blocked_by",
            "from": "harbour:berth-service/2.0",
            "line": 3,
            "path": "tasks/prd-harbour/berth/4_task.md",
            "to": "harbour:berth-service/4.0",
          },
          {
            "because": "blocked_by",
            "from": "harbour:crane-service/3.0",
            "line": 3,
            "path": "tasks/prd-harbour/berth/4_task.md",
            "to": "harbour:berth-service/4.0",
          },
        ],
        "features": [
          {
            "criticalPath": [
              "harbour:berth-service/2.0",
              "harbour:berth-service/4.0",
            ],
            "path": "tasks/prd-harbour",
          },
        ],
        "gates": [],
        "nodes": [
          {
            "critical": false,
            "key": "harbour:shared/1.0",
            "slack": null,
            "wave": 1,
          },
          {
            "critical": true,
            "key": "harbour:berth-service/2.0",
            "slack": 0,
            "wave": 2,
          },
          {
            "critical": false,
            "key": "harbour:crane-service/3.0",
            "slack": 2,
            "wave": 2,
          },
          {
            "critical": true,
            "key": "harbour:berth-service/4.0",
            "slack": 0,
            "wave": 3,
          },
        ],
        "overlaps": [
          {
            "file": "lib/tide.py",
            "places": [
              {
                "line": 19,
                "path": "tasks/prd-harbour/berth/2_task.md",
              },
              {
                "line": 15,
                "path": "tasks/prd-harbour/crane/3_task.md",
              },
            ],
            "tasks": [
              "harbour:berth-service/2.0",
              "harbour:crane-service/3.0",
            ],
          },
        ],
        "ready": [
          "harbour:berth-service/2.0",
          "harbour:crane-service/3.0",
        ],
        "waves": [
          [
            "harbour:shared/1.0",
          ],
          [
            "harbour:berth-service/2.0",
            "harbour:crane-service/3.0",
          ],
          [
            "harbour:berth-service/4.0",
          ],
        ],
      }
    `)
  })

  test('--format json is the result alone', async () => {
    const result = JSON.parse((await harbour.taskplan('graph --format json --all')).stdout)
    expect(result).toEqual(JSON.parse((await harbour.taskplan('graph --json')).stdout).result)
  })

  test('mermaid: ids are ours, text of the plan stands escaped in labels', async () => {
    expect((await harbour.taskplan('graph --format mermaid')).stdout).toMatchInlineSnapshot(`
      "flowchart LR
        subgraph f0["harbour"]
          n0["shared/1.0 Contracts"]:::done
          n1["berth/2.0 Berth service"]:::critical
          n2["crane/3.0 Crane #34;lifts#34; #91;heavy#93; #124; #60;b#62;load#60;/b#62;"]:::open
          n3["berth/4.0 Departures"]:::critical
        end
        n0 -->|"blocked_by, berth/2_task.md:3"| n1
        n0 -->|"blocked_by, crane/3_task.md:3"| n2
        n1 -->|"blocked_by, berth/4_task.md:3"| n3
        n2 -->|"blocked_by, berth/4_task.md:3"| n3
        classDef open fill:#fff,stroke:#555
        classDef done fill:#ddd,stroke:#999,color:#666
        classDef critical fill:#fff,stroke:#c00,stroke-width:3px
        classDef gate fill:#eef,stroke:#88a
      "
    `)
  })

  test('dot likewise', async () => {
    expect((await harbour.taskplan('graph --format dot')).stdout).toMatchInlineSnapshot(`
      "digraph tasks {
        rankdir=LR;
        node [shape=box];
        subgraph cluster_0 {
          label="harbour";
          n0 [label="shared/1.0 Contracts", style=filled, fillcolor=gray90, fontcolor=gray40];
          n1 [label="berth/2.0 Berth service", color=red, penwidth=2];
          n2 [label="crane/3.0 Crane \\"lifts\\" [heavy] | <b>load</b>"];
          n3 [label="berth/4.0 Departures", color=red, penwidth=2];
        }
        n0 -> n1 [label="blocked_by", tooltip="berth/2_task.md:3"];
        n0 -> n2 [label="blocked_by", tooltip="crane/3_task.md:3"];
        n1 -> n3 [label="blocked_by", tooltip="berth/4_task.md:3"];
        n2 -> n3 [label="blocked_by", tooltip="berth/4_task.md:3"];
      }
      "
    `)
  })

  test('a diagram is never cut', async () => {
    const many = openShop(
      Object.fromEntries(
        Array.from({ length: 60 }, (_, at) => [
          `tasks/prd-many/${at + 1}_task.md`,
          taskFile('status: pending', `${at + 1}.0: One of many`),
        ]),
      ),
    )
    for (const format of ['mermaid', 'dot', 'json'])
      expect((await many.taskplan(`graph --format ${format}`)).stdout.split('\n').length).toBeGreaterThan(60)
    many.close()
  })
})

test('ids have up to seven digits, and every statement about tasks reads them', async () => {
  const long = openShop({
    'specs/001-a/tasks.md': `# Tasks: A

## Phase 1: Core

- [ ] T99999 [P] One
- [ ] T100000 [P] Two
- [ ] T100001 [P] Three
- [ ] T1000000 [P] Four, after T100001
- [ ] T1000002 [P] Five
  - Depends on: T1000000

Total tasks: 5

## Dependencies

- T100000-T100001 depend on T99999
- T1000000+ depends on T100000
- T12345678 is too long for an id
`,
  })
  const { result } = JSON.parse((await long.taskplan('graph --json')).stdout)
  const { diagnostics } = JSON.parse((await long.taskplan('list --json')).stdout)
  long.close()
  expect(
    result.edges.map(({ from, to }: Record<string, string>) => `${from} ${to}`.replaceAll('001-a:', '')),
  ).toMatchInlineSnapshot(`
      [
        "T100001 T1000000",
        "T1000000 T1000002",
        "T99999 T100000",
        "T99999 T100001",
        "T100000 T1000000",
        "T100000 T1000002",
      ]
    `)
  // No wrong total, and the ids count on from each other up to the first jump.
  expect(
    diagnostics.map(({ code, message }: Record<string, string>) => [code, message]),
  ).toMatchInlineSnapshot(`
    [
      [
        "plan/id-gap",
        "ids jump from \`T100001\` to \`T1000000\`, and 1 more",
      ],
      [
        "plan/missing-plan",
        "there is no \`plan.md\` in \`specs/001-a\`",
      ],
    ]
  `)
})
