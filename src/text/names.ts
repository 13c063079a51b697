/** Spelling of names: one deterministic rule each. Accents go; letters of other scripts stay, for others to refuse. */
import { isAscii, withoutAccents } from './accents.ts'

/** Words whose other form no ending tells. */
const PLURALS: ReadonlyMap<string, string> = new Map([
  ['alias', 'aliases'],
  ['analysis', 'analyses'],
  ['axis', 'axes'],
  ['bus', 'buses'],
  ['cache', 'caches'],
  ['canvas', 'canvases'],
  ['child', 'children'],
  ['cookie', 'cookies'],
  ['diagnosis', 'diagnoses'],
  ['menu', 'menus'],
  ['movie', 'movies'],
  ['person', 'people'],
  ['prize', 'prizes'],
  ['size', 'sizes'],
  ['taxi', 'taxis'],
])
const SINGULARS: ReadonlyMap<string, string> = new Map([...PLURALS].map(([one, many]) => [many, one]))
const BOTH = /(?:series|species|news|data)$/
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])$/i

/** Words of a name in lower case: `OrderItem`, `order-item` and `Order item` are `order`, `item`; `Ação` is `acao`. */
export function wordsOf(name: string): readonly string[] {
  return (isAscii(name) ? asciiWords(name) : unicodeWords(withoutAccents(name)))
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase())
}

function asciiWords(name: string): readonly string[] {
  const isLower = name === name.toLowerCase()
  const spaced = isLower
    ? name
    : name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
  return spaced.split(/[^A-Za-z0-9]+/)
}

function unicodeWords(name: string): readonly string[] {
  return name
    .normalize('NFC')
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
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

/** `OrderItem` is `order-item`. */
export function kebab(name: string): string {
  return wordsOf(name).join('-')
}

/** English plural of the last word of a name in lower case: `order_items` of `order_item`; a plural stays. */
export function plural(name: string): string {
  const last = lastWord(name)
  const known = PLURALS.get(last)
  if (known !== undefined) return name.slice(0, -last.length) + known
  if (SINGULARS.has(last) || BOTH.test(last) || (/[^su]s$/.test(last) && !last.endsWith('sis'))) return name
  if (last.endsWith('sis')) return `${name.slice(0, -2)}es`
  if (/[^aeiou]y$/.test(last)) return `${name.slice(0, -1)}ies`
  return /(?:s|x|z|ch|sh)$/.test(last) ? `${name}es` : `${name}s`
}

/** English singular of the last word of a name in lower case: `category` of `categories`; a singular stays. */
export function singular(name: string): string {
  const last = lastWord(name)
  const known = SINGULARS.get(last)
  if (known !== undefined) return name.slice(0, -last.length) + known
  if (PLURALS.has(last) || BOTH.test(last) || /(?:^.?|s|u|si)s$/.test(last)) return name
  if (/.[^aeiou]ies$/.test(last)) return `${name.slice(0, -3)}y`
  if (/(?:ss|x|z|ch|sh|status|bonus|virus|campus|census)es$/.test(last)) return name.slice(0, -2)
  return last.endsWith('s') ? name.slice(0, -1) : name
}

function lastWord(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('_'), name.lastIndexOf('-')) + 1)
}

/** Whether Windows refuses a file of this name, whatever its extension. */
export function isReservedFileName(name: string): boolean {
  return RESERVED.test((name.split('.', 1)[0] ?? '').trimEnd())
}

/** The name itself, or with the first number from 2 that is not taken: `order`, `order_2`. */
export function freeName(wanted: string, taken: { has(name: string): boolean }): string {
  let name = wanted
  for (let count = 2; taken.has(name); count += 1) name = `${wanted}_${count}`
  return name
}

const PYTHON_KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for ' +
    'from global if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
)

export function isPythonKeyword(name: string): boolean {
  return PYTHON_KEYWORDS.has(name)
}
