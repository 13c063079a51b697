/** The lines of the template's Validation Checklist: for each the smallest plan that breaks it, and a near miss. */
import { expect, test } from 'vitest'
import { openShop } from '../support/front-door.ts'

const CONTRACT = `openapi: 3.0.3
info: { title: Quay, version: "1" }
paths:
  /api/v1/berths:
    post:
      operationId: createBerth
      responses: { "201": { description: made } }
  /api/v1/berths/{berth_id}/moorings:
    get:
      operationId: listMoorings
      responses: { "200": { description: all } }
`
const MODEL = `# Data Model

### Berth

| Field | Type |
|---|---|
| id | UUID |
| name | string |

### PilotBoat

| Field | Type |
|---|---|
| id | UUID |
| name | string |
`

interface Found {
  readonly code: string
  readonly severity: string
  readonly message: string
  readonly path: string
  readonly line: number
}

async function lint(code: string, tasks: string, more: Readonly<Record<string, string>> = {}) {
  const shop = openShop({
    'specs/001-quay/tasks.md': `# Tasks: Quay\n\n${tasks}\n`,
    'specs/001-quay/plan.md': '# Plan\n',
    ...Object.fromEntries(Object.entries(more).map(([name, text]) => [`specs/001-quay/${name}`, text])),
  })
  const { stdout } = await shop.taskplan('lint --json')
  shop.close()
  const found: readonly Found[] = JSON.parse(stdout).diagnostics
  return found.filter((each) => each.code === code).map(({ severity, message }) => `${severity}: ${message}`)
}

const contract = { 'contracts/quay.yaml': CONTRACT }
const phase = (title: string, ...tasks: readonly string[]) => `## ${title}\n\n${tasks.join('\n')}\n`

test.each([
  ['route', '- [ ] T001 Contract test GET /berths/:id/moorings in tests/contract/test_a.py'],
  ['operation', '- [ ] T001 Contract test in tests/contract/test_list_moorings.py'],
  ['noun', '- [ ] T001 Integration tests for moorings in tests/integration/test_a.py'],
  ['all of a resource', '- [ ] T001 Contract tests for all berth endpoints in tests/contract/'],
  ['all endpoints', '- [ ] T001 Test all 2 endpoints with a script in tests/unit/test_berth.py'],
  ['no noun at all', '- [ ] T001 Contract tests in tests/contract/'],
  ['another language', '- [ ] T001 계약 테스트 전체 작성 tests/contract/'],
])('a test task covers an endpoint by %s', async (_, task) => {
  const both = `${task}\n- [ ] T002 Contract test for POST /api/v1/berths in tests/contract/test_b.py`
  expect(await lint('plan/contract-without-test', phase('Phase 1: Tests', both), contract)).toEqual([])
})

test('a test of health endpoints tests `GET /ready`', async () => {
  const ready = { 'contracts/quay.md': '# Contract\n\n### GET /ready\n' }
  const test = (what: string) => phase('Phase 1: Tests', `- [ ] T001 Test ${what} in tests/unit/test_a.py`)
  expect(await lint('plan/contract-without-test', test('health endpoints'), ready)).toEqual([])
  expect(await lint('plan/contract-without-test', test('tides'), ready)).toHaveLength(1)
})

test('an endpoint without a test task is an error; information where tests are not requested', async () => {
  const tasks = phase(
    'Phase 1: Tests',
    '- [ ] T001 Contract test for POST /api/v1/berths in tests/contract/test_berths.py',
  )
  const found = '`GET /api/v1/berths/{berth_id}/moorings` has no test task'
  const code = 'plan/contract-without-test'
  expect(await lint(code, tasks, contract)).toEqual([`error: ${found}`])
  const optional = '**Tests**: Not requested in the specification.\n\n'
  expect(await lint(code, optional + tasks, contract)).toEqual([`info: ${found}`])
})

