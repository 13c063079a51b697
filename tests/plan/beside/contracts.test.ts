import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../../src/diagnostics/index.ts'
import { readContracts } from '../../../src/plan/beside/index.ts'
import { readPlan, readPlanTasks } from '../../../src/plan/read-plan.ts'
import { type MemoryFiles, memoryDisk } from '../../support/memory-disk.ts'
import { place } from './read.ts'

const FEATURE = 'specs/001-depot'

/** Reads the contracts of a feature; names of files are relative to it. */
async function read(files: MemoryFiles, links: Readonly<Record<string, string>> = {}) {
  const at = (names: object) =>
    Object.fromEntries(
      Object.entries(names).map(([name, text]) => [
        name.startsWith('/') ? name : `/w/${FEATURE}/${name}`,
        text,
      ]),
    )
  const diagnostics = new Diagnostics()
  const disk = memoryDisk(at(files), at(links))
  const { facts, documents } = await readContracts({ disk, root: '/w', path: FEATURE, diagnostics })
  return {
    routes: facts.flatMap(({ endpoints }) => endpoints.map(({ method, path }) => `${method} ${path}`)),
    schemas: facts.flatMap(({ schemas }) =>
      schemas.map(({ name, fields }) => `${name}: ${fields.map((field) => field.name).join(' ')}`),
    ),
    messages: facts.flatMap(({ protos }) =>
      protos.flatMap(({ path, messages }) => messages.map(({ name }) => `${path} ${name}`)),
    ),
    facts,
    opened: documents.map(({ path }) => path.slice(FEATURE.length + 1)),
    diagnostics: diagnostics.all,
    reported: diagnostics.all.map(
      ({ code, location }) => `${code} ${location?.path.slice(FEATURE.length + 1)}:${place(location)}`,
    ),
  }
}

const openapi = (paths: string, more = '') => `openapi: 3.0.3\npaths:\n${paths}${more}`
const get = (path: string, id: string) => `  ${path}: {get: {operationId: ${id}, responses: {}}}\n`
const answer = (ref: string) =>
  openapi(
    `  /boxes:\n    get:\n      operationId: list\n      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '${ref}'}}}}}\n`,
  )

describe('the kind of a contract', () => {
  test('is told by its content, and what is none is left alone with one word about it', async () => {
    const { routes, schemas, messages, reported } = await read({
      'contracts/a.yaml': openapi(get('/boxes', 'list')),
      'contracts/b.json': '{"openapi": "3.1.0", "paths": {"/racks": {"put": {"operationId": "x"}}}}',
      'contracts/box.json':
        '{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Box", "type": "object", "properties": {"size": {"type": "integer"}}}',
      'contracts/depot.yaml': 'apiVersion: apps/v1\nkind: Deployment\n',
      'contracts/buf.yaml': 'version: v1\nlint: {use: [DEFAULT]}\n',
      'contracts/empty.yaml': '',
      'contracts/v1/shelf.proto': 'syntax = "proto3";\nmessage Shelf { string row = 1; }\n',
      'contracts/notes.md': '# Notes\n\n| Field | Type |\n|---|---|\n| a | b |\n',
      'contracts/schema.graphql': 'type Query { a: Int }',
      'contracts/.hidden.yaml': 'a: [',
    })
    expect(routes).toEqual(['GET /boxes', 'PUT /racks'])
    expect(schemas).toEqual(['Box: size'])
    expect(messages).toEqual(['v1/shelf.proto Shelf'])
    expect(reported).toEqual([
      'contract/nothing-read contracts/buf.yaml:1:1',
      'contract/nothing-read contracts/depot.yaml:1:1',
      'contract/nothing-read contracts/empty.yaml:1:1',
      'contract/nothing-read contracts/notes.md:1:1',
      'contract/nothing-read contracts/schema.graphql:1:1',
    ])
  })

  test('several documents of one stream are all read', async () => {
    const stream = `${openapi(get('/a', 'a'))}---\n${openapi(get('/b', 'b'))}---\nkind: X\napiVersion: v1\n`
    const { routes, reported } = await read({ 'contracts/all.yaml': stream })
    expect([routes, reported]).toEqual([['GET /a', 'GET /b'], []])
  })

  test('a document without paths gives its schemas', async () => {
    const text =
      'openapi: 3.1.0\ncomponents: {schemas: {Box: {properties: {size: {type: [integer, "null"]}}}}}'
    expect(await read({ 'contracts/types.yaml': text })).toMatchObject({
      schemas: ['Box: size'],
      reported: [],
    })
  })

  test('forms and streams have their types', async () => {
    const upload = `  /boxes:
    post:
      operationId: upload
      requestBody: {content: {multipart/form-data: {schema: {type: object, properties: {file: {type: string, format: binary}}}}}}
      responses: {'200': {description: d, content: {text/event-stream: {schema: {type: string}}}}}
`
    const { facts, schemas } = await read({ 'contracts/a.yaml': openapi(upload) })
    expect(schemas).toEqual(['UploadRequest: file'])
    expect(facts[0]?.endpoints[0]).toMatchObject({
      request: { type: { kind: 'ref', name: 'UploadRequest' } },
      responses: [{ status: 200, type: { kind: 'string' } }],
    })
  })
})

