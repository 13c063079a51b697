import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { type Block, flattenBlocks } from '../../src/text/blocks.ts'
import { createDocument } from '../../src/text/document.ts'
import { scanBlocks } from '../../src/text/scan-blocks.ts'
import { allSections, sectionsOf } from '../../src/text/sections.ts'

const scan = (text: string): Block[] => scanBlocks(createDocument('a.md', text))
const kinds = (text: string): string[] => scan(text).map((block) => block.kind)

test('items have state, depth, joined lines and the offset of the character between the brackets', () => {
  const text = '- [ ] 1.1 One\n  goes on\n    - [x] deep\n- [-] three\n* [] none\n1. plain\n- [a](b)\n'
  const items = scan(text).filter((block) => block.kind === 'item')
  expect(items.map((item) => [item.text, item.depth, item.box?.state])).toEqual([
    ['1.1 One goes on', 0, ' '],
    ['deep', 1, 'x'],
    ['three', 0, '-'],
    ['none', 0, ' '],
    ['plain', 0, undefined],
    ['[a](b)', 0, undefined],
  ])
  expect(items[1]?.box && text.slice(items[1].box.offset - 1, items[1].box.offset + 2)).toBe('[x]')
})

test('nothing in a fence or a comment is a block', () => {
  expect(kinds('```yaml\n- [ ] no\n# no\n```\n<!-- - [ ] no\n# no -->\n- [ ] yes\n')).toEqual([
    'fence',
    'item',
  ])
  expect(kinds('~~~~\n```\n~~~\n~~~~\ntext')).toEqual(['fence', 'paragraph'])
  expect(kinds('- a\n  ```sh\n  # no\n  ```\n- b')).toEqual(['item', 'fence', 'item'])
  expect(kinds('the `<!--` mark\n\n# Title')).toEqual(['paragraph', 'heading'])
})

test('a fence that quotes Markdown counts the fences in it', () => {
  const [fence, after] = scan('```markdown\n# A\n```bash\nls\n```\n- [ ] no\n```\n# B\n')
  expect(fence?.kind === 'fence' && fence.content).toBe('# A\n```bash\nls\n```\n- [ ] no\n')
  expect(after).toMatchObject({ kind: 'heading', text: 'B' })
})

test('a fence that is never closed is reported where it opens, and the rest is text', () => {
  const diagnostics = new Diagnostics()
  const blocks = scanBlocks(createDocument('a.md', 'x\n```ts\n- [ ] yes\n'), { diagnostics })
  expect(blocks.map((block) => block.kind)).toEqual(['paragraph', 'item'])
  expect(diagnostics.all).toMatchObject([
    { code: 'text/unclosed-fence', location: { start: { line: 2, column: 1 }, end: { line: 2, column: 6 } } },
  ])
})

test('offsets in a dedented fence with CRLF lead back into the document', () => {
  const text = '1. a\r\n   ```toml\r\n   x = 1\r\n     y = 2\r\n   ```\r\n'
  const fence = scan(text)[1]
  if (fence?.kind !== 'fence') throw new Error('no fence')
  expect(fence.content).toBe('x = 1\n  y = 2\n')
})

test('tables keep cells with escaped pipes and where they stand', () => {
  const text = '| Name | Type |\n|---|:-:|\n| `a` | `str \\| None` |\n| b | |\n\nend | no\n'
  const [table, rest] = scan(text)
  if (table?.kind !== 'table') throw new Error('no table')
  expect(table.header.cells.map((cell) => cell.text)).toEqual(['Name', 'Type'])
  expect(table.rows.map((row) => row.cells.map((cell) => cell.text))).toEqual([
    ['`a`', '`str | None`'],
    ['b', ''],
  ])
  const cell = table.rows[0]?.cells[1]
  expect(text.slice(cell?.start, cell?.end)).toBe('`str \\| None`')
  expect(rest?.kind).toBe('paragraph')
})

