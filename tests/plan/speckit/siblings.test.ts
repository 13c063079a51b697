/** The documents beside a `tasks.md`: specification, plan, research, quickstart, checklists. */
import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../../src/diagnostics/index.ts'
import { readPlanTasks } from '../../../src/plan/read-plan.ts'
import { memoryDisk } from '../../support/memory-disk.ts'
import { entitiesOf, readFolder } from './beside.ts'

const SPEC = `# Feature Specification: Lending

## Clarifications

### Session 2026-02-01

- Q: How long is a loan? → A: Three weeks.

## User Scenarios & Testing *(mandatory)*

### User Story 1 - Borrow a tool (Priority: P1)

A neighbour takes a drill home.

**Independent Test**: Borrow one drill and see it gone.

**Acceptance Scenarios**:

1. **Given** a drill on the shelf, **When** it is borrowed,
   **Then** the shelf is empty
2. **Given** an empty shelf, **When** somebody asks, **Then** the answer is no

### User Story 2 — Bring it back (Priority: P2)

- **Given** a borrowed drill
- **When** it is returned
- **Then** the shelf holds it

### Edge Cases

- What happens when the drill is broken?

## Requirements *(mandatory)*

### Functional Requirements

- **FR-001**: The shelf MUST list its tools
- **FR-UI-002a**: The list MUST be short
  - in any language
- **FR-003**: Fines are charged [NEEDS CLARIFICATION: how much?]

### Key Entities

- **Tool**: What is lent
- **대출(Loan)**: Who has it, and until when

## Success Criteria

- **SC-001**: A loan takes ten seconds
`

