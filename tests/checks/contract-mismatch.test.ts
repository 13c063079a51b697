import { expect, test } from 'vitest'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { readPlan } from '../../src/plan/read-plan.ts'
import { reportContradictions } from '../../src/system/merge-facts.ts'
import { memoryDisk } from '../support/memory-disk.ts'

const contract = (type: string, more = '') => `openapi: 3.0.3
paths:
  /boxes:
    get:
      operationId: listBoxes
      responses: {'200': {description: d, content: {application/json: {schema: {type: ${type}}}}}}
${more}components:
  schemas:
    Box: {properties: {size: {type: ${type}}}}
`

async function contradictions(files: Readonly<Record<string, string>>) {
  const disk = memoryDisk(files)
  const location = { family: 'speckit', slug: 'f', path: 'specs/f' } as const
  const { facts } = await readPlan(disk, '/w', location, new Diagnostics())
  const found = new Diagnostics()
  reportContradictions(facts, found)
  return found.all.map(({ code, message, location: at, notes }) => [
    code,
    message,
    `${at?.path}:${at?.start.line}`,
    notes?.map((note) => `${note.location?.path}:${note.location?.start.line}`),
  ])
}

test('of a name that stands in one document only it is told where it comes from', async () => {
  const inline = `openapi: 3.0.3
paths:
  /other:
    get:
      operationId: box
      responses: {'200': {description: d, content: {application/json: {schema: {properties: {a: {type: string}}}}}}}
`
  const named = `openapi: 3.0.3
paths: {}
components:
  schemas:
    BoxResponse: {properties: {size: {type: integer}}}
`
  const files = { '/w/specs/f/contracts/a.yaml': inline, '/w/specs/f/contracts/b.yaml': named }
  expect((await contradictions(files)).map(([, message]) => message)).toEqual([
    'schema `BoxResponse`, which is named after its operation, is defined differently by two documents; that of `specs/f/contracts/a.yaml:6` is used',
  ])
})

test('contracts of one feature that differ are cited, both', async () => {
  const files = {
    '/w/specs/f/contracts/a.yaml': contract('string'),
    '/w/specs/f/contracts/b.yaml': contract('integer'),
  }
  expect(await contradictions(files)).toEqual([
    [
      'contract/endpoint-mismatch',
      'schema `Box` is defined differently by two documents; that of `specs/f/contracts/a.yaml:9` is used',
      'specs/f/contracts/b.yaml:9',
      ['specs/f/contracts/a.yaml:9'],
    ],
    [
      'contract/endpoint-mismatch',
      '`GET /boxes` is defined differently by two documents; that of `specs/f/contracts/a.yaml:4` is used',
      'specs/f/contracts/b.yaml:4',
      ['specs/f/contracts/a.yaml:4'],
    ],
  ])
})

test('the same told twice is one', async () => {
  const files = {
    '/w/specs/f/contracts/a.yaml': contract('string'),
    '/w/specs/f/contracts/b.yaml': contract('string'),
  }
  expect(await contradictions(files)).toEqual([])
})

test('what one tells more exactly is no contradiction', async () => {
  const files = {
    '/w/specs/f/contracts/a.yaml': contract('string'),
    '/w/specs/f/contracts/b.yaml': contract('string, format: uuid, maxLength: 40').replace(
      '}}}}}',
      "}}}}, '404': {description: none}}",
    ),
  }
  expect(await contradictions(files)).toEqual([])
})

test('one document may contradict itself', async () => {
  const again =
    '  /boxes/{a}: {get: {operationId: x, responses: {}}}\n  /boxes/{b}: {get: {operationId: y, responses: {}}}\n'
  expect(await contradictions({ '/w/specs/f/contracts/a.yaml': contract('string', again) })).toEqual([])
  const told = again.replaceAll('{}', "{'200': {description: d}}")
  const found = await contradictions({ '/w/specs/f/contracts/a.yaml': contract('string', told) })
  expect(found).toEqual([
    [
      'contract/endpoint-mismatch',
      '`GET /boxes/{a}` is defined twice and differently; the first one is used',
      'specs/f/contracts/a.yaml:8',
      ['specs/f/contracts/a.yaml:7'],
    ],
  ])
})

test('a list that names no types contradicts none', async () => {
  const files = {
    '/w/specs/f/contracts/a.yaml':
      'openapi: 3.0.3\npaths: {}\ncomponents:\n  schemas:\n    SaveResponse: {properties: {saved: {type: integer}}}\n',
    '/w/specs/f/data-model.md':
      '# Data Model\n\n## Responses\n\n### SaveResponse\n\n**Fields**:\n- `saved`: Count of boxes that were written\n',
  }
  expect(await contradictions(files)).toEqual([])
})
