import { expect, test } from 'vitest'
import { readTasks } from './read.ts'

const PHASES = `# Tasks: Shop
## Phase 1: Setup
- [ ] T001 a
- [ ] T002 a
## Phase 2: Foundational
- [ ] T003 a
## Phase 3: User Story 1 - Browse (Priority: P1)
- [ ] T004 a
- [ ] T005 a
## Phase 4: User Story 2 - Buy (Priority: P2)
- [ ] T006 a
## Phase 5: Polish
- [ ] T007 a

## Dependencies
`

async function edges(below: string): Promise<readonly string[]> {
  const { dependencies = [] } = await readTasks(PHASES + below)
  const name = ({ kind, id }: { kind: string; id: string }) => (kind === 'phase' ? `P${id}` : id)
  return dependencies.map(({ waiting, on }) => `${waiting.map(name).join()} < ${on.map(name).join()}`)
}

test.each([
  ['- T001-T002 MUST complete before implementation (T004-T005)', ['T004,T005 < T001,T002']],
  ['- T001 before T003', ['T003 < T001']],
  ['- T004-T005 (API) requires T003 (service)', ['T004,T005 < T003']],
  ['- T004–T005 after T003', ['T004,T005 < T003']],
  ['- T003 depends on T001, T002', ['T003 < T001,T002']],
  ['- **Depends on**: T001 blocks T002', ['T002 < T001']],
  ['- T001 → T003 → T004', ['T003 < T001', 'T004 < T003']],
  ['- **Setup (Phase 1)**: No dependencies - can start immediately', []],
  [
    '- **Foundational (Phase 2)**: Depends on Setup completion - BLOCKS all user stories',
    ['P2 < P1', 'US1,US2 < P2'],
  ],
  ['- **User Stories (Phase 3+)**: All depend on Foundational phase completion', ['P3,P4 < P2']],
  ['- **Polish (Final Phase)**: Depends on all user stories being complete', ['P5 < US1,US2']],
  [
    '- **US2 (P2)**: Can start after Foundational (integrates with US1) - No dependencies on US1',
    ['US2 < P2'],
  ],
  ['- **Phase 4**: depends on Phase 2, can run in parallel with Phase 3', ['P4 < P2']],
  ['- **Phase 1**: Blocks Phase 2', ['P2 < P1']],
  ['- All phases after T001', ['P1,P2,P3,P4,P5 < T001']],
  ['- **Setup** (T001-T002) must complete before any other phase', ['P1,P2,P3,P4,P5 < T001,T002']],
  ['- T001 blocks everything', ['T002,T003,T004,T005,T006,T007 < T001']],
  ['- T004, T005 are sequential (same file)', ['T005 < T004']],
  ['- T004 and T005 can run in parallel after T003', ['T004,T005 < T003']],
  ['- **US2 (P2)**: Phase 2 완료 후 시작 — US1과 독립', ['US2 < P2']],
  ['- **Phase 2 (Foundational)**: Phase 1 완료 후 → US1~US2 전체 차단', ['P2 < P1', 'US1,US2 < P2']],
  ['- **Phase 2**: Phase 1 완료 후 진행, 모든 사용자 스토리를 차단', ['P2 < P1', 'US1,US2 < P2']],
  ['- **Phase 5 (Polish)**: US1~US2 모두 완료 후 진행', ['P5 < US1,US2']],
  ['- **US1 (P1)**: Foundation 이후 시작 가능, 다른 story에 의존하지 않음', ['US1 < P2']],
  ['- **US2 (P2)**: зависит от US1', ['US2 < US1']],
  ['| Story | Depends On |\n|---|---|\n| US2 (Buy) | Phase 2 |', ['US2 < P2']],
  ['| Story | Depends On |\n|---|---|\n| US2 (Buy) | Benefits from US1 but can start in parallel |', []],
  ['```\nPhase 1\n└── Phase 2\n      ├── Phase 3\n      └── Phase 4\n```', ['P2 < P1', 'P3 < P2', 'P4 < P2']],
  ['```\nPhase 1 (Setup)\n    ↓\nPhase 2\n    ↓\nPhase 3    Phase 4\n```', ['P2 < P1', 'P3,P4 < P2']],
  ['```mermaid\ngraph TD\n  T001 --> T003\n```', ['T003 < T001']],
  ['- Launch the tests, then commit', []],
  ['- User Story 2 (P2) requires: User Story 1 completion', ['US2 < US1']],
  ['- T003 depends on T001 and blocks T004', ['T003 < T001', 'T004 < T003']],
  ['- T001-T002 block T003 (setup before polish)', ['T003 < T001,T002']],
  [
    '- Dependencies: T001 blocks T002, T003 depends on T002, T004 depends on T003',
    ['T002 < T001', 'T003 < T002', 'T004 < T003'],
  ],
  ['- **Phase order**: 1 → 2 → 3', ['P2 < P1', 'P3 < P2']],
  ['- Phase 2 before Phase 3+', ['P3,P4,P5 < P2']],
  ['- **Phase 1**: T002 (after T001)', ['T002 < T001']],
  ['- T004-T005 can run sequentially with one developer', []],
  ['- T004 (테스트) + T005 (구현): TDD 원칙상 T004 먼저', ['T005 < T004']],
  ['- T004 and T005: T005 first', ['T004 < T005']],
  ['- T004 (테스트): T005 구현 전 먼저', ['T005 < T004']],
  ['- 在 Phase 2 完成之前，不能开始任何用户故事', ['US1,US2 < P2']],
  ['- Phase 4 US2 after Phase 2', ['P4 < P2']],
  [
    '```\nPhase 2\n   │\n   ▼\n┌─────────┐\n│ Stories │\n│ Phase 3 │\n│ Phase 4 │\n└─────────┘\n   ▼\nPhase 5\n```',
    ['P3 < P2', 'P4 < P2', 'P5 < P3,P4'],
  ],
  ['```\nPhase 2\n  ├── Phase 3 ←→ Phase 4\n  ↓\nPhase 5\n```', ['P3,P4 < P2', 'P5 < P3,P4']],
  ['```\nPhase 2\nPhase 5 ← 모든 스토리 완료 후\n```', ['P5 < US1,US2']],
  ['### Parallel Opportunities\n```\nT004, T005 ─► all parallel after T003\n```', ['T004,T005 < T003']],
  ['### Parallel Opportunities\n```\nT005 (API) ← depends on T003\n```', ['T005 < T003']],
  ['- **Polish**: 모든 Phase 완료 후', ['P5 < P1,P2,P3,P4']],
  ['- Phase 2 완료 후 모든 스토리 시작 가능', ['US1,US2 < P2']],
  ['### Parallel Opportunities\n```\nSequential:  T001 → T003 → T004\n```', ['T003 < T001', 'T004 < T003']],
  [
    '```mermaid\ngraph TD\n  A[Phase 1: Setup] --> B[Phase 2: Foundational]\n  B --> C[Phase 3: US1] & D[Phase 4: US2]\n  C --> E(Polish)\n```',
    ['P2 < P1', 'P3,P4 < P2', 'P5 < P3'],
  ],
  ['- **Phase 3**: Depends on all preceding phases', ['P3 < P1,P2']],
  ['## Parallel Examples\n### Phase 3\n```\nSequential: T004 → T005\n```', ['T005 < T004']],
  ['### Parallel Team Strategy\n- Developer A: US1 → US2', []],
  ['1. **Phase 4 (US2)** → Independent (can start after Phase 2)', ['P4 < P2']],
  ['- **Phase 2**: Depends on Phase 1 completion - BLOCKS all other phases', ['P2 < P1', 'P3,P4,P5 < P2']],
  ['| Story | Depends On |\n|---|---|\n| US2 (Buy) | US1 (partial) |', []],
  [
    '```\nPhase 1 → User Stories → Phase 5\n               ↓\n          US1 → US2\n```',
    ['US1,US2 < P1', 'P5 < US1,US2', 'US2 < US1'],
  ],
  ['- T004 runs in parallel with T005. After T001 is done, T002-T003 are serial', ['T002,T003 < T001']],
])('%s', async (line, expected) => {
  expect(await edges(`${line}\n`)).toEqual(expected)
})

