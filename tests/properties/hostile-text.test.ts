/** Any text is read to its end; what cannot be read is one finding. */
import { describe, expect, test } from 'vitest'
import { SHAPES } from './hostile-shapes.ts'
import { DOCUMENT_KINDS, readAs, strayLocations } from './read-anywhere.ts'

const LENGTH = 120_000

// That time grows with the length alone is measured by `npm run bench`; what hangs runs into the limit.
describe.each(DOCUMENT_KINDS)('a %s', (kind) => {
  test.each(Object.keys(SHAPES))(
    'of %s is read, and what is found has its place',
    { timeout: 60_000 },
    async (name) => {
      const read = await readAs(kind, SHAPES[name]?.(LENGTH) ?? '')
      expect(strayLocations(read)).toEqual([])
    },
  )
})

const BOMB = Array.from(
  { length: 12 },
  (_, index) => `a${index + 1}: &a${index + 1} [${Array(9).fill(`*a${index}`).join(', ')}]`,
)

test.each([
  ['aliases of aliases', `---\na0: &a0 [x, y]\n${BOMB.join('\n')}\n---\n# Task 4.0: A\n`],
  ['a flow of 10,000 levels', `---\na: ${'['.repeat(10_000)}\n---\n# Task 4.0: A\n`],
  ['mappings of 10,000 levels', `---\na: ${'{a: '.repeat(10_000)}\n---\n# Task 4.0: A\n`],
])('%s are one finding, and the rest is read', async (_, text) => {
  const { plan, found } = await readAs('task file', text)
  const own = found.filter(({ code }) => code.startsWith('text/'))
  expect(own.map(({ code }) => code)).toEqual(['text/unreadable-front-matter'])
  expect(plan.tasks).toMatchObject([{ id: '4.0', title: 'A' }])
})

test('lists of 10,000 levels are text', async () => {
  const { found } = await readAs('task file', `# Task 4.0: A\n\n${SHAPES['deep lists']?.(1_000_000)}`)
  expect(found.filter(({ code }) => code.startsWith('text/'))).toEqual([])
})

test('50 MB are one finding, told without reading them', async () => {
  const { plan, found } = await readAs('summary', new Uint8Array(50_000_000))
  expect(found.filter(({ code }) => code.startsWith('text/'))).toMatchObject([
    { code: 'text/too-large', location: { path: 'tasks/prd-x/_tasks.md' } },
  ])
  expect(plan.tasks).toMatchObject([{ id: '4.0' }])
})