describe('Markdown', () => {
  test.each([
    ['a heading', '### POST /boxes\n', ['POST /boxes']],
    ['a numbered heading in code', '## 1. `GET /boxes/{id}`\n', ['GET /boxes/{id}']],
    ['a numbered heading with a label', '## 2. REST Endpoint: `PUT /boxes/{id}`\n', ['PUT /boxes/{id}']],
    [
      'what is called and not served',
      '### GET /page\n\n**API calls**:\n- `GET /boxes`\n\nShows them.\n\n- GET /page/{id}\n',
      ['GET /page', 'GET /page/{id}'],
    ],
    ['a heading with a label', '## Endpoint: PUT /boxes/:id\n', ['PUT /boxes/{id}']],
    [
      'a labelled line',
      'About.\n\n**Endpoint**: `DELETE /boxes/{id}`\n**Auth**: yes\n',
      ['DELETE /boxes/{id}'],
    ],
    ['a bullet', '- `PATCH /boxes/{id}` - changes it\n', ['PATCH /boxes/{id}']],
    ['a table', '| Method | Path |\n|---|---|\n| GET | /boxes |\n', ['GET /boxes']],
    ['a fence of a request', '```\nGET /boxes\n```\n', ['GET /boxes']],
    [
      'an example beside a heading',
      '### GET /boxes/{id}\n\n```http\nGET /boxes/7\n```\n',
      ['GET /boxes/{id}'],
    ],
    ['a fence of OpenAPI', `\`\`\`yaml\n${openapi(get('/boxes', 'a'))}\`\`\`\n`, ['GET /boxes']],
    ['an example with a version', '```http\nGET /boxes/7 HTTP/1.1\n```\n', []],
    ['prose', 'Call POST /boxes first.\n', []],
  ])('%s', async (_name, text, routes) => {
    expect((await read({ 'contracts/api.md': text })).routes).toEqual(routes)
  })

  test('a fence of protobuf gives its messages', async () => {
    const { messages } = await read({ 'contracts/api.md': '```proto\nmessage Box { string id = 1; }\n```\n' })
    expect(messages).toEqual(['undefined Box'])
  })
})

