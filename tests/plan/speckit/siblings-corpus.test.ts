/** Public folders of documents, where they stand beside the repository; and texts of nobody. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasShared, listShared, readShared } from '../../support/shared.ts'
import { readFolder } from './beside.ts'

const NAMES = ['spec.md', 'plan.md', 'data-model.md', 'research.md', 'quickstart.md']
const files = hasShared ? listShared('corpus/speckit') : []
const folders = [...new Set(files.filter((file) => file.endsWith('/tasks.md')))].map((file) =>
  file.slice(0, -'/tasks.md'.length),
)

test.skipIf(!hasShared)('every public folder is read, and most of it says something', async () => {
  const counts = { stories: 0, requirements: 0, entities: 0, fields: 0, decisions: 0, mismatches: 0 }
  for (const folder of folders) {
    const own = NAMES.filter((name) => files.includes(`${folder}/${name}`))
    const read = (name: string) =>
      Buffer.from(readShared(`corpus/speckit/${folder}/${name}`)).toString('utf8')
    const plan = await readFolder(Object.fromEntries(own.map((name) => [name, read(name)])))
    const entities = plan.facts.flatMap((found) => found.entities)
    counts.stories += plan.beside?.stories.length ?? 0
    counts.decisions += plan.beside?.decisions.length ?? 0
    counts.requirements += plan.requirements.length
    counts.entities += entities.filter(({ fields }) => fields.length > 0).length
    counts.fields += entities.reduce((sum, { fields }) => sum + fields.length, 0)
    counts.mismatches += plan.reported.filter((one) => one.startsWith('contract/entity-mismatch')).length
    expect(new Set(entities.map(({ name }) => name)).size, folder).toBe(entities.length)
  }
  expect(counts.stories).toBeGreaterThan(440)
  expect(counts.requirements).toBeGreaterThan(2000)
  expect(counts.entities).toBeGreaterThan(430)
  expect(counts.fields).toBeGreaterThan(3300)
  expect(counts.decisions).toBeGreaterThan(850)
  expect(counts.mismatches).toBe(0)
})

test('no text makes the readers throw', async () => {
  const piece = fc.constantFrom(
    '\n### User Story 1 - A (Priority: P1)\n',
    '\n1. **Given** a, **When** b\n',
    '\n- **FR-001**: a\n',
    '\n### Key Entities\n',
    '\n- **A (B)**: c\n',
    '\n- Q: a → A: b\n',
    '[NEEDS CLARIFICATION: a]',
    '\n**Decision**: a\n',
    '\n**Language/Version**: Python 3.12\n',
    '\n**Primary Dependencies**: a 1.x, [b]\n',
    '\n```\n',
    '\n```ts\ninterface A {\n',
    '\n```mermaid\nerDiagram\nA ||--o{ B : c\nA {\nint b PK\n',
    '┌──┐ ┌───┐\n│ A │\n├──┤\n│ id: int │\n└──┘\n',
    '\n```json\n{"a": [1, "b',
    'src/\n├── a\n└── b/\n',
    '\n### Order (orders table)\n',
    '\n**Fields**:\n- `a`: text\n- `b`: words (uuid)\n',
    '| Field | Type |\n|---|---|\n| a | int |\n',
    '- [ ] CHK001 a\n',
    '\u0000',
    '}',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (pieces) => {
      const text = pieces.join('')
      const plan = await readFolder(
        Object.fromEntries([...NAMES, 'checklists/a.md'].map((name) => [name, text])),
      )
      const lines = text.split('\n').length
      for (const entity of plan.facts.flatMap(({ entities }) => entities)) {
        for (const { start } of [
          entity.origin,
          ...(entity.origins ?? []),
          ...entity.fields.map(({ origin }) => origin),
        ]) {
          expect(start.line).toBeLessThanOrEqual(lines)
        }
      }
    }),
    { numRuns: 150 },
  )
})
