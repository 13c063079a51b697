/** Sample requests and answers of an operation, as the constants and expressions its tests are written with. */
import { type DataType, pyStr } from '../../../src/generator/index.ts'
import type { ParameterView } from '../contract/groups.ts'
import { pyLiteral } from '../python/literals.ts'
import type { SchemaLookup } from './sample-size.ts'
import { sampleOf } from './samples.ts'

export interface Constant {
  readonly name: string
  readonly annotation?: string | undefined
  readonly value: string
}

/** Constants by value: equal samples of one schema share a name. */
export class ConstantPool {
  readonly #byValue = new Map<string, Constant>()
  readonly #names = new Set<string>()

  /** Name of the constant that holds a JSON value. */
  named(base: string, n: number, value: unknown): string {
    const text = pyLiteral(value)
    const ordinal = ['FIRST', 'SECOND', 'THIRD'][n] ?? 'OTHER'
    const key = `${base}|${text}`
    const known = this.#byValue.get(key)
    if (known) return known.name
    let name = `${ordinal}_${base.toUpperCase()}`
    while (this.#names.has(name)) name = `${name}_`
    this.#names.add(name)
    this.#byValue.set(key, { name, annotation: text === '{}' ? 'dict[str, Any]' : undefined, value: text })
    return name
  }

  get all(): readonly Constant[] {
    return [...this.#byValue.values()]
  }
}

/** Python value of a parameter's sample as the use case gets it: `UUID("…")`, `"first"`, `1`. */
export function parameterValue(parameter: ParameterView, n: number, lookup: SchemaLookup): string {
  return pythonValue(parameter.type, sampleOf(parameter.type, n, lookup))
}

export function pythonValue(type: DataType, json: unknown): string {
  if (type.kind === 'string' && typeof json === 'string') {
    if (type.format === 'uuid') return `UUID(${pyStr(json)})`
    if (type.format === 'date') return `date.fromisoformat(${pyStr(json)})`
    if (type.format === 'date-time') return `datetime.fromisoformat(${pyStr(json)})`
    if (type.format === 'binary') return `b${pyStr(json)}`
  }
  if (type.kind === 'array' && Array.isArray(json)) {
    return `[${json.map((item) => pythonValue(type.items, item)).join(', ')}]`
  }
  return pyLiteral(json)
}

/** Model built from a JSON constant: `Product.model_validate(FIRST_PRODUCT)`; lists and plain values as they are. */
export function modelValue(type: DataType, constant: string, json: unknown): string {
  if (type.kind === 'ref') return `${type.name}.model_validate(${constant})`
  if (type.kind === 'array' && type.items.kind === 'ref')
    return `[${type.items.name}.model_validate(item) for item in ${constant}]`
  return pythonValue(type, json)
}

/** Word that names the samples of a type: `product`, `products`, `value`. */
export function sampleWord(type: DataType, snakeOf: (name: string) => string): string {
  if (type.kind === 'ref') return snakeOf(type.name)
  if (type.kind === 'array' && type.items.kind === 'ref') return `${snakeOf(type.items.name)}_list`
  return 'value'
}