describe('a reference', () => {
  test('leads to another file of the plan, and on from there', async () => {
    const common = `components:
  schemas:
    Box: {type: object, properties: {size: {type: integer}, rack: {$ref: 'types/rack.yaml'}, next: {$ref: '#/components/schemas/Box'}}}
`
    const { schemas, reported, facts } = await read({
      'contracts/api.yaml': answer('../shared/common.yaml#/components/schemas/Box'),
      'shared/common.yaml': `openapi: 3.0.3\n${common}`,
      'shared/types/rack.yaml': 'type: object\nproperties: {row: {type: string}}\n',
    })
    expect([schemas, reported]).toEqual([['Box: size rack next', 'rack: row'], []])
    expect(facts[0]?.schemas[0]?.origin.path).toBe(`${FEATURE}/shared/common.yaml`)
    expect(facts[0]?.schemas[0]?.fields.map(({ type }) => type)).toMatchObject([
      { kind: 'integer' },
      { kind: 'ref', name: 'rack' },
      { kind: 'ref', name: 'Box' },
    ])
  })

  test('to a schema whose name is taken gets a name of its own', async () => {
    const own =
      "components: {schemas: {Box: {properties: {own: {$ref: 'b.yaml#/components/schemas/Box'}}}}}\n"
    const { facts } = await read({
      'contracts/a.yaml': `openapi: 3.0.3\n${own}`,
      'contracts/b.yaml':
        'openapi: 3.0.3\ncomponents: {schemas: {Box: {properties: {other: {type: string}}}}}\n',
    })
    expect(facts[0]?.schemas.map(({ name, fields }) => [name, fields[0]?.name])).toEqual([
      ['Box', 'own'],
      ['Box2', 'other'],
    ])
  })

  test.each([
    ['https://example.org/common.yaml#/a', 'is on the network, which is never asked'],
    ['//example.org/common.yaml', 'is on the network, which is never asked'],
    ['file:///w/secret.yaml', 'leads out of the plan'],
    ['/w/secret.yaml', 'leads out of the plan'],
    ['../../../secret.yaml#/a', 'leads out of the plan'],
    ['..%2F..%2F..%2Fsecret.yaml', 'leads out of the plan'],
    ['away/secret.yaml', 'names a file that is not there'],
    ['gone.yaml', 'names a file that is not there'],
    ['#/components/schemas/Gone', 'does not exist'],
    ['types.yaml#/Gone', 'does not exist'],
  ])('%s %s', async (reference, said) => {
    const files = {
      'contracts/a.yaml': answer(reference),
      'contracts/types.yaml': 'type: object\nproperties: {a: {type: string}}\n',
      '/w/secret.yaml': 'type: object\nproperties: {secret: {type: string}}\n',
    }
    const { diagnostics, schemas, opened } = await read(files, { 'contracts/away': '/w' })
    const found = diagnostics.filter(({ code }) => code === 'contract/dangling-reference')
    expect(found.map(({ message }) => message)).toEqual([`\`${reference}\` ${said}`])
    expect(found[0]?.location?.start).toEqual({ line: 6, column: expect.any(Number) })
    expect(found[0]?.hint).toBeDefined()
    expect([schemas, opened]).toEqual([['types: a'], ['contracts/a.yaml', 'contracts/types.yaml']])
  })

  test('to a file that cannot be read is no second finding', async () => {
    const { reported } = await read({
      'contracts/a.yaml': answer('b.yaml#/x'),
      'contracts/b.yaml': 'openapi: 3.0.3\ninfo: {title: a: b}\n',
    })
    expect(reported).toEqual(['contract/unparsable contracts/b.yaml:2:15'])
  })

  test('in a circle of files is one finding', async () => {
    const { reported, routes } = await read({
      'contracts/a.yaml': answer('b.yaml'),
      'contracts/b.yaml': '$ref: c.yaml\n',
      'contracts/c.yaml': '$ref: b.yaml\n',
    })
    expect(routes).toEqual(['GET /boxes'])
    expect(reported.filter((text) => !text.startsWith('contract/nothing-read'))).toEqual([
      'contract/dangling-reference contracts/b.yaml:1:7',
    ])
  })
})

