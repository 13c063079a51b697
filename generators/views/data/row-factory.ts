/** How factory-boy makes the rows of an entity. */
import { pyStr, type Service } from '../../../src/generator/index.ts'
import { type EntityView, isSampled, sampleValue } from './entities.ts'

export interface RowFactoryView {
  readonly className: string
  readonly fields: readonly { readonly name: string; readonly value: string }[]
  /** Of attributes that the factory itself uses: `{"build_": "build"}`. */
  readonly renamed: string
}

/** Names that a column must not take in a factory. */
const TAKEN = new Set(['build', 'create', 'stub', 'persist', 'reset_sequence', 'Meta', 'Params'])

export function usesFactories(service: Service): boolean {
  return service.project.packages.some(({ name }) => name === 'factory-boy')
}

export function rowFactoryOf(view: EntityView): RowFactoryView {
  const columns = view.columns.filter(({ field }) => isSampled(field))
  const taken = columns.filter(({ name }) => isTaken(name)).map(({ name }) => name)
  return {
    className: `${view.className}Factory`,
    fields: columns.map((column) => ({
      name: isTaken(column.name) ? `${column.name}_` : column.name,
      value: columnValue(column),
    })),
    renamed:
      taken.length === 0 ? '' : `{${taken.map((name) => `${pyStr(`${name}_`)}: ${pyStr(name)}`).join(', ')}}`,
  }
}

function isTaken(name: string): boolean {
  return TAKEN.has(name) || name.startsWith('_')
}

/** Differs from row to row where the table wants it. */
function columnValue({ field, name }: EntityView['columns'][number]): string {
  if (!(field.unique || field.primary) || field.references !== undefined) return sampleValue(field, 0)
  const { type } = field
  if (type.kind === 'uuid') return 'LazyFunction(uuid4)'
  if (type.kind === 'integer' || type.kind === 'bigint') return 'Sequence(lambda number: number + 1)'
  if (type.kind === 'text') return `Sequence(lambda number: f"${name} {number}")`
  if (type.kind !== 'string') return sampleValue(field, 0)
  const isLong = (type.length ?? 255) >= name.length + 6
  return isLong ? `Sequence(lambda number: f"${name} {number}")` : 'Sequence(str)'
}
