/** Reading takes time in proportion to the length of the text, whatever it holds; what cannot be read is one finding. */
import { describe, expect, test } from 'vitest'
import { SHAPES } from './hostile-shapes.ts'
import { DOCUMENT_KINDS, type DocumentKind, readAs } from './read-anywhere.ts'

const LENGTH = 30_000
const ROUNDS = 3

/** The fastest of some rounds, in milliseconds of the processor. */
async function costOf(kind: DocumentKind, text: string): Promise<number> {
  const costs: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage()
    await readAs(kind, text)
    const { user, system } = process.cpuUsage(before)
    costs.push((user + system) / 1000)
  }
  return Math.min(...costs)
}

/** Below this a ratio is about the clock. */
const LEAST = 40
/** Of four times the text: 4 where time is linear, 16 where it is quadratic. */
const MOST = 10

describe.each(DOCUMENT_KINDS)('a %s', (kind) => {
  test('takes four times as long for four times the text', { timeout: 240_000 }, async () => {
    const slow: string[] = []
    for (const [name, shape] of Object.entries(SHAPES)) {
      const long = await costOf(kind, shape(4 * LENGTH))
      if (long < LEAST) continue
      const ratio = long / (await costOf(kind, shape(LENGTH)))
      if (ratio > MOST) slow.push(`${name}: ${ratio.toFixed(1)}`)
    }
    expect(slow).toEqual([])
  })
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
