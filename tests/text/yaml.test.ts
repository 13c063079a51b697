import { expect, test } from 'vitest'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { createDocument } from '../../src/text/document.ts'
import { readYaml } from '../../src/text/yaml.ts'

function read(text: string) {
  const diagnostics = new Diagnostics()
  const nodes = readYaml({ document: createDocument('a.yaml', text), text }, diagnostics)
  return { kinds: nodes?.map(({ kind }) => kind), found: diagnostics.all }
}

test('each document of a stream is a node', () => {
  expect(read('a: 1\n---\n- b\n')).toEqual({ kinds: ['mapping', 'sequence'], found: [] })
})

test.each([
  ['a key twice', 'a: 1\na: 2\n', 2],
  ['an open bracket', 'a: [1\n', 2],
  ['brackets without end', `a: ${'['.repeat(200)}`, 1],
  ['aliases that multiply', `a: &a [${'1,'.repeat(900)}]\nb: &b [${'*a,'.repeat(900)}]\nc: [*b, *b]\n`, 1],
])('%s cannot be read, and where is said', (_, text, line) => {
  const { kinds, found } = read(text)
  expect(kinds).toBeUndefined()
  expect(found).toMatchObject([
    { code: 'text/unreadable-yaml', location: { path: 'a.yaml', start: { line } } },
  ])
})