test('a phase says itself what waits for it, wherever it stands', async () => {
  const text = `# Tasks: X
## Phase 1: Tests First ⚠️ MUST COMPLETE BEFORE Phase 2
- [ ] T001 a
## Phase 2: Foundational
**⚠️ CRITICAL**: No user story work can begin until this phase is complete
- [ ] T002 a
## Phase 3: User Story 1
**Prerequisites**: Phase 2 complete
- [ ] T003 a
## Phase 4: Storage
**Goal**: the tables required by all user stories
- [ ] T004 a
## Phase 5: Screens
**Purpose**: every user story depends on these tasks
- [ ] T005 a
## Phase 6: Shell
**Purpose**: must be complete before any other work
- [ ] T006 a
`
  const { dependencies } = await readTasks(text)
  expect(
    dependencies?.map(({ waiting, on, origin }) => [origin.start.line, waiting[0]?.id, on[0]?.id]),
  ).toEqual([
    [2, '2', '1'],
    [5, 'US1', '2'],
    [8, '3', '2'],
    [11, 'US1', '4'],
    [14, 'US1', '5'],
    [17, 'T001', '6'],
  ])
})

test('without stories the phases behind wait', async () => {
  const text = `# Tasks: X
## Phase 1: Core
**⚠️ CRITICAL**: No UI pages can begin until this phase is complete
- [ ] T001 a
## Phase 2: Screens
- [ ] T002 a
## Phase 3: Polish
- [ ] T003 a
`
  const { dependencies } = await readTasks(text)
  expect(dependencies?.map(({ waiting, on }) => [waiting.map(({ id }) => id), on[0]?.id])).toEqual([
    [['2', '3'], '1'],
  ])
})

test.each([
  ['- [ ] T009 Build (depends on T001, T002)', ['T001', 'T002']],
  ['- [ ] T009 Build after T001', ['T001']],
  ['- [ ] T009 Verify T001-T003 pass', ['T001', 'T002', 'T003']],
  ['- [ ] T009 Build\n  - Depends on: T002', ['T002']],
  ['- [ ] T009 Build\n  - **Dependencies**: T001, T003', ['T001', 'T003']],
  ['- [ ] T009 Build beside T001', []],
  ['- [ ] T009 Build (from T001)', ['T001']],
  ['- [ ] T009 Build (superseded approach from T001)', []],
])('%s', async (line, expected) => {
  const { tasks } = await readTasks(`- [ ] T001 a\n- [ ] T002 a\n- [ ] T003 a\n${line}\n`)
  expect(tasks[3]?.blockedBy.map(({ id }) => id)).toEqual(expected)
})

test.each([
  ['### Tests\n**CRITICAL: These tests MUST FAIL before ANY implementation**'],
  ['### Tests\n**CRITICAL**: tests are written and fail before implementation starts'],
])('tests of a story are no step before another story: %s', async (note) => {
  const stories = `## Phase 1: User Story 1\n${note}\n- [ ] T001 a\n### Implementation\n- [ ] T002 a\n`
  const { dependencies } = await readTasks(`# Tasks: X\n${stories}## Phase 2: User Story 2\n- [ ] T003 a\n`)
  expect(dependencies).toEqual([])
})
