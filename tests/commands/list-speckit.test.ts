import { afterAll, expect, test } from 'vitest'
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
