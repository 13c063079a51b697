/** The task template breaks its own gate: `lint` says where, and nothing else. */
import { expect, test } from 'vitest'
import { openShop } from '../support/front-door.ts'
import { hasShared, readShared } from '../support/shared.ts'

async function lintList(text: string): Promise<readonly string[]> {
  const shop = openShop({ 'specs/001-users/tasks.md': text, 'specs/001-users/plan.md': '# Plan\n' })
  const { stdout } = await shop.taskplan('lint --json')
  shop.close()
  const { diagnostics } = JSON.parse(stdout)
  return diagnostics
    .filter(({ severity }: { severity: string }) => severity !== 'info')
    .map(({ code, line, message }: { code: string; line: number; message: string }) => {
      const id = /\bT\d{3}\b/.exec(text.split('\n')[line - 1] ?? '')?.[0]
      return `${id ?? line} ${code}${/; (`.*) will be used/.exec(message)?.[1] ?? ''}`
    })
    .sort()
}

/** Of the same shape, about berths. */
const QUAY = `# Tasks: Berths

## Phase 3.1: Setup
- [ ] T001 Create Python project structure (src/, tests/)
- [ ] T002 Initialize Python project with UV
- [ ] T003 [P] Configure pre-commit hooks

## Phase 3.2: Tests First (TDD)
**CRITICAL: Tests MUST be written BEFORE implementation**
- [ ] T004 [P] Write failing test for POST /api/berths in tests/test_berths_api.py
- [ ] T005 [P] Write failing test for GET /api/berths/{id} in tests/test_berths_api.py
- [ ] T006 [P] Setup pytest fixtures in tests/conftest.py

## Phase 3.3: Core Implementation
- [ ] T007 [P] Create SQLAlchemy model in src/db/models.py
- [ ] T008 [P] Implement BerthService in src/services/berth_service.py
- [ ] T009 Create FastAPI router for berths in src/api/berths.py
- [ ] T010 Implement POST /api/berths endpoint with validation
- [ ] T011 Add structured logging with structlog

## Phase 3.5: Polish
- [ ] T012 [P] Verify test coverage >80%
- [ ] T013 Run type checking with mypy
- [ ] T014 Update README.md

## Dependencies
- T007 before T008

## Validation Checklist
- [x] Parallel tasks truly independent
`

test('a list of the same shape', async () => {
  expect(await lintList(QUAY)).toEqual([
    'T002 plan/task-without-path',
    'T003 plan/task-without-path',
    'T005 plan/parallel-same-file',
    'T006 plan/fixture-after-test',
    'T008 schedule/parallel-with-dependency',
    'T010 plan/task-without-path`src/api/berths.py`',
    'T011 plan/task-without-path',
  ])
})

/** 17 tasks name no file; four of them (T026, T027, T030, T031) are only run, T029 touches what is there. */
test.skipIf(!hasShared)('the template itself', async () => {
  const found = await lintList(readShared('seeds/task-template.md'))
  const isPlaceholder = (line: string) => line.endsWith('plan/unfilled-placeholder')
  expect(found.filter((line) => !isPlaceholder(line))).toEqual([
    'T002 plan/task-without-path',
    'T003 plan/task-without-path',
    'T007 plan/parallel-same-file',
    'T010 plan/fixture-after-test',
    'T013 schedule/parallel-with-dependency',
    'T015 plan/task-without-path`src/api/users.py`',
    'T016 plan/task-without-path`src/api/users.py`',
    'T017 plan/task-without-path',
    'T020 plan/task-without-path',
    'T021 plan/task-without-path',
    'T022 plan/task-without-path',
    'T023 plan/task-without-path',
    'T024 plan/task-without-path',
    'T025 plan/task-without-path',
    'T028 plan/task-without-path',
  ])
})
