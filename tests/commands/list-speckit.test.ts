import { afterAll, expect, test } from 'vitest'
import { widthOf } from '../../src/diagnostics/columns.ts'
import { openShop, transcript } from '../support/front-door.ts'

const shop = openShop({
  'specs/001-users/plan.md': '# Plan\n',
  'specs/001-users/tasks.md': `# Tasks: Users

## Phase 1: Setup
- [x] T001 Create the project structure

## Phase 2: User Story 1 - Register (Priority: P1)
- [ ] T002 [P] [US1] User model in src/models/user.py
- [-] T003 [US1] Deferred

## Dependencies
- Phase 2 depends on T001
`,
})
afterAll(() => shop.close())

test('list shows a spec-kit plan by its phases', async () => {
  expect(transcript(await shop.taskplan('list'))).toMatchInlineSnapshot(`
    "exit 0
    --- stdout
    specs/001-users  Users: 2 phases, 3 tasks

    1  Setup  done
      T001  completed   Create the project structure

    2  User Story 1 - Register  1 of 2 done
      T002  pending     [P] [US1] User model in src/models/user.py
      T003  excluded    [US1] Deferred
    --- stderr
    "
  `)
  const { result } = JSON.parse((await shop.taskplan('list --json')).stdout)
  expect(result.plans[0]).toMatchObject({
    format: 'speckit',
    slug: '001-users',
    services: [],
    phases: [
      { id: '1', title: 'Setup', kind: 'setup', line: 3 },
      { id: '2', title: 'User Story 1 - Register', kind: 'story', story: 'US1' },
    ],
    dependencies: [{ waiting: [{ kind: 'phase', id: '2' }], on: [{ kind: 'task', id: 'T001' }], line: 11 }],
  })
  expect(result.plans[0].tasks[1]).toMatchObject({
    key: '001-users:T002',
    id: 'T002',
    status: 'pending',
    phase: '2',
    parallel: true,
    story: 'US1',
    paths: ['src/models/user.py'],
    line: 7,
  })
})

test('list --verbose tells how much stands beside the tasks', async () => {
  const told = openShop({
    'specs/002-loans/tasks.md': '- [ ] T001 Make it\n',
    'specs/002-loans/plan.md': '# Plan\n\n**Storage**: NEEDS CLARIFICATION\n',
    'specs/002-loans/spec.md':
      '# Loans\n\n### User Story 1 - Borrow (Priority: P1)\n\n1. **Given** a, **When** b, **Then** c\n\n' +
      '## Requirements\n\n- **FR-001**: It MUST last\n- **FR-002**: It MUST end\n- **SC-001**: Ten seconds\n\n' +
      '### Key Entities\n\n- **Loan**: Who has it\n',
    'specs/002-loans/data-model.md': '### Loan\n\n| Field | Type |\n|---|---|\n| id | uuid |\n',
  })
  const { stdout } = await told.taskplan('list --verbose')
  expect(stdout).toContain(
    '\n  1 story with 1 scenario, 2 requirements, 1 criterion, 1 entity, 1 open question\n',
  )
  const { result } = JSON.parse((await told.taskplan('list --verbose --json')).stdout)
  expect(result.plans[0].specification).toEqual({
    stories: 1,
    scenarios: 1,
    requirements: 2,
    criteria: 1,
    entities: 1,
    decisions: 0,
    journeys: 0,
    openQuestions: 1,
  })
  expect((await told.taskplan('list')).stdout).not.toContain('story')
  await told.close()
})

test('scaffold says in one line that no service is written from it yet', async () => {
  expect(transcript(await shop.taskplan('scaffold users --yes'))).toMatchInlineSnapshot(`
    "exit 2
    --- stdout
    --- stderr
    error[plan/family-not-generated]: \`specs/001-users\` is a spec-kit plan: no service is written from it yet
    hint: see its tasks with \`taskplan list\`
    "
  `)
  expect((await shop.taskplan('scaffold users --yes --plan specs/001-users')).stderr).toContain(
    'error[plan/family-not-generated]',
  )
})

test('a feature without plan.md is named', async () => {
  const bare = openShop({ 'specs/001-users/tasks.md': '- [ ] T001 a\n' })
  expect((await bare.taskplan('list')).stderr + (await bare.taskplan('list --verbose')).stderr).toContain(
    'plan/missing-plan',
  )
  bare.close()
})

test('list names a task as graph and status do where an id is used twice', async () => {
  const twice = openShop({
    'specs/001-a/tasks.md':
      '# Tasks: A\n\n- [ ] T001 One\n- [ ] T001 Two\n- [ ] T002 [ph1] Three\n- [ ] T002 [ph2] Four\n',
  })
  const { stdout } = await twice.taskplan('list')
  const graph = (await twice.taskplan('graph')).stdout
  const status = (await twice.taskplan('status')).stdout
  twice.close()
  const names = ['T001', 'T001~2', 'ph1.T002', 'ph2.T002']
  expect(stdout.match(/^ {2}(\S+) +pending/gm)?.map((line) => line.trim().split(' ')[0])).toEqual(names)
  for (const name of names) expect(graph).toContain(`[ ] ${name} `)
  expect(status).toContain('T001 → T001~2 → ph1.T002 → ph2.T002')
})

test('an endless title is cut at columns; --all shows it whole', async () => {
  const long = openShop({
    'specs/001-a/tasks.md': `# Tasks: ${'名'.repeat(300)}\n\n- [ ] T001 [P] ${'計画を読む'.repeat(100)}\n`,
    'tasks/prd-b/_tasks.md': `# B\n\n- [ ] 1.0 ${'Read the plan '.repeat(100)}\n`,
    'tasks/prd-b/1_task.md': `# Task 1.0: ${'Read '.repeat(100)}\n\n## Subtasks\n\n- [ ] 1.1 ${'Write '.repeat(100)}\n`,
  })
  const { stdout } = await long.taskplan('list')
  const all = (await long.taskplan('list --all')).stdout
  long.close()
  for (const line of stdout.split('\n')) expect(widthOf(line)).toBeLessThan(140)
  expect(stdout).toMatch(/T001 {2}pending {5}\[P\] 計画を読む.*…$/m)
  expect(stdout).toMatch(/1\.1 .* Write Write.*…$/m)
  expect(all).toContain('計画を読む'.repeat(100))
  expect(all).toContain('Write '.repeat(100).trim())
})

test('plans without a task are told to have none; where no plan has one, the answer is no', async () => {
  const none = openShop({ 'specs/001-a/tasks.md': '# Tasks: A\n\nnothing yet\n' })
  expect(transcript(await none.taskplan('list'))).toMatchInlineSnapshot(`
    "exit 1
    --- stdout
    specs/001-a  A: no tasks
    --- stderr
    specs/001-a/tasks.md:1:1: error[plan/no-tasks]: there is no task in \`specs/001-a/tasks.md\`
    hint: add lines such as \`- [ ] T001 Create the project structure\`
    1 error; 1 finding more: --verbose shows them
    "
  `)
  expect((await none.taskplan('graph')).exitCode).toBe(1)
  expect((await none.taskplan('status')).exitCode).toBe(0)
  expect(JSON.parse((await none.taskplan('list --json')).stdout).exitCode).toBe(1)
  none.write({ 'specs/002-b/tasks.md': '# Tasks: B\n\n- [ ] T001 b\n' })
  const { exitCode, stdout } = await none.taskplan('list')
  none.close()
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('specs/001-a  A: no tasks\n')])
})
