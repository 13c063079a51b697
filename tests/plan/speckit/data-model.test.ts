/** Entities of a `data-model.md` in every form, merged by name with what other documents tell. */
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../../src/plan/plan.ts'
import { entitiesOf, readFolder } from './beside.ts'

const read = (text: string) => readFolder({ 'data-model.md': `# Data Model\n\n${text}\n` })
const fence = (language: string, content: string) => `\`\`\`${language}\n${content}\n\`\`\``
const entity = (plan: Plan, name: string) =>
  plan.facts.flatMap(({ entities }) => entities).find((found) => found.name === name)
const types = (plan: Plan, name: string) => entity(plan, name)?.fields.map(({ type }) => type.kind)

describe('field tables', () => {
  test.each([
    ['| Column | Type | Constraints | Notes |', '| id | uuid | PK | |', '| size | int | NULL | |'],
    ['| 字段 | 类型 | 必填 | 描述 |', '| id | UUID | 是 | |', '| size | 整数 | 否 | |'],
    ['| フィールド | 型 | 必須 | 説明 |', '| id | uuid | ✓ | |', '| size | 整数 | ○ | |'],
    ['| 필드 | 타입 | 필수 | 설명 |', '| id | uuid | 예 | |', '| size | 정수 | 아니오 | |'],
    ['| Поле | Тип | Ограничения | Описание |', '| id | UUID | PK | |', '| size | целое | NULL | |'],
    ['| Campo | Tipo | Obrigatório | Descrição |', '| id | uuid | sim | |', '| size | inteiro | não | |'],
  ])('with the header %j', async (header, ...rows) => {
    const plan = await read(`### 1. Shelf\n\n${header}\n|---|---|---|---|\n${rows.join('\n')}`)
    expect(
      entity(plan, 'Shelf')?.fields.map(({ name, type, nullable }) => [name, type.kind, nullable]),
    ).toEqual([
      ['id', 'uuid', false],
      ['size', 'integer', true],
    ])
    expect(plan.reported).toEqual([])
  })

  test.each([
    ['### User', 'User'],
    ['### 2. Tool boxes (tool_boxes table)', 'ToolBox'],
    ['### Entity: User', 'User'],
    ['### User (Modified Entity)', 'User'],
    ['### 貸出（LoanRecord）', 'LoanRecord'],
    ['### 4. Loan Extension Request', 'LoanExtensionRequest'],
    ['### loan_notes (tracking table)', 'LoanNote'],
  ])('below %j', async (heading, name) => {
    const plan = await read(`${heading}\n\n| Field | Type |\n|---|---|\n| a | int |`)
    expect(entitiesOf(plan)).toEqual([`${name}: a`])
    expect(entity(plan, name)?.table).not.toBe('tracking')
  })

  test('a table of things that have a name and a type is none', async () => {
    const plan = await read(
      '### Model\n\n### Engine\n\n| Name | Size | Type |\n|---|---|---|\n| small | 3 | text |',
    )
    expect(entitiesOf(plan)).toEqual([])
  })
})

describe('bullets', () => {
  test.each([
    '- `size`: integer',
    '- `size` (integer, not null)',
    '- **size** (integer)',
    '- size: integer',
    '- `size: integer`',
    '- size - integer',
    '- **size**: integer - how big',
  ])('spelled %j', async (line) => {
    const plan = await read(`### Shelf\n\n${line}`)
    expect([entitiesOf(plan), types(plan, 'Shelf')]).toEqual([['Shelf: size'], ['integer']])
  })

  test('without a type count where fields are announced', async () => {
    const plan = await read(
      '### Loan\n\n**Fields**:\n- `id`: Unique identifier (UUID)\n- `note`: What was said\n- `state`: LoanState - where it is\n- `due`: Set to the end of the week\n\n' +
        '**Validation Rules**:\n- `due`: must be later\n- `extra`: integer\n\n**Indexes**:\n- `idx_loan`: note',
    )
    expect(entity(plan, 'Loan')?.fields.map(({ name, type, assumed }) => [name, type.kind, assumed])).toEqual(
      [
        ['id', 'uuid', undefined],
        ['note', 'text', true],
        ['state', 'text', undefined],
        ['due', 'json', true],
      ],
    )
    expect(plan.reported).toEqual(['contract/unknown-type data-model.md 8:4'])
  })
})

test('SQL, Python, TypeScript, erDiagram, boxes and JSON examples', async () => {
  const plan = await read(
    [
      fence('sql', 'CREATE TABLE tools (\n  id UUID PRIMARY KEY,\n  name VARCHAR(40) NOT NULL\n);'),
      fence(
        'python',
        'class Level(str, Enum):\n    low = "low"\n\nclass Visit(BaseModel):\n    level: Level\n    at: datetime\n\nclass VisitCreate(BaseModel):\n    level: Level',
      ),
      fence(
        'typescript',
        "export interface Card {\n  id: string; // the number\n  kind: 'plain' | 'gold';\n  owner?: { name: string;\n    age: number };\n}\n\ntype Pair = {\n  left: number;\n}",
      ),
      fence(
        'mermaid',
        'erDiagram\n    SHELF ||--o{ BOX : holds\n    SHELF {\n        uuid id PK\n        int size\n    }',
      ),
      fence(
        '',
        '┌───────────┐   ┌──────────┐\n│  Member   │──▶│  Idle    │\n├───────────┤   └──────────┘\n│ id: UUID  │\n│ PK: code  │\n└───────────┘',
      ),
      `### HouseRule\n\n**Example**:\n\n${fence('json', '{\n  "id": "3f0c8a52-1111-4222-8333-944444444444", // the key\n  "texts": [{"a": 1}, ...],\n  "on": true\n}')}`,
    ].join('\n\n'),
  )
  expect([...entitiesOf(plan)].sort()).toEqual([
    'Card: id kind owner',
    'HouseRule: id texts on',
    'Member: id code',
    'Pair: left',
    'Shelf: id size',
    'Tool: id name',
    'Visit: level at',
  ])
  expect(plan.facts.flatMap(({ schemas }) => schemas.map(({ name }) => name))).toEqual(['VisitCreate'])
  expect(entity(plan, 'Shelf')?.relationships?.map(({ target, kind }) => [target, kind])).toEqual([
    ['Box', 'one-to-many'],
  ])
  expect(types(plan, 'Card')).toEqual(['string', 'enum', 'json'])
  expect(types(plan, 'HouseRule')).toEqual(['uuid', 'json', 'boolean'])
  expect(plan.reported).toEqual([])
})

