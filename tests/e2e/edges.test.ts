/** What the edges refuse, answer, log and hide: each mechanism with the test that misses it; where none of it stands. */
import { describe, expect, it } from 'vitest'
import type { PlanOptions } from '../support/plan-builder.ts'
import { EDGE_TEETH } from './support/edge-teeth.ts'
import { buildPlan, pathsOf } from './support/plan-gates.ts'
import { describeTeeth } from './support/teeth.ts'

const OPERATED: PlanOptions = {
  edges: 'both',
  database: true,
  redis: true,
  jwt: true,
  logging: true,
  restDependencies: ['mail-service: POST /api/v1/mails'],
  packages: ['opentelemetry-sdk'],
  subtasks: ['Kubernetes manifests'],
  criteria: ['1000 RPS with <50ms p99'],
}
const READ_ONLY = `openapi: 3.1.0
info: { title: Parcels, version: "1" }
paths:
  /api/v1/parcels:
    get:
      operationId: list_parcels
      responses: { "200": { description: All of them } }
`

const NAMED = `openapi: 3.1.0
info: { title: Parcels, version: "1" }
paths:
  /api/v1/parcels/{label}:
    put:
      operationId: tag_parcel
      parameters:
        - { name: label, in: path, required: true, schema: { type: string, maxLength: 9 } }
        - { name: count, in: query, schema: { type: integer } }
        - { name: kind, in: query, schema: { type: string } }
      requestBody:
        required: true
        content: { application/json: { schema: { type: object } } }
      responses: { "204": { description: Tagged } }
`

const files = async (options: PlanOptions) => (await buildPlan(options)).files

describe('what trickles in or does not end', () => {
  const limit = 'parcel-service/src/api/middleware/body_limit.py'
  it('is limited where others rely on the service, by a constant', async () => {
    expect((await files({ edges: 'rest', docker: true })).get(limit)).toContain(
      'MAX_BODY_BYTES = 1024 * 1024',
    )
  })
  it.each([
    ['the smallest service', { edges: 'rest' }],
    ['a service whose routes take no body', { edges: 'rest', docker: true, openapi: READ_ONLY }],
    ['a service over gRPC', { edges: 'grpc', docker: true }],
  ] as const)('is not where nothing does: %s', async (_, options) => {
    expect(pathsOf(await buildPlan(options)).filter((path) => path.includes('body_limit'))).toEqual([])
  })
})

describe('text that a database does not take', () => {
  const route = 'parcel-service/src/api/routes/parcels.py'
  const schemas = 'parcel-service/src/schemas/parcels.py'
  it('is refused in what callers send', async () => {
    const written = await files({ edges: 'rest', database: true })
    expect(written.get(schemas)).toMatch(/^class NewParcel\(Storable\):$/m)
    expect(written.get(schemas)).toMatch(/^class Parcel\(BaseModel\):$/m)
  })
  it('is refused in what is no model', async () => {
    const written = await files({ edges: 'rest', database: true, openapi: NAMED })
    const signature = written.get(route)?.replace(/\s+/g, ' ')
    expect(signature).toContain('label: Annotated[str, Path(max_length=9), AfterValidator(refuse_nul)]')
    expect(signature).toContain('kind: Annotated[str | None, AfterValidator(refuse_nul)] = None')
    expect(signature).toContain('body: Annotated[dict[str, Any], AfterValidator(refuse_nul)]')
    expect(signature).toContain('count: int | None = None')
  })
  it('is refused in messages', async () => {
    const written = await files({ edges: 'grpc', database: true })
    const sent = [...written].filter(([path, text]) => /schemas/.test(path) && text.includes('(Storable):'))
    expect(sent.length).toBe(1)
  })
  it('is any where nothing stores it', async () => {
    const text = [...(await files({ edges: 'both' })).values()].join('')
    expect(text).not.toMatch(/NUL\b|Storable|refuse_nul/)
  })
})

it('models hide what is secret by its name', async () => {
  const schemas = (await files({ edges: 'rest', field: 'api_key' })).get(
    'parcel-service/src/schemas/parcels.py',
  )
  expect(schemas).toMatch(/^ {4}api_key: .*repr=False\)$/m)
})

describeTeeth('the edges', OPERATED, EDGE_TEETH)
