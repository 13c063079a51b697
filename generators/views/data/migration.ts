/** `0001_initial`: the tables of the scaffolded entities, referenced ones first. */
import { pyStr, snake } from '../../../src/generator/index.ts'
import type { EntityView } from './entities.ts'

export interface TableView {
  readonly name: string
  /** Columns and constraints, comma-separated. */
  readonly items: string
  readonly indexes: readonly { readonly name: string; readonly columns: string }[]
}

export function tablesOf(entities: readonly EntityView[]): readonly TableView[] {
  const known = new Set(entities.map(({ table }) => table))
  return inOrder(entities).map((view) => ({
    name: view.table,
    items: [...view.columns.map(({ migration }) => migration), ...constraints(view, known)].join(', '),
    indexes: view.columns
      .filter(({ field }) => field.indexed && !field.unique && !field.primary)
      .map(({ field }) => ({
        name: `ix_${view.table}_${snake(field.name)}`,
        columns: pyStr(snake(field.name)),
      })),
  }))
}

function constraints(view: EntityView, known: ReadonlySet<string>): readonly string[] {
  const { table, columns } = view
  const fields = columns.map(({ field }) => field)
  const keys = fields.filter(({ primary }) => primary).map(({ name }) => pyStr(snake(name)))
  const name = (text: string) => `name=op.f(${pyStr(text)})`
  return [
    ...fields
      .filter(({ references }) => references && known.has(references.table))
      .map(({ name: column, references }) => {
        const target = references ? `${references.table}.${snake(references.field)}` : ''
        const label = name(`fk_${table}_${snake(column)}_${references?.table}`)
        return `sa.ForeignKeyConstraint([${pyStr(snake(column))}], [${pyStr(target)}], ${label})`
      }),
    `sa.PrimaryKeyConstraint(${keys.join(', ')}, ${name(`pk_${table}`)})`,
    ...fields
      .filter(({ unique, primary }) => unique && !primary)
      .map(
        ({ name: column }) =>
          `sa.UniqueConstraint(${pyStr(snake(column))}, ${name(`uq_${table}_${snake(column)}`)})`,
      ),
  ]
}

/** Plan order, except that a table comes after those it references; a cycle is left as it stands. */
function inOrder(entities: readonly EntityView[]): readonly EntityView[] {
  const byTable = new Map(entities.map((view) => [view.table, view]))
  const done = new Set<EntityView>()
  const entered = new Set<EntityView>()
  const visit = (view: EntityView): void => {
    if (entered.has(view)) return
    entered.add(view)
    for (const { field } of view.columns) {
      const target = byTable.get(field.references?.table ?? '')
      if (target) visit(target)
    }
    done.add(view)
  }
  for (const view of entities) visit(view)
  return [...done]
}
