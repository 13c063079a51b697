import { describe, expect, test } from 'vitest'
import { readColumnType } from '../../../src/plan/beside/column-type.ts'
import { covered, fenced, place, readText } from './read.ts'

test.each([
  ['VARCHAR(40)', { kind: 'string', length: 40 }, false],
  ['sa.String(30)', { kind: 'string', length: 30 }, false],
  ['TIMESTAMP WITH TIME ZONE', { kind: 'datetime' }, false],
  ['decimal(10, 2)', { kind: 'decimal', precision: 10, scale: 2 }, false],
  ['TEXT[]', { kind: 'array', items: { kind: 'text' } }, false],
  ['list<uuid>', { kind: 'array', items: { kind: 'uuid' } }, false],
  ['Optional[int]', { kind: 'integer' }, true],
  ['str | None', { kind: 'string' }, true],
  ['date?', { kind: 'date' }, true],
  ['enum(a, b)', { kind: 'enum', values: ['a', 'b'] }, false],
  ["'low' | 'high'", { kind: 'enum', values: ['low', 'high'] }, false],
  ['dict[str, Any]', { kind: 'json' }, false],
  ['Widget', undefined, false],
  ['((((((((((', undefined, false],
])('the type %j', (written, type, nullable) => {
  expect(readColumnType(written)).toEqual({ type, nullable })
})

test('a type nested without end is unknown', () => {
  expect(readColumnType(`${'list['.repeat(50)}int${']'.repeat(50)}`).type).toBeUndefined()
})

