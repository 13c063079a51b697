/** Spelling of names: one deterministic rule each, ASCII only. */

const PYTHON_KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for ' +
    'from global if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
)

const RESERVED_FILE_NAMES: ReadonlySet<string> = new Set([
  'con',
  'prn',
  'aux',
  'nul',
  ...Array.from({ length: 9 }, (_, index) => [`com${index + 1}`, `lpt${index + 1}`]).flat(),
])

/** Words of a name in lower case: `OrderItem`, `order-item` and `order_item` are `order`, `item`. */
export function wordsOf(name: string): readonly string[] {
  const isLower = name === name.toLowerCase()
  const spaced = isLower
    ? name
    : name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
  return spaced
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase())
}

/** `OrderItem` is `order_item`. */
export function snake(name: string): string {
  return wordsOf(name).join('_')
}

/** `order_item` is `OrderItem`. */
export function camel(name: string): string {
  return wordsOf(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}

/** Name of a Python class: as it is where it is one, `order_item` and `orderItem` are `OrderItem`. */
export function className(name: string): string {
  if (/^[A-Z][A-Za-z0-9]*$/.test(name)) return name
  const spelled = camel(name)
  return isPythonIdentifier(spelled) ? spelled : name
}

/** `OrderItem` is `order-item`. */
export function kebab(name: string): string {
  return wordsOf(name).join('-')
}

/** English plural by ending, irregular words not known: `category` is `categories`, `child` is `childs`. */
export function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  if (/(s|x|z|ch|sh)$/.test(word)) return `${word}es`
  return `${word}s`
}

/** English singular by ending: `categories` is `category`; `status`, `address` and `series` stay. */
export function singular(word: string): string {
  if (/(ss|us|is|series|species|news)$/.test(word) || !word.endsWith('s') || word.length < 3) return word
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(ss|x|z|ch|sh|status)es$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}

export function isPythonKeyword(name: string): boolean {
  return PYTHON_KEYWORDS.has(name)
}

/** ASCII identifier that is no keyword; a leading underscore is allowed. */
export function isPythonIdentifier(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !isPythonKeyword(name)
}

/** Whether Windows refuses a file of this name, whatever its extension. */
export function isReservedFileName(name: string): boolean {
  return RESERVED_FILE_NAMES.has((name.split('.')[0] ?? '').toLowerCase())
}

/** What a service is about: `auth-service` is `auth`, `order-history_service` is `order_history`. */
export function domainOf(service: string): string {
  return snake(service.replace(/[-_]service$/i, ''))
}

/** Services whose names differ only by `-service` or case are one service; this is what they share. */
export function serviceKey(name: string): string {
  return name
    .replace(/[-_]service$/i, '')
    .replaceAll('_', '-')
    .toLowerCase()
}

/** A name of a stranger as it may stand in a message: one line, no control or direction marks, at most 60 units. */
export function shown(name: string): string {
  const cut = name.length > 60 ? `${name.slice(0, 59)}…` : name
  if (/^[\x20-\x5f\x61-\x7e]*$/.test(cut)) return cut
  return cut.replace(/[\p{C}\p{Z}`]/gu, (mark) =>
    mark === ' ' ? ' ' : `\\u${(mark.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
}