describe('spec.md', () => {
  test('gives stories with priority, test and scenarios, each with its place', async () => {
    const { beside } = await readFolder({ 'spec.md': SPEC })
    expect(
      beside?.stories.map(({ id, title, priority, independentTest, scenarios, origin }) => [
        id,
        title,
        priority,
        independentTest,
        scenarios.map(({ text, origin: at }) => `${at.start.line} ${text.slice(0, 29)}`),
        `${origin.start.line}:${origin.start.column}`,
      ]),
    ).toEqual([
      [
        'US1',
        'Borrow a tool',
        'P1',
        'Borrow one drill and see it gone.',
        ['19 **Given** a drill on the shelf', '21 **Given** an empty shelf, **Wh'].map((text) =>
          text.slice(0, 32),
        ),
        '11:5',
      ],
      ['US2', 'Bring it back', 'P2', undefined, ['25 **Given** a borrowed drill **'], '23:5'],
    ])
    expect(beside?.stories[1]?.scenarios[0]?.text).toContain('**Then** the shelf holds it')
  })

  test('gives requirements and criteria with their own ids, and what is asked', async () => {
    const { requirements, beside } = await readFolder({ 'spec.md': SPEC })
    expect(requirements.map(({ id, origin }) => `${id} ${origin.start.line}`)).toEqual([
      'FR-001 37',
      'FR-UI-002a 38',
      'FR-003 40',
    ])
    expect(beside?.criteria.map(({ id, kind, text }) => [id, kind, text])).toEqual([
      ['SC-001', 'success', 'A loan takes ten seconds'],
    ])
    expect(beside?.questions.map(({ text, answer, origin }) => [text, answer, origin.start.line])).toEqual([
      ['How long is a loan?', 'Three weeks.', 7],
      ['how much?', undefined, 40],
    ])
  })

  test('rows of tables are requirements and criteria, too, where a heading says so', async () => {
    const row = (id: string) => `| ID | Text |\n|---|---|\n| **${id}** | It lasts |\n`
    const { requirements, beside } = await readFolder({
      'spec.md': `# X\n\n### Functional Requirements (must)\n\n${row('FR-01')}\n## Success Criteria\n\n${row('SC-1')}\n## Coverage\n\n${row('FR-02')}`,
    })
    expect(requirements.map(({ id, text, origin }) => [id, text, origin.start.line])).toEqual([
      ['FR-01', 'It lasts', 7],
    ])
    expect(beside?.criteria.map(({ id, text }) => [id, text])).toEqual([['SC-1', 'It lasts']])
  })

  test('names entities without fields, in the spelling of an identifier', async () => {
    expect(entitiesOf(await readFolder({ 'spec.md': SPEC }))).toEqual(['Tool: ', 'Loan: '])
  })

  test('is not read where only tasks are asked for', async () => {
    const disk = memoryDisk({
      '/w/specs/x/tasks.md': '- [ ] T001 A\n',
      '/w/specs/x/plan.md': '',
      '/w/specs/x/spec.md': SPEC,
      '/w/specs/x/data-model.md': '### A\n\n```sql\nCREATE TABLE a (\n```\n',
    })
    const diagnostics = new Diagnostics()
    const location = { family: 'speckit', slug: 'x', path: 'specs/x' } as const
    const plan = await readPlanTasks(disk, '/w', location, diagnostics)
    expect([plan.beside, plan.requirements, plan.facts, diagnostics.all]).toEqual([undefined, [], [], []])
    expect(plan.documents.map(({ path }) => path)).toEqual(['specs/x/tasks.md'])
  })

  test.each([
    ['### 사용자 스토리 1 - 빌리기 (우선순위: P1)', 'US1 빌리기 P1'],
    ['### Пользовательская история 2 — Вернуть (Приоритет: P3)', 'US2 Вернуть P3'],
    ['### 用户故事 3 - 归还（优先级：P2）', 'US3 归还 P2'],
    ['### História de Usuário 4: Devolver (Prioridade: P1)', 'US4 Devolver P1'],
    ['### US-005: Repair', 'US5 Repair undefined'],
    ['### Primary User Story', 'US1 Primary User Story undefined'],
    ['### 主要ユーザーストーリー', 'US1 主要ユーザーストーリー undefined'],
  ])('the story of %j', async (heading, story) => {
    const { beside } = await readFolder({ 'spec.md': `# X\n\n${heading}\n\nText.\n` })
    expect(beside?.stories.map(({ id, title, priority }) => `${id} ${title} ${priority}`)).toEqual([story])
  })

  test('scenarios of the older form belong to the one story above them', async () => {
    const text =
      '# X\n\n### Primary User Story\n\nText.\n\n### Acceptance Scenarios\n\n1. **Given** a, **When** b, **Then** c\n\n### Edge Cases\n\n- d?\n'
    const { beside } = await readFolder({ 'spec.md': text })
    expect(beside?.stories[0]?.scenarios.map(({ text: said }) => said)).toEqual([
      '**Given** a, **When** b, **Then** c',
    ])
  })

  test.each([
    '- [x] No [NEEDS CLARIFICATION] markers remain',
    'Mark it with [NEEDS CLARIFICATION: specific question].',
    'All NEEDS CLARIFICATION are resolved.',
    '`[NEEDS CLARIFICATION: who?]` is how to ask.',
    '```\n[NEEDS CLARIFICATION: who?]\n```',
    '<!-- [NEEDS CLARIFICATION: who?] -->',
  ])('nothing is asked by %j', async (text) => {
    expect((await readFolder({ 'spec.md': `# X\n\n${text}\n` })).beside?.questions).toEqual([])
  })
})

const PLAN = `# Plan

**Language/Version**: Python 3.12 (backend)
**Primary Dependencies**: FastAPI 0.110+, \`SQLAlchemy[asyncio]\` 2.x (async), PostgreSQL
**Storage**: NEEDS CLARIFICATION
**Testing**: pytest, httpx
**Performance Goals**: 200 ms at p95

## Project Structure

### Documentation (this feature)

\`\`\`text
specs/001-x/
├── plan.md
└── research.md
\`\`\`

### Source Code (repository root)

\`\`\`text
# Option 1: one project
src/
└── old.py

# Option 2: two
web/
└── old.ts
\`\`\`

**Structure Decision**: two folders

\`\`\`text
backend/
├── src/
│   └── main.py   # start
└── tests/
frontend/
└── app.ts
\`\`\`
`

