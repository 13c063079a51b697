/** Services with topics through every gate, and what their tests notice when a mechanism is taken out. */
import { expect, it } from 'vitest'
import type { PlanOptions } from '../support/plan-builder.ts'
import { EVENT_TEETH } from './support/event-teeth.ts'
import { OUTBOX_TEETH } from './support/outbox-teeth.ts'
import { buildPlan, expectGates } from './support/plan-gates.ts'
import { describeTeeth } from './support/teeth.ts'

const DESCRIBED = `## Events

\`\`\`yaml
openapi: 3.1.0
paths: {}
components:
  schemas:
    StockCounted:
      type: object
      description: Somebody counted what lies on a shelf.
      required: [stock_id, counted_at, amount, lines]
      properties:
        stock_id: {type: string, format: uuid}
        counted_at: {type: string, format: date-time}
        amount: {type: integer, minimum: 0}
        kind: {type: string, enum: [full, partial]}
        note: {type: string, maxLength: 80}
        ratio: {type: number, default: 0.5}
        lines: {type: array, items: {$ref: "#/components/schemas/CountedLine"}}
        schema: {type: string, nullable: true}
    CountedLine:
      type: object
      additionalProperties: false
      required: [code]
      properties:
        code: {type: string, minLength: 1}
        parent: {$ref: "#/components/schemas/CountedLine"}
\`\`\`
`

const WORKER: PlanOptions = {
  edges: 'none',
  database: true,
  sql: '',
  logging: true,
  produces: ['parcel.moved'],
  consumes: ['stock.counted'],
  subtasks: ['Kafka producers and consumers'],
}

const CASES: Readonly<
  Record<string, { options: PlanOptions; topics: number; complaints?: readonly string[] }>
> = {
  'nothing but a worker with a database and no table of the plan': {
    options: WORKER,
    topics: 1,
    complaints: [
      'plan/underspecified: the plan promises tables of `parcel-service`, no document gives a column',
    ],
  },
  'a worker beside REST: described bodies, names with points, dashes, digits and keywords, one topic both ways':
    {
      options: {
        edges: 'rest',
        database: true,
        techspec: DESCRIBED,
        produces: ['parcel.moved', 'stock.counted'],
        consumes: ['stock.counted', '2-fast.v1', '2.fast-v1', 'import', 'base'],
        subtasks: ['Kafka event producers', 'Kafka event consumers'],
      },
      topics: 5,
    },
  'a worker beside gRPC, no database, formatted by black': {
    options: {
      edges: 'grpc',
      black: true,
      produces: ['parcel.moved'],
      consumes: ['stock.counted'],
      subtasks: ['Kafka producers and consumers'],
    },
    topics: 1,
    complaints: ['dependency/two-formatters: black and ruff are both listed: black formats, ruff only lints'],
  },
  'REST that produces, no database': {
    options: { edges: 'rest', produces: ['parcel.moved'], subtasks: ['Kafka producers'] },
    topics: 0,
  },
}

it.each(Object.entries(CASES))(
  '%s',
  async (_, { options, topics, complaints = [] }) => {
    const built = await buildPlan(options)
    expect(built.complaints).toEqual(complaints)
    const report = await expectGates(built)
    const handled = report.tests.tasks.filter(({ id }) => id.endsWith('_has_its_effect'))
    expect(handled).toHaveLength(topics)
  },
  300_000,
)

describeTeeth('topics', WORKER, [...EVENT_TEETH, ...OUTBOX_TEETH])