test('a contract of which nothing is tested is one finding', async () => {
  const tasks = phase(
    'Phase 1: Tests',
    '- [ ] T001 Contract test for POST /pilots in tests/contract/test_p.py',
  )
  expect(await lint('plan/contract-without-test', tasks, contract)).toEqual([
    'error: `POST /api/v1/berths` and 1 more of this contract have no test task',
  ])
})

test('an endpoint has a task that implements it; a test is none', async () => {
  const code = 'plan/endpoint-without-task'
  const router = '- [ ] T001 POST /api/v1/berths in src/api/berths.py'
  const late = '- [ ] T002 Contract test for GET /berths/{id}/moorings in tests/contract/test_m.py'
  expect(await lint(code, phase('Phase 1: Core', router, late), contract)).toEqual([
    'error: no task implements `GET /api/v1/berths/{berth_id}/moorings`',
  ])
  const service = '- [ ] T002 MooringService in src/services/mooring_service.py'
  expect(await lint(code, phase('Phase 1: Core', router, service), contract)).toEqual([])
})

test('an entity has a model task, by any spelling of its name', async () => {
  const code = 'plan/entity-without-model'
  const model = { 'data-model.md': MODEL }
  const berth = '- [ ] T001 Berth model in src/models/berth.py'
  expect(await lint(code, phase('Phase 1: Core', berth), model)).toEqual([
    'error: entity `PilotBoat` has no model task',
  ])
  const value = { 'data-model.md': MODEL.replaceAll(/\bid\b/g, 'hull') }
  expect(await lint(code, phase('Phase 1: Core', berth), value)).toEqual([])
  for (const name of ['PilotBoat model in src/models/a.py', 'Models in src/models/pilot-boats.py'])
    expect(await lint(code, phase('Phase 1: Core', berth, `- [ ] T002 ${name}`), model)).toEqual([])
  const all = '- [ ] T001 SQLAlchemy models in src/db/models.py'
  expect(await lint(code, phase('Phase 1: Core', all), model)).toEqual([])
})

test('a story has a test task: by its phase, its label, its number', async () => {
  const code = 'plan/story-without-test'
  const story = phase('Phase 3: User Story 2 - Moor (Priority: P2)', '- [ ] T001 [US2] Moor in src/moor.py')
  expect(await lint(code, story)).toEqual(['info: `US2` has no test task'])
  expect(await lint(code, `Tests MUST be written before the code.\n\n${story}`)).toEqual([
    'warning: `US2` has no test task',
  ])
  const late = phase('Phase 4: Polish', '- [ ] T002 Integration test of user story 2 in tests/test_moor.py')
  expect(await lint(code, story + late)).toEqual([])
  expect(await lint(code, `Tests are OPTIONAL: none are asked for.\n\n${story}`)).toEqual([
    'info: `US2` has no test task',
  ])
})

test('tests come first where the plan says so', async () => {
  const code = 'plan/test-after-implementation'
  const core = phase('Phase 1: Core', '- [ ] T001 Implement POST /api/berths endpoint in src/api/berths.py')
  const tests = phase(
    'Phase 2: Tests',
    '- [ ] T002 Contract test POST /berths in tests/contract/test_berths.py',
  )
  const rule = '**CRITICAL: Tests MUST be written BEFORE implementation**\n\n'
  expect(await lint(code, rule + core + tests)).toEqual(['error: `T001` precedes its test `T002`'])
  expect(await lint(code, core + tests)).toEqual([])
  expect(await lint(code, rule + tests + core)).toEqual([])
  expect(await lint(code, `${rule + core + tests}\n## Dependencies\n\n- T002 before T001\n`)).toEqual([])
})

