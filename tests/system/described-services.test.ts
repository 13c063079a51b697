import { expect, test } from 'vitest'
import { writePlan } from '../support/plan-builder.ts'
import { readPlanOf } from '../support/render-plan.ts'

const OPENAPI = `### mail-gateway

**REST**

\`\`\`yaml
openapi: 3.1.0
info: {title: mail-gateway, version: 1.0.0}
paths:
  /api/v1/mails:
    post:
      operationId: send
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Mail'}}}
      responses:
        '202': {description: Taken}
components:
  schemas:
    Mail:
      type: object
      required: [to]
      properties:
        to: {type: string}
\`\`\``

const plan = (techspec: string) =>
  writePlan({ edges: 'rest', restDependencies: ['mail-gateway: POST /api/v1/mails'], techspec })

test('a section of a service that no task implements is the contract of its callers', async () => {
  const { system, diagnostics } = await readPlanOf(plan(OPENAPI))
  expect(system.services.map(({ name }) => name)).toEqual(['parcel-service'])
  const [client] = system.services[0]?.clients ?? []
  expect(client).toMatchObject({
    target: 'mail-gateway',
    external: true,
    endpoints: [{ operation: 'send', request: { type: { kind: 'ref', name: 'Mail' } } }],
    schemas: [{ name: 'Mail' }],
  })
  expect(diagnostics.all.map(({ code }) => code)).not.toContain('system/unknown-target')
})

test('without it the contract is what the edge names', async () => {
  const { system, diagnostics } = await readPlanOf(plan(''))
  expect(system.services[0]?.clients).toMatchObject([{ endpoints: [{ operation: 'post_mails' }] }])
  expect(diagnostics.all.map(({ code }) => code)).toContain('system/unknown-target')
})
