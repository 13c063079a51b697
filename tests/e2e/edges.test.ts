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

it('models hide what is secret by its name', async () => {
  const schemas = (await files({ edges: 'rest', field: 'api_key' })).get(
    'parcel-service/src/schemas/parcels.py',
  )
  expect(schemas).toMatch(/^ {4}api_key: .*repr=False\)$/m)
})

describeTeeth('the edges', OPERATED, EDGE_TEETH)