test('fixtures come before the tests below their folder', async () => {
  const code = 'plan/fixture-after-test'
  const berth = '- [ ] T001 [P] Test berths in tests/unit/test_berths.py'
  const more = '- [ ] T002 Add a client fixture in tests/conftest.py'
  expect(await lint(code, phase('Phase 1: Tests', berth, more))).toEqual([])
  const fixtures = '- [ ] T002 [P] Fixtures in tests/conftest.py'
  expect(await lint(code, phase('Phase 1: Tests', berth, fixtures))).toEqual([
    'warning: `T002` sets up fixtures and stands after tests that use them: `T001`',
  ])
  expect(await lint(code, phase('Phase 1: Tests', fixtures, berth))).toEqual([])
  expect(
    await lint(code, phase('Phase 1: Tests', berth, '- [ ] T002 [P] Fixtures in tests/e2e/conftest.py')),
  ).toEqual([])
})

test.each([
  ['Run type checking with mypy'],
  ['Verify coverage above 80%'],
  ['Ask the harbour master'],
  ['Berth model in src/models/berth.py'],
  ['Create the folders src/ and tests/'],
  ['Запустить build_runner для генерации моделей'],
  ['Create virtual environment using `uv venv`'],
  ['Final integration testing of berths'],
  ['Generate full coverage profile: `go test -cover`'],
  ['Update service instantiation throughout codebase'],
  ['Create /.spec-kit/config.yaml with the settings'],
  ['Create /frontend directory at the root'],
])('no file is asked of: %s', async (title) => {
  expect(await lint('plan/task-without-path', phase('Phase 1: Core', `- [ ] T001 ${title}`))).toEqual([])
})

test.each([
  ['Implement GET /api/berths/{id} endpoint', '; `src/api/berths.py` will be used'],
  ['Implement MooringService', '; `src/services/mooring_service.py` will be used'],
  ['Implement MooringRepository', ''],
  ['Add mooring logic to MooringService', ''],
  ['Set up structured logging', ''],
  ['Implement the berth endpoint', ''],
])('a task without a path: %s', async (title, ending) => {
  const router = '- [ ] T001 Router in src/api/berths.py'
  const service = '- [ ] T003 Service in src/services/berth_service.py'
  const tasks = phase('Phase 1: Core', router, `- [ ] T002 ${title}`, service)
  expect(await lint('plan/task-without-path', tasks)).toEqual([`warning: \`T002\` names no file${ending}`])
})

test('of a plan in another language no Python file is promised', async () => {
  const tasks = phase(
    'Phase 1: Core',
    '- [ ] T001 Router in src/api/berths.ts',
    '- [ ] T002 Implement BerthService',
  )
  expect(await lint('plan/task-without-path', tasks)).toEqual(['warning: `T002` names no file'])
})

test('parallel tasks of which one names what is generated for the other', async () => {
  const file = (number: number, subtask: string) =>
    `---\nstatus: pending\nservice: yard-service\nparallelizable: true\n---\n\n# Task ${number}.0: Yard\n\n## Subtasks\n\n- [ ] ${number}.1 ${subtask}\n`
  const conflicts = async (subtask: string) => {
    const shop = openShop({
      'tasks/prd-yard/_techspec.md': '# Tech Spec\n',
      'tasks/prd-yard/1_task.md': `${file(1, 'Set up the project')}- [ ] 1.2 Business logic of stacks\n`,
      'tasks/prd-yard/2_task.md': file(2, subtask),
    })
    const { stdout } = await shop.taskplan('lint --json')
    shop.close()
    const found: readonly Found[] = JSON.parse(stdout).diagnostics
    return found.filter(({ code }) => code === 'plan/parallel-conflict')
  }
  expect(await conflicts('Reports in `notes/1.2.txt`')).toMatchObject([
    {
      severity: 'error',
      path: 'tasks/prd-yard/2_task.md',
      message:
        '`yard/1.0` and `yard/2.0` may run at the same time and both write `yard-service/notes/1.2.txt`',
    },
  ])
  expect(await conflicts('Reports in `notes/other.txt`')).toEqual([])
})