describe('field tables', () => {
  test('take their name from the heading and their flags from the columns', async () => {
    const { facts, reported, text } = await readText(
      '## Data Models\n\n### 2. Shelf Rows (shelf_rows table)\n\n' +
        '| Column | Type | Constraints | Default | Description |\n|---|---|---|---|---|\n' +
        '| `id` | bigint | PK | | |\n| code | varchar(8) | unique, not null | | As painted |\n' +
        '| shelf_id | uuid | FK → shelves.id, indexed | | |\n| full | bool | | false | |\n| odd | gizmo | nullable | | |\n',
    )
    const [entity] = facts.entities
    expect([entity?.name, entity?.table, place(entity?.origin)]).toEqual(['ShelfRow', 'shelf_rows', '3:8'])
    expect(
      entity?.fields.map((f) => [f.name, f.type.kind, f.nullable, f.primary, f.unique, f.indexed]),
    ).toEqual([
      ['id', 'bigint', false, true, false, false],
      ['code', 'string', false, false, true, false],
      ['shelf_id', 'uuid', false, false, false, true],
      ['full', 'boolean', false, false, false, false],
      ['odd', 'text', true, false, false, false],
    ])
    expect(entity?.fields[1]?.description).toBe('As painted')
    expect(entity?.fields[2]?.references).toEqual({ table: 'shelves', field: 'id' })
    expect(entity?.fields[3]?.default).toEqual({ kind: 'value', value: false })
    expect(
      covered(
        text,
        entity?.fields[0]?.origin ?? { path: '', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
      ),
    ).toBe('`id`')
    expect(reported).toEqual(['contract/unknown-type 11:3'])
  })

  test('below other headings are no entities', async () => {
    const { facts, reported } = await readText(
      '## Settings\n\n### Mailer\n\n| Name | Type |\n|---|---|\n| host | string |\n',
    )
    expect([facts.entities, reported]).toEqual([[], []])
  })

  test('below a heading `Fields` belong to the heading above', async () => {
    const { facts } = await readText(
      '## Entity: Category\n\n### Fields\n\n| Field | Type |\n|---|---|\n| name | string |\n',
    )
    expect(facts.entities.map(({ name, table }) => [name, table])).toEqual([['Category', 'categories']])
  })
})

test('cases below `Unit tests` are no fields', async () => {
  const { facts } = await readText(
    '# Crane Schema\n\n## Tests\n\n- Unit tests:\n  - [x] `load`: string is refused\n  - `reach`: integer is kept\n',
  )
  expect([facts.entities, facts.schemas]).toEqual([[], []])
})

test('bullets in their spellings', async () => {
  const { facts } = await readText(
    '## Database\n\n**Box**\n\n- `a`: uuid, primary key\n- `b` (text, nullable) - note\n- **c** (integer)\n- d: date\n' +
      '- `e: boolean`\n- f - float\n- `idx_box_a`: a\n- Something else entirely\n',
  )
  expect(facts.entities[0]?.fields.map((f) => [f.name, f.type.kind, f.nullable])).toEqual([
    ['a', 'uuid', false],
    ['b', 'text', true],
    ['c', 'integer', false],
    ['d', 'date', false],
    ['e', 'boolean', false],
    ['f', 'float', false],
  ])
})

test('Python classes: tables, bodies and enums', async () => {
  const python = `class Mood(str, Enum):
    CALM = "calm"
    WILD = "wild"

class Animal(Base):
    """One animal."""
    __tablename__ = "zoo_animals"
    id: Mapped[int] = mapped_column(primary_key=True)
    tag: Mapped[str | None] = mapped_column(
        String(20), unique=True, index=False,
    )
    mood = Column(Enum("calm", "wild"), nullable=False, default="calm")
    cage_id: Mapped[int] = mapped_column(ForeignKey("cages.id"))
    cage: Mapped["Cage"] = relationship()

class Feed(BaseModel):
    animal: Animal
    mood: Mood = "calm"
    grams: int  # per day
    note: str | None = None

    def total(self) -> int:
        kilos: int = 3
        return kilos`
  const { facts, reported } = await readText(fenced('python', python))
  expect(reported).toEqual([])
  const [animal] = facts.entities
  expect([animal?.name, animal?.table, place(animal?.origin)]).toEqual(['Animal', 'zoo_animals', '8:7'])
  expect(animal?.fields.map((f) => [f.name, f.type, f.nullable, f.primary, f.unique])).toEqual([
    ['id', { kind: 'integer' }, false, true, false],
    ['tag', { kind: 'string', length: 20 }, true, false, true],
    ['mood', { kind: 'enum', values: ['calm', 'wild'] }, false, false, false],
    ['cage_id', { kind: 'integer' }, false, false, false],
  ])
  expect(animal?.fields[3]?.references).toEqual({ table: 'cages', field: 'id' })
  expect(
    facts.schemas.map(({ name, fields }) => [name, fields.map((f) => [f.name, f.type.kind, f.required])]),
  ).toEqual([
    [
      'Feed',
      [
        ['animal', 'ref', true],
        ['mood', 'string', false],
        ['grams', 'integer', true],
        ['note', 'string', false],
      ],
    ],
  ])
})

test('a comparison in a CHECK is no bracket', async () => {
  const sql = `CREATE TABLE parts (
    depot_id UUID,
    code CHAR(3) CHECK (code > 'A' AND code < 'Z'),
    weight INTEGER CHECK (weight > 0),
    PRIMARY KEY (depot_id, code)
);`
  const { facts } = await readText(fenced('sql', sql))
  expect(facts.entities[0]?.fields.map(({ name, primary }) => [name, primary])).toEqual([
    ['depot_id', true],
    ['code', true],
    ['weight', false],
  ])
})

test('SQL without a column is reported at its line', async () => {
  const { reported } = await readText(fenced('sql', '-- later\nCREATE TABLE a ();'))
  expect(reported).toEqual(['contract/unparsable 5:1'])
})

test('a drawn tree', async () => {
  const { facts } = await readText(
    fenced(
      '',
      'depot/\n├── src/\n│   ├── api/      # routes\n│   └── main.py\n├── tests\n│   └── unit/\n└── Dockerfile',
    ),
  )
  expect(facts.tree).toEqual([
    { path: 'src/', comment: undefined },
    { path: 'src/api/', comment: 'routes' },
    { path: 'src/main.py', comment: undefined },
    { path: 'tests/', comment: undefined },
    { path: 'tests/unit/', comment: undefined },
    { path: 'Dockerfile', comment: undefined },
  ])
})

test('statements are prose and bullets, not boxes and not values of the task context', async () => {
  const { facts } = await readText(
    '<task_context>\n<type>testing</type>\n</task_context>\n\n# T\n\nKeeps logs.\n\n- In JSON\n- [ ] 1.1 A box\n',
  )
  expect(facts.statements.map(({ text, origin }) => [text, place(origin)])).toEqual([
    ['Keeps logs.', '7:1'],
    ['In JSON', '9:3'],
  ])
})
