/** What a document only mentions is no entity, and what only a service cannot have is no error of a plan. */
import { expect, test } from 'vitest'
import { openShop } from '../support/front-door.ts'

async function found(files: Readonly<Record<string, string>>): Promise<readonly (readonly string[])[]> {
  const shop = openShop(files)
  const { stdout } = await shop.taskplan('lint --json')
  shop.close()
  return JSON.parse(stdout).diagnostics.map(({ code, severity }: Record<string, string>) => [code, severity])
}

const TASK = '---\nstatus: pending\n---\n\n# Task 1: Schema of cranes\n'
const of = (techspec: string) => ({
  'tasks/prd-quay/_techspec.md': techspec,
  'tasks/prd-quay/1_task.md': TASK,
})
const fenced = (language: string, text: string) =>
  `# Tech Spec\n\n## Data Models\n\n\`\`\`${language}\n${text}\n\`\`\`\n`

test('a label over what tests assert names no schema', async () => {
  const tests =
    '\n## Tests\n- Unit tests:\n  - [ ] `LoadMax(integer)` returns the load.\n  - [ ] `lift: integer` is kept.\n'
  const codes = await found({
    'tasks/prd-quay/_techspec.md': '# Tech Spec\n',
    'tasks/prd-quay/1_task.md': TASK + tests,
  })
  expect(codes.map(([code]) => code)).not.toContain('render/unsafe-name')
})

test('a name that no service can have is a warning; what is asked with is no entity', async () => {
  const kept = fenced('typescript', 'export interface Shift {\n  from: string\n}')
  expect(await found(of(kept))).toContainEqual(['render/unsafe-name', 'warning'])
  const asked = fenced('typescript', 'export interface ShiftFilters {\n  from?: string\n}')
  expect((await found(of(asked))).map(([code]) => code)).not.toContain('render/unsafe-name')
})

test('a table without a column is an error; one whose columns are left out on purpose is nothing', async () => {
  expect(await found(of(fenced('sql', 'CREATE TABLE cranes ();')))).toContainEqual([
    'contract/unparsable',
    'error',
  ])
  const codes = (await found(of(fenced('sql', 'CREATE TABLE cranes (...);')))).map(([code]) => code)
  expect(codes).not.toContain('contract/unparsable')
})

test('a type that another language may know is information', async () => {
  const model =
    '# Data Model\n\n## Entities\n\n### Shift\n\n| Field | Type |\n|---|---|\n| place | Berthing |\n'
  const files = {
    'specs/001-quay/tasks.md': '- [ ] T001 a in src/a.py\n',
    'specs/001-quay/plan.md': '# Plan\n',
  }
  const codes = await found({ ...files, 'specs/001-quay/data-model.md': model })
  expect(codes).toContainEqual(['contract/unknown-type', 'info'])
})