describe('plan.md', () => {
  test('gives the choices, the packages of a Python project, the tree that was decided on', async () => {
    const { beside, facts } = await readFolder({ 'plan.md': PLAN })
    expect(beside?.choices.map(({ key, text, origin }) => [key, text, origin.start.line])).toContainEqual([
      'Storage',
      'NEEDS CLARIFICATION',
      5,
    ])
    const project = facts.find((found) => found.project)?.project
    expect(project?.requiresPython).toBe('>=3.12')
    expect(project?.packages.map(({ name, specifier, group }) => [name, specifier, group])).toEqual([
      ['fastapi', '>=0.110', 'runtime'],
      ['sqlalchemy', '>=2,<3', 'runtime'],
      ['pytest', '', 'dev'],
      ['httpx', '', 'dev'],
    ])
    expect(facts.flatMap(({ tree }) => tree.map(({ path }) => path))).toEqual([
      'backend/',
      'backend/src/',
      'backend/src/main.py',
      'backend/tests/',
      'frontend/',
      'frontend/app.ts',
    ])
  })

  test('its goals are criteria, and what it leaves open is asked', async () => {
    const { beside } = await readFolder({ 'plan.md': PLAN })
    expect(beside?.criteria.map(({ id, text }) => [id.slice(0, 8), text])).toEqual([
      ['success-', '200 ms at p95'],
    ])
    expect(beside?.questions.map(({ text, origin }) => [text, origin.path, origin.start.line])).toEqual([
      ['Storage', 'specs/001-x/plan.md', 5],
    ])
  })

  test.each([
    ['TypeScript 5.x, Python 3.11', 'React, FastAPI'],
    ['[e.g., Python 3.11]', '[e.g., FastAPI]'],
  ])('packages of %j are not guessed', async (language, packages) => {
    const text = `**Language/Version**: ${language}\n**Primary Dependencies**: ${packages}\n`
    const { facts } = await readFolder({ 'plan.md': text })
    expect(facts.map(({ project }) => project).filter(Boolean)).toEqual([])
  })

  test('the folder of the repository above a tree is no part of its paths', async () => {
    const tree = '```text\nmy-shop/\n├── src/\n└── README.md\n```\n'
    const { facts } = await readFolder({ 'plan.md': `# Plan\n\n## Project Structure\n\n${tree}` })
    expect(facts.flatMap((found) => found.tree.map(({ path }) => path))).toEqual(['src/', 'README.md'])
  })
})

test('research.md gives decisions with reason and alternatives, in several languages', async () => {
  const text = `# Research

## 1. Where loans are kept

**Decision**: PostgreSQL
**Rationale**: One database is enough.
**Alternatives considered**:
- SQLite
- Files

## 큐

- **결정**: 없음
- **근거**: 필요 없다

### Decision: Use uv

It is fast.

### Решение

Без кэша
`
  const { beside } = await readFolder({ 'research.md': text })
  expect(
    beside?.decisions.map(({ topic, text: said, rationale, alternatives, origin }) => [
      topic,
      said,
      rationale,
      alternatives,
      origin.start.line,
    ]),
  ).toEqual([
    ['Where loans are kept', 'PostgreSQL', 'One database is enough.', 'SQLite Files', 5],
    ['큐', '없음', '필요 없다', undefined, 13],
    ['Use uv', 'Use uv', undefined, undefined, 16],
    ['큐', 'Без кэша', undefined, undefined, 20],
  ])
})

test('quickstart.md gives the names of scenarios, and no step of the setup', async () => {
  const text =
    '# Quickstart\n\n## Setup\n\n### 1. Install\n\n## Test Scenarios\n\n### 1. Borrow\n\n### 2. Return\n\n## Scenario 3: Repair\n'
  const { beside } = await readFolder({ 'quickstart.md': text })
  expect(beside?.journeys.map(({ text: name, origin }) => `${origin.start.line} ${name}`)).toEqual([
    '9 Borrow',
    '11 Return',
    '13 Repair',
  ])
})

test('boxes of checklists are about the documents', async () => {
  const { beside } = await readFolder({
    'checklists/api.md': '# API\n\n- [x] CHK001 Are limits named?\n- [ ] Is it short?\n- no box\n',
  })
  expect(beside?.checklist.map(({ id, done }) => [id.slice(0, 6), done])).toEqual([
    ['CHK001', true],
    ['check-', false],
  ])
})
