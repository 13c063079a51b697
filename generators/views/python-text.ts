/** Strings and small literals of generated Python. */

/** A double-quoted Python literal, ASCII only. */
export function pyStr(text: string): string {
  const body = JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return preferSingleQuotes(text) ? `'${body.slice(1, -1).replaceAll('\\"', '"')}'` : body
}

/** The formatters keep single quotes only where they save escapes. */
function preferSingleQuotes(text: string): boolean {
  return text.includes('"') && !text.includes("'")
}

/** A JSON-like value as Python: True, None, dicts and lists. */
export function pyLiteral(value: unknown): string {
  if (value === null) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (typeof value === 'string') return pyStr(value)
  if (typeof value === 'number') return String(value)
  if (value instanceof PyExpression) return value.text
  if (Array.isArray(value)) return `[${value.map(pyLiteral).join(', ')}]`
  const entries = Object.entries(value as Record<string, unknown>)
  return `{${entries.map(([key, item]) => `${pyStr(key)}: ${pyLiteral(item)}`).join(', ')}}`
}

/** Python source that is printed as it is: only ever built here, from literals and identifiers. */
export class PyExpression {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}
