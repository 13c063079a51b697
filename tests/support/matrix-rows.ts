/** What a service may have, in rows that hold every pair of it. */
import { pairwise } from './pairwise.ts'
import type { PlanOptions } from './plan-builder.ts'

export const FACTORS = {
  edge: ['rest', 'grpc'],
  database: [true, false],
  kafka: ['none', 'produces', 'consumes', 'both'],
  redis: [true, false],
  client: ['none', 'grpc', 'rest'],
  observability: ['full', 'none'],
  container: [true, false],
} as const

export interface MatrixRow {
  /** `rest, database, kafka both, client grpc, container`. */
  readonly name: string
  readonly options: PlanOptions
}

export const MATRIX: readonly MatrixRow[] = pairwise(FACTORS).map((row) => {
  const produces = row.kafka === 'produces' || row.kafka === 'both'
  const consumes = row.kafka === 'consumes' || row.kafka === 'both'
  return {
    name: [
      row.edge,
      ...(row.database ? ['database'] : []),
      ...(row.kafka === 'none' ? [] : [`kafka ${row.kafka}`]),
      ...(row.redis ? ['redis'] : []),
      ...(row.client === 'none' ? [] : [`client ${row.client}`]),
      ...(row.observability === 'full' ? ['observability'] : []),
      ...(row.container ? ['container'] : []),
    ].join(', '),
    options: {
      edges: row.edge,
      database: row.database,
      redis: row.redis,
      docker: row.container,
      ...(produces ? { produces: ['parcel.shipped'] } : {}),
      ...(consumes ? { consumes: ['crate.packed'] } : {}),
      ...(row.client === 'grpc' ? { grpcDependencies: ['stock-service:GetStock'] } : {}),
      ...(row.client === 'rest' ? { restDependencies: ['mail-service: POST /api/v1/mails'] } : {}),
      ...(row.observability === 'full'
        ? { logging: true, subtasks: ['OpenTelemetry tracing', 'Prometheus metrics'] }
        : {}),
    },
  }
})

/** What was said of a row beside this: the services it calls have no plan. */
export function unexpected({ complaints }: { readonly complaints: readonly string[] }): readonly string[] {
  return complaints.filter((complaint) => !complaint.startsWith('system/unknown-target: '))
}
