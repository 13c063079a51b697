/** Small literals of generated Python. */
import { pyStr } from '../../../src/generator/index.ts'

/** A JSON-like value as Python: True, None, dicts and lists. */
export function pyLiteral(value: unknown): string {
  if (value === null) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (typeof value === 'string') return pyStr(value)
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return `[${value.map(pyLiteral).join(', ')}]`
  const entries = Object.entries(value as Record<string, unknown>)
  return `{${entries.map(([key, item]) => `${pyStr(key)}: ${pyLiteral(item)}`).join(', ')}}`
}
