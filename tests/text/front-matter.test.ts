import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { createDocument } from '../../src/text/document.ts'
import { readFrontMatter } from '../../src/text/front-matter.ts'
import { readYaml } from '../../src/text/yaml.ts'
import type { YamlNode } from '../../src/text/yaml-node.ts'

async function read(
  text: string,
): Promise<{ plain: unknown; diagnostics: Diagnostics; node: YamlNode | undefined }> {
  const diagnostics = new Diagnostics()
  const node = await readFrontMatter(createDocument('a.md', text), diagnostics)
  return { plain: plain(node), diagnostics, node }
}

function plain(node: YamlNode | undefined): unknown {
  if (!node) return undefined
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'sequence') return node.items.map(plain)
  return Object.fromEntries(node.entries.map((entry) => [entry.key.text, plain(entry.value)]))
}

test('flat and rich front matter read the same', async () => {
  const flat = await read(
    '---\nstatus: pending # soon\nblocked_by: ["1.0", 1.10]\nempty:\nlist:\n  - a b\n  - 2\n---\n',
  )
  expect(flat.plain).toEqual({ status: 'pending', blocked_by: ['1.0', 1.1], empty: null, list: ['a b', 2] })
  const rich = await read('---\nstatus: "a: b"\nmore: {x: [1.10]}\n---\n')
  expect(rich.plain).toEqual({ status: 'a: b', more: { x: [1.1] } })
})

test('scalars keep their source text and place', async () => {
  for (const text of ['---\nid: 1.10\n---\n', '---\nid: 1.10\nx: {}\n---\n']) {
    const { node } = await read(text)
    const value = node?.kind === 'mapping' ? node.entries[0]?.value : undefined
    expect(value).toMatchObject({ text: '1.10', quoted: false, value: 1.1 })
    expect(text.slice(value?.start, value?.end)).toBe('1.10')
  }
})

test('what is no YAML is reported at its place', async () => {
  const { plain, diagnostics } = await read('---\nok: 1\nstatus: [a\n---\n# T\n')
  expect(plain).toBeUndefined()
  expect(diagnostics.all).toMatchObject([
    { code: 'text/unreadable-front-matter', location: { path: 'a.md' } },
  ])
  expect(diagnostics.all[0]?.location?.start.line).toBeGreaterThanOrEqual(3)
})

test('a key given twice is an error; rules that look like front matter are none', async () => {
  expect((await read('---\na: 1\na: 2\n---\n')).diagnostics.all).toHaveLength(1)
  expect(await read('---\njust text\n---\n')).toMatchObject({ plain: undefined, diagnostics: { all: [] } })
})

test('the fast path agrees with the library on whatever it takes', async () => {
  const value = fc.constantFrom(
    'a',
    'true',
    'False',
    '1.0',
    '-1',
    '0x1f',
    '1e3',
    '~',
    'null',
    'No',
    '"q"',
    "'q'",
    '[a, "b"]',
    '[]',
    '[1.10]',
    'x y',
    'a|b',
    'é',
    '',
    'a, b',
    "it's",
    'a # c',
    '- a',
    '!x',
    '*a',
    '.5',
    '1_000',
    '0o7',
    '01',
    'completed ✅',
  )
  const text = fc
    .array(value, { maxLength: 5 })
    .map((values) => values.map((one, at) => `k${at}: ${one}\n`).join(''))
  await fc.assert(
    fc.asyncProperty(text, async (content) => {
      const fast = await read(`---\n${content}---\n`)
      const diagnostics = new Diagnostics()
      const nodes = readYaml({ document: createDocument('a.md', content), text: content }, diagnostics)
      if (fast.diagnostics.all.length > 0 || content === '') return
      expect(fast.plain).toEqual(plain(nodes?.[0]))
    }),
    { numRuns: 200 },
  )
})

test('aliases, depth and prototypes do no harm', () => {
  const sources = [
    `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghi'.replace(/./g, (c) => `${c}: &${c} [*${String.fromCharCode(c.charCodeAt(0) - 1)}, *${String.fromCharCode(c.charCodeAt(0) - 1)}, *${String.fromCharCode(c.charCodeAt(0) - 1)}, *${String.fromCharCode(c.charCodeAt(0) - 1)}]\n`)}`,
    '['.repeat(10_000),
    `${'- '.repeat(10_000)}a`,
    Array.from({ length: 800 }, (_, at) => `${' '.repeat(at)}a:\n`).join(''),
    'a: &x [*x]\n',
    '\0',
    'x: !!js/function "y"\n',
  ]
  for (const text of sources) {
    const diagnostics = new Diagnostics()
    const start = performance.now()
    readYaml({ document: createDocument('a.yaml', text), text }, diagnostics)
    expect(performance.now() - start).toBeLessThan(2_000)
  }
  const diagnostics = new Diagnostics()
  const text = '__proto__: {polluted: 1}\n'
  readYaml({ document: createDocument('a.yaml', text), text }, diagnostics)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})
