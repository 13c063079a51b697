/** The tables behind events, in `0001_initial` beside those of the entities. */
import { freeName, pyStr, type RenderContext, type Service } from '../../../src/generator/index.ts'
import { hasInbox, hasOutbox } from '../events/topics.ts'
import { entitiesOf } from './entities.ts'
import type { TableView } from './migration.ts'

/** Whether anything is stored in a table. */
export function hasTables(service: Service): boolean {
  const hasEntities = service.capabilities.has('database') && entitiesOf(service).length > 0
  return hasEntities || hasOutbox(service) || hasInbox(service)
}

/** Names of the tables and their modules; an entity of the plan has the older right to one. */
export function messagingTables(service: Service): { readonly outbox: string; readonly inbox: string } {
  const taken = new Set(entitiesOf(service).flatMap(({ table, snake }) => [table, snake]))
  const free = (name: string) => (taken.has(name) ? freeName(`event_${name}`, taken) : name)
  return { outbox: free('outbox'), inbox: free('inbox') }
}

/** Those whose models are part of the tree. */
export function messagingTablesIn(service: Service, context: RenderContext): readonly TableView[] {
  const { outbox, inbox } = messagingTables(service)
  return [
    ...(context.has('inbox') ? [inboxTable(inbox)] : []),
    ...(context.has('outbox') ? [outboxTable(outbox, context.has('telemetry'))] : []),
  ]
}

function inboxTable(name: string): TableView {
  return {
    name,
    items: [
      column('consumer_group', 'sa.String(255)'),
      column('source', 'sa.String(255)'),
      column('event_id', 'sa.String(255)'),
      'sa.Column("handled_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False)',
      `sa.PrimaryKeyConstraint("consumer_group", "source", "event_id", name=op.f(${pyStr(`pk_${name}`)}))`,
    ].join(', '),
    indexes: [{ name: `ix_${name}_handled_at`, columns: '"handled_at"' }],
  }
}

function outboxTable(name: string, isTraced: boolean): TableView {
  return {
    name,
    items: [
      column('id', 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'),
      column('event_id', 'sa.String(36)'),
      column('topic', 'sa.String(249)'),
      column('key', 'sa.String(255)'),
      column('body', 'sa.Text()'),
      column('occurred_at', 'sa.DateTime(timezone=True)'),
      column('correlation_id', 'sa.String(128)'),
      ...(isTraced ? [column('traceparent', 'sa.String(55)')] : []),
      `sa.PrimaryKeyConstraint("id", name=op.f(${pyStr(`pk_${name}`)}))`,
      `sa.UniqueConstraint("event_id", name=op.f(${pyStr(`uq_${name}_event_id`)}))`,
    ].join(', '),
    indexes: [{ name: `ix_${name}_topic_key_id`, columns: '"topic", "key", "id"' }],
  }
}

function column(name: string, type: string): string {
  return `sa.Column(${pyStr(name)}, ${type}, nullable=False)`
}