describe('what cannot be read', () => {
  test.each([
    ['a colon', 'info:\n  title: x: y\n', '3:10', 'put quotes around the text that holds `: `'],
    ['a choice', 'info:\n  title: "low" | "high"\n', '3:16', 'put quotes around the whole value'],
    [
      'indentation',
      'info:\n    title: a\n   b: c\n',
      '4:1',
      'indent the line like its neighbours, by spaces',
    ],
    ['a fence', '```yaml\n', '2:1', 'put quotes around the text, or remove the fence'],
    ['a key twice', 'info: {a: 1, a: 2}\n', '2:14', 'remove one of the two entries'],
  ])('%s is one finding at its place, and the rest of the plan is read', async (_name, text, at, hint) => {
    const { reported, routes, diagnostics } = await read({
      'contracts/a.yaml': `openapi: 3.0.3\n${text}`,
      'contracts/b.yaml': openapi(get('/b', 'b')),
    })
    expect(reported).toEqual([`contract/unparsable contracts/a.yaml:${at}`])
    expect(routes).toEqual(['GET /b'])
    expect([diagnostics[0]?.severity, diagnostics[0]?.hint]).toEqual(['error', hint])
    expect(diagnostics[0]?.message).toContain(`at line ${at.split(':')[0]}; its facts are missing`)
  })

  test('Swagger 2 is named', async () => {
    const { reported } = await read({ 'contracts/a.yaml': 'swagger: "2.0"\npaths: {}\n' })
    expect(reported).toEqual(['contract/unparsable contracts/a.yaml:1:10'])
  })
})

test.each(['speckit', 'prd'] as const)('a plan of %s has the facts of its contracts', async (family) => {
  const disk = memoryDisk({
    '/w/f/tasks.md': '# Tasks\n\n- [ ] T001 Do it\n',
    '/w/f/1_task.md': '# Task 1.0: Do it\n',
    '/w/f/contracts/a.yaml': openapi(get('/boxes', 'list')),
    '/w/f/openapi.json': '{"openapi": "3.1.0", "paths": {"/racks": {"get": {"operationId": "x"}}}}',
  })
  const location = { family, slug: 'f', path: 'f' }
  const plan = await readPlan(disk, '/w', location, new Diagnostics())
  expect(plan.facts.flatMap(({ endpoints }) => endpoints.map(({ path }) => path))).toEqual([
    '/boxes',
    '/racks',
  ])
  expect(plan.documents.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['f/contracts/a.yaml', 'f/openapi.json']),
  )
  expect((await readPlanTasks(disk, '/w', location, new Diagnostics())).facts).toEqual([])
})

test.each([
  [
    'an alias bomb',
    `a0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`).join('')}`,
  ],
  ['maps ten thousand deep', `${'{a: '.repeat(10_000)}1${'}'.repeat(10_000)}\n`],
  ['maps deep by indentation', Array.from({ length: 1500 }, (_, n) => `${' '.repeat(n)}a:\n`).join('')],
])('%s is one finding, soon', { timeout: 8000 }, async (_name, text) => {
  const { reported, routes } = await read({
    'contracts/a.yaml': `openapi: 3.0.3\n${text}`,
    'contracts/b.yaml': openapi(get('/b', 'b')),
  })
  expect(reported.map((found) => found.split(':')[0])).toEqual(['contract/unparsable contracts/a.yaml'])
  expect(routes).toEqual(['GET /b'])
})

test.each([
  ['an enum', `components: {schemas: {A: {properties: {a: {enum: [${'x, '.repeat(20_000)}y]}}}}}\n`],
  [
    'schemas that name each other',
    `components:\n  schemas:\n${Array.from({ length: 5000 }, (_, n) => `    S${n}: {properties: {a: {$ref: '#/components/schemas/S${(n + 1) % 5000}'}}}\n`).join('')}`,
  ],
])('a huge lot of %s is read soon', { timeout: 8000 }, async (_name, text) => {
  const { reported, schemas } = await read({ 'contracts/a.yaml': `openapi: 3.0.3\n${text}` })
  expect(reported).toEqual([])
  expect(schemas.length).toBeGreaterThan(0)
})

test('names of the prototype are names', async () => {
  const text = `openapi: 3.0.3\npaths: {/__proto__: {get: {operationId: a}}}\ncomponents: {schemas: {__proto__: {properties: {constructor: {$ref: '#/components/schemas/__proto__'}}}}}\n`
  const { schemas, routes } = await read({ 'contracts/__proto__.yaml': text })
  expect([schemas, routes]).toEqual([['__proto__: constructor'], ['GET /__proto__']])
  expect(Object.keys(Object.prototype)).toEqual([])
})
