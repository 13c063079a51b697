import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Diagnostics } from '../../../src/diagnostics/index.ts'
import { CODES } from '../../../src/plan/beside/codes.ts'
import { readBlocks, readRequirements, readTechspec } from '../../../src/plan/beside/index.ts'
import { TEXT_CODES } from '../../../src/text/codes.ts'
import { createDocument } from '../../../src/text/document.ts'
import { scanBlocks } from '../../../src/text/scan-blocks.ts'
import { readText } from './read.ts'

const KNOWN: ReadonlySet<string> = new Set([...Object.keys(CODES), ...Object.keys(TEXT_CODES)])

const corpus = new URL('../../../../shared/corpus/prd/', import.meta.url)

test.skipIf(!existsSync(corpus))('public plans are read without a crash', async () => {
  const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.md'),
  )
  let entities = 0
  for (const file of files) {
    const document = createDocument(file, readFileSync(new URL(file, corpus), 'utf8'))
    const diagnostics = new Diagnostics()
    const facts = /techspec/.test(file)
      ? await readTechspec(document, diagnostics)
      : [await readBlocks(document, scanBlocks(document), diagnostics)]
    readRequirements(document, diagnostics)
    entities += facts.flatMap((found) => found.entities).length
    for (const { location, message } of diagnostics.all) {
      expect(location?.start.line, message).toBeLessThanOrEqual(document.lineStarts.length)
    }
  }
  expect(entities).toBeGreaterThan(20)
})

test('no text makes the readers throw', async () => {
  const piece = fc.constantFrom(
    '\n```yaml\n',
    '\n```\n',
    '\n```sql\n',
    '\n```proto\n',
    '\n```toml\n',
    '\n```python\n',
    'openapi: 3.1.0\n',
    'paths:\n',
    '  /a: {get: {}}\n',
    '[project]\n',
    'dependencies = ["a"]\n',
    'CREATE TABLE a (',
    'id int,',
    ')',
    'class A(Base):\n',
    '    b: int = 1\n',
    'message A { ',
    'string b = 1;',
    '}',
    '# Data Models\n',
    '### A\n',
    '| Field | Type |\n|---|---|\n',
    '| a | int |\n',
    '- `b`: text\n',
    'grpc_dependencies:\n',
    '  - a:b\n',
    '├── a\n',
    '- POST /x\n',
    '<a>',
    '</a>',
    '"',
    "'",
    '\u0000',
    '\ud800',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
      const { text, diagnostics } = await readText(pieces.join(''))
      const lines = text.split('\n').length
      for (const { code, location } of diagnostics) {
        expect(KNOWN).toContain(code)
        expect(location?.start.line).toBeGreaterThanOrEqual(1)
        expect(location?.start.line).toBeLessThanOrEqual(lines)
      }
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['brackets', '('.repeat(100_000), []],
  ['comment openers', fence('proto', '/*'.repeat(50_000)), ['contract/unparsable']],
  ['SQL comments', fence('sql', `create table a (${'/*'.repeat(50_000)}`), ['contract/unparsable']],
  ['table starts', fence('sql', 'create table a ('.repeat(3000)), ['contract/unparsable']],
  ['class heads', fence('python', 'class A(Base):\n    a: int = (\n'.repeat(10_000)), []],
  ['bullets', `## Data\n\n### A\n\n${'- a: uuid, default default default\n'.repeat(5000)}`, []],
  ['links', `## Data\n\n| ${'[a]('.repeat(20_000)} | Type |\n|---|---|\n| a | b |\n`, []],
  ['blanks', `- POST ${' '.repeat(100_000)}/x`, []],
  ['a tree', fence('', `├── ${'a/'.repeat(50_000)}\n`.repeat(3)), []],
])('a lot of %s takes no time', { timeout: 4000 }, async (_name, text, codes) => {
  const { diagnostics } = await readText(text)
  expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual(codes)
})

function fence(language: string, content: string): string {
  return `\`\`\`${language}\n${content}\n\`\`\`\n`
}