test('an example below words that are no name of an entity tells nothing', async () => {
  expect(entitiesOf(await read(`### Success Response\n\n${fence('json', '{"ok": true}')}`))).toEqual([])
})

describe('told several times', () => {
  const TABLE =
    '### Loan\n\n| Field | Type |\n|---|---|\n| id | uuid |\n| code | varchar(20) |\n| dueAt | string |'
  const sql = (code: string) =>
    fence(
      'sql',
      `CREATE TABLE loans (\n  id UUID PRIMARY KEY,\n  code ${code},\n  due_at TIMESTAMP,\n  fine DECIMAL(8, 2)\n);`,
    )

  test('it is one entity with every place, and the strongest form is used', async () => {
    const plan = await readFolder({
      'spec.md': '# S\n\n### Key Entities\n\n- **Loan**: A tool that is out\n',
      'data-model.md': `# D\n\n${sql('VARCHAR(20)')}\n\n${TABLE}\n`,
    })
    const loan = entity(plan, 'Loan')
    expect(entitiesOf(plan)).toEqual(['Loan: id code dueAt fine'])
    expect([loan?.form, loan?.table, loan?.description]).toEqual(['table', 'loans', 'A tool that is out'])
    expect(loan?.origins?.map(({ path, start }) => `${path.slice(12)} ${start.line}`)).toEqual([
      'data-model.md 12',
      'data-model.md 4',
      'spec.md 5',
    ])
    expect(plan.reported).toEqual([])
  })

  test('a contradiction names both places', async () => {
    const plan = await read(`${TABLE}\n\n${sql('VARCHAR(50)')}`)
    expect(plan.reported).toEqual(['contract/entity-mismatch data-model.md 14:3'])
    expect(plan.messages).toEqual([
      '`Loan.code` is `string(20)` in one place and `string(50)` in another; the first is used',
    ])
  })

  test.each([
    ['string', 'VARCHAR(36)', true],
    ['uuid', 'VARCHAR(36)', true],
    ['boolean', 'INTEGER', true],
    ['number', 'INTEGER', true],
    ['array', 'TEXT', true],
    ['integer', 'TEXT', false],
    ['boolean', 'TEXT', false],
    ['decimal(8,2)', 'DECIMAL(10,2)', false],
    ['uuid', 'TIMESTAMP', false],
  ])('%s beside %s agrees: %s', async (first, second, agrees) => {
    const text = `### A\n\n| Field | Type |\n|---|---|\n| x | ${first} |\n\n${fence('sql', `CREATE TABLE a (x ${second});`)}`
    expect((await read(text)).reported).toEqual(
      agrees ? [] : ['contract/entity-mismatch data-model.md 10:17'],
    )
  })
})

test('relationships stand below their entity', async () => {
  const plan = await read(
    '### Loan\n\n- `id`: uuid\n\n**Relationships**:\n- Belongs to `Member`\n- Many-to-One with Tool\n- Has many **Notes**',
  )
  expect(entity(plan, 'Loan')?.relationships?.map(({ target, kind }) => `${kind} ${target}`)).toEqual([
    'many-to-one Member',
    'many-to-one Tool',
    'one-to-many Note',
  ])
})

test.each([
  ['boxes', fence('', `${'┌───┐ '.repeat(60)}\n${'│ a │ '.repeat(60)}\n`.repeat(700))],
  ['braces', fence('ts', `interface A {\n${'{'.repeat(50_000)}\n`.repeat(20))],
  ['JSON', `### AbcDef\n\n${fence('json', '{"'.repeat(100_000))}`],
  ['crow’s feet', fence('mermaid', `erDiagram\n${'A ||--'.repeat(50_000)}\n`)],
  ['brackets', `### A\n\n**Fields**:\n${`- \`a\`: ${'('.repeat(500)}\n`.repeat(2000)}`],
])('a lot of %s takes no time', { timeout: 4000 }, async (_name, text) => {
  expect((await read(text)).reported.filter((code) => !code.startsWith('text/'))).toEqual([])
})

test('words about fields are no fields', async () => {
  const plan = await read(
    [
      '### UserEvent\n\n**Purpose**: What the validation saw\n**Fields**:\n- `at`: datetime',
      '### Memo\n\n- **Fields**:\n  - `text`: string\n- **Validation Rules**:\n  - `text`: string',
      '#### title (string)\n\n- **Type**: `str`\n- **Max Length**: none',
      '### Query Optimization\n\n- Full-text search on notes',
      `### Card\n\n| Field | Type |\n|---|---|\n| id | uuid |\n\n${fence('ts', 'interface ICard {\n  id: string\n}')}`,
    ].join('\n\n'),
  )
  expect(entitiesOf(plan)).toEqual(['UserEvent: at', 'Memo: text', 'Card: id'])
})