test('tags hold blocks; a tag without its end is text', () => {
  const [tag, paragraph] = scan('<task_context>\n<type>testing</type>\n- a\n</task_context>\n\n<open>\ntext')
  expect(tag).toMatchObject({ kind: 'tag', name: 'task_context' })
  expect(tag?.kind === 'tag' && tag.children).toMatchObject([
    { kind: 'tag', name: 'type', content: { text: 'testing' } },
    { kind: 'item', text: 'a' },
  ])
  expect(paragraph).toMatchObject({ kind: 'paragraph', text: '<open> text' })
})

test('headings nest into sections; closing marks and underlines count', () => {
  const root = sectionsOf(scan('# A #\n\nB\n---\ntext\n\n### C#\n\nD\n===\n'))
  const titles = allSections(root).map((section) => [section.level, section.heading?.text])
  expect(titles).toEqual([
    [1, 'A'],
    [2, 'B'],
    [3, 'C#'],
    [1, 'D'],
  ])
})

test('every block stands where it says, in order, for any text', () => {
  const piece = fc.constantFrom(
    '- [ ] ',
    '- ',
    '  ',
    '\t',
    '# ',
    '```',
    '~~~',
    '```md',
    '\n',
    '\n\n',
    '\r\n',
    '|',
    '|---|',
    '<a>',
    '</a>',
    '<!--',
    '-->',
    'word',
    '---',
    '\u00a0',
    '\u202e',
    '\0',
    '>',
    '`',
    '===',
    '1. ',
    '[x]',
    '😀',
  )
  const text = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, (source) => {
      let last = 0
      for (const block of scan(source)) {
        expect(block.start).toBeGreaterThanOrEqual(last)
        expect(block.end).toBeGreaterThan(block.start)
        expect(block.end).toBeLessThanOrEqual(source.length)
        last = block.end
      }
      for (const block of flattenBlocks(scan(source))) {
        if (block.kind !== 'item' && block.kind !== 'paragraph') continue
        // Comments inside a line are blanks in its text.
        if (!source.includes('<!--'))
          for (const line of block.lines) expect(source.slice(line.start, line.end)).toBe(line.text)
      }
    }),
    { numRuns: 400 },
  )
})

const HOSTILE: readonly (readonly [string, (size: number) => string])[] = [
  ['one long line', (size) => 'a'.repeat(size)],
  ['open fences', (size) => '```x\n'.repeat(size / 5)],
  ['open Markdown fences', (size) => '```md\n'.repeat(size / 6)],
  ['open comments', (size) => '<!--'.repeat(size / 4)],
  ['open tags', (size) => '<a>\n'.repeat(size / 4)],
  ['nested tags', (size) => `${'<a>\n'.repeat(size / 9)}${'</a>\n'.repeat(size / 9)}`],
  [
    'deep items',
    (size) => Array.from({ length: Math.sqrt(size) }, (_, at) => `${'  '.repeat(at)}- a\n`).join(''),
  ],
  ['one paragraph', (size) => 'ab\n'.repeat(size / 3)],
  ['blanks', (size) => `# ${' '.repeat(size)}#x`],
  ['pipes', (size) => `${'|'.repeat(size / 2)}\n${'|-'.repeat(size / 4)}`],
  ['brackets', (size) => '- ['.repeat(size / 3)],
  ['backticks', (size) => `\`${'`'.repeat(size)}`],
]

test.each(HOSTILE)('takes linear time: %s', (_, make) => {
  const measure = (size: number): number => {
    const document = createDocument('a.md', make(size))
    const start = performance.now()
    scanBlocks(document)
    return performance.now() - start
  }
  measure(100_000)
  expect(measure(1_000_000)).toBeLessThan(1_500)
})

test('an empty quote ends where its line ends', () => {
  expect(scan('> \n---\n')).toMatchObject([{ kind: 'heading', text: '', textStart: 1, start: 0, end: 1 }])
})
