import { describe, expect, test } from 'vitest'
import { covered, fenced, place, readText } from './read.ts'

const SPEC = `openapi: 3.0.3
info: {title: t, version: '1'}
servers:
  - url: https://{host}/api/v2/
    variables: {host: {default: example.org}}
security:
  - bearer: []
paths:
  /loans/{loan_id}:
    parameters:
      - $ref: '#/components/parameters/Loan'
    get:
      operationId: findLoan
      tags: [loans]
      responses:
        '200':
          $ref: '#/components/responses/Found'
        4XX: {description: Refused}
        default: {description: Else}
    delete:
      security: []
      responses: {'204': {description: Gone}}
    head: {responses: {}}
  /loans:
    post:
      operationId: createLoan
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [book]
              properties:
                book: {type: string, format: uuid}
                days: {type: integer, minimum: 0, exclusiveMinimum: true, default: 14}
                reader:
                  type: object
                  properties:
                    card: {type: string, maxLength: 12, nullable: true}
      responses:
        '201':
          description: Lent
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Loan'}
        '422':
          description: Refused
          content:
            application/json:
              schema: {type: object, properties: {reason: {type: string}}}
components:
  parameters:
    Loan: {name: loan_id, in: path, required: true, schema: {type: integer}}
  responses:
    Found:
      description: The loan
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Loan'}
  schemas:
    Base:
      type: object
      required: [id]
      properties: {id: {type: integer}}
    Loan:
      allOf:
        - $ref: '#/components/schemas/Base'
        - type: object
          required: [state]
          properties:
            state: {$ref: '#/components/schemas/State'}
            next: {$ref: '#/components/schemas/Loan'}
            odd: {$ref: '#/components/schemas/Missing'}
            mixed: {oneOf: [{type: string}, {type: integer}]}
    State: {type: string, enum: [open, closed]}`

describe('an OpenAPI fence', () => {
  test('gives endpoints with the prefix, the names and the types', async () => {
    const { facts } = await readText(fenced('yaml', SPEC))
    expect(
      facts.endpoints.map((found) => [
        `${found.method} ${found.path}`,
        found.operation,
        found.secured,
        found.responses.map(({ status, type }) => [status, type?.kind === 'ref' ? type.name : type?.kind]),
      ]),
    ).toEqual([
      [
        'GET /api/v2/loans/{loan_id}',
        'find_loan',
        true,
        [
          [200, 'Loan'],
          [400, undefined],
        ],
      ],
      ['DELETE /api/v2/loans/{loan_id}', 'delete_api_v2_loans_loan_id', false, [[204, undefined]]],
      [
        'POST /api/v2/loans',
        'create_loan',
        true,
        [
          [201, 'Loan'],
          [422, 'CreateLoan422Response'],
        ],
      ],
    ])
    expect(facts.endpoints[0]?.parameters).toMatchObject([
      { name: 'loan_id', in: 'path', type: { kind: 'integer' } },
    ])
    expect(facts.endpoints[2]?.request).toEqual({
      type: { kind: 'ref', name: 'CreateLoanRequest' },
      required: true,
    })
  })

  test('names inline objects and merges allOf', async () => {
    const { facts, text } = await readText(fenced('yaml', SPEC))
    const byName = new Map(facts.schemas.map((schema) => [schema.name, schema]))
    expect([...byName.keys()].sort()).toEqual([
      'Base',
      'CreateLoan422Response',
      'CreateLoanRequest',
      'CreateLoanRequestReader',
      'Loan',
    ])
    const bounds = {
      minimum: undefined,
      maximum: undefined,
      exclusiveMinimum: 0,
      exclusiveMaximum: undefined,
    }
    expect(
      byName.get('CreateLoanRequest')?.fields.map((f) => [f.name, f.type, f.required, f.default]),
    ).toEqual([
      ['book', expect.objectContaining({ kind: 'string', format: 'uuid' }), true, undefined],
      ['days', { kind: 'integer', ...bounds }, false, 14],
      ['reader', { kind: 'ref', name: 'CreateLoanRequestReader' }, false, undefined],
    ])
    expect(byName.get('CreateLoanRequestReader')?.fields[0]).toMatchObject({
      nullable: true,
      type: { maxLength: 12 },
    })
    const loan = byName.get('Loan')?.fields ?? []
    expect(loan.map((f) => [f.name, f.type.kind, f.required])).toEqual([
      ['id', 'integer', true],
      ['state', 'string', true],
      ['next', 'ref', false],
      ['odd', 'any', false],
      ['mixed', 'any', false],
    ])
    expect(loan.map((f) => covered(text, f.origin))).toEqual(loan.map((f) => f.name))
  })

  test('reports what it had to assume, each with its place', async () => {
    const { reported, diagnostics } = await readText(fenced('yaml', SPEC))
    expect(reported.sort()).toEqual([
      'contract/dangling-reference 77:25',
      'contract/missing-operation-id 23:5',
      'contract/unknown-type 78:20',
      'contract/unsupported-method 26:5',
    ])
    expect(diagnostics.every(({ hint, message }) => hint && !message.endsWith('.'))).toBe(true)
  })
})

test('JSON with tabs is read as well', async () => {
  const json =
    '{\n\t"openapi": "3.1.0",\n\t"paths": {\n\t\t"/a": {"put": {"operationId": "a_b", "responses": {}}}\n\t}\n}'
  const { facts, reported } = await readText(fenced('json', json))
  expect(reported).toEqual([])
  expect(facts.endpoints.map(({ method, path, origin }) => [method, path, place(origin)])).toEqual([
    ['PUT', '/a', '7:10'],
  ])
})

test('3.1 spells null as a type', async () => {
  const spec = `openapi: 3.1.0
paths: {}
components: {schemas: {A: {type: object, properties: {b: {type: [string, 'null']}, c: {anyOf: [{type: number}, {type: 'null'}]}}}}}`
  const { facts } = await readText(fenced('yaml', spec))
  expect(facts.schemas[0]?.fields.map((f) => [f.type.kind, f.nullable])).toEqual([
    ['string', true],
    ['number', true],
  ])
})

test('a prefix in the path and in servers.url is used once', async () => {
  const spec = 'openapi: 3.0.0\nservers: [{url: /v1}]\npaths: {/v1/a: {get: {operationId: x, responses: {}}}}'
  const { facts, reported } = await readText(fenced('yaml', spec))
  expect(facts.endpoints[0]?.path).toBe('/v1/a')
  expect(reported).toEqual(['contract/doubled-prefix 6:9'])
})

test('what is no YAML is one diagnostic with the line', async () => {
  const { facts, diagnostics } = await readText(
    fenced('yaml', 'openapi: 3.0.0\ninfo:\n  title: a: b\npaths: {}'),
  )
  expect(facts.endpoints).toEqual([])
  expect(diagnostics.map(({ code, location, severity }) => [code, location?.start.line, severity])).toEqual([
    ['contract/unparsable', 6, 'error'],
  ])
  expect(diagnostics[0]?.message).toContain('at line 3 of the block')
})

describe('hostile documents', () => {
  test('references in circles end', async () => {
    const spec = `openapi: 3.1.0
paths: {/a: {get: {operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}}
components:
  schemas:
    A: {$ref: '#/components/schemas/B'}
    B: {$ref: '#/components/schemas/A'}
    C: {allOf: [{$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/C'}], properties: {x: {type: string}}}`
    const { facts } = await readText(fenced('yaml', spec))
    expect(facts.schemas.map(({ name }) => name)).toEqual(['C'])
    expect(facts.endpoints[0]?.responses[0]?.type).toEqual({ kind: 'any' })
  })

  test('schemas that double at each level do not explode', async () => {
    const level = (n: number) =>
      `    S${n}: {allOf: [{$ref: '#/components/schemas/S${n + 1}'}, {$ref: '#/components/schemas/S${n + 1}'}]}`
    const lists = (n: number) =>
      `    L${n}: {type: array, items: {type: object, properties: {a: {$ref: '#/components/schemas/L${n + 1}'}, b: {$ref: '#/components/schemas/L${n + 1}'}}}}`
    const numbers = Array.from({ length: 60 }, (_, index) => index)
    const spec = `openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n${numbers.map(level).join('\n')}\n    S60: {type: object, properties: {x: {type: string}}}\n${numbers.map(lists).join('\n')}\n    Top: {type: object, properties: {l: {$ref: '#/components/schemas/L0'}}}`
    const { facts } = await readText(fenced('yaml', spec))
    expect(facts.schemas.length).toBeLessThan(200)
  })

  test('names of the prototype are names', async () => {
    const spec = `openapi: 3.1.0
paths: {/__proto__: {get: {operationId: constructor, responses: {}}}}
components: {schemas: {__proto__: {type: object, properties: {__proto__: {type: string}, toString: {type: integer}}}}}`
    const { facts } = await readText(fenced('yaml', spec))
    expect(facts.endpoints[0]?.operation).toBe('constructor')
    expect(facts.schemas.map(({ name, fields }) => [name, fields.map((f) => f.name)])).toEqual([
      ['__proto__', ['__proto__', 'toString']],
    ])
    expect(Object.hasOwn(Object.prototype, 'type')).toBe(false)
  })
})
