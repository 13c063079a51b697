/**
 * Strangers' text into the languages of the output: one helper per context. Each returns text for
 * exactly the place its comment names, and throws TypeError for undefined and null, so that a
 * missing value is an error instead of the word "undefined".
 */
// Controls, line and paragraph separators, bidi and zero-width marks, byte order mark, tag characters.
const UNSEEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/gu
const LONE_SURROGATE = /\p{Cs}/gu

/** `"..."` or `'...'`: a Python literal in ASCII, quotes as black and ruff choose them. */
export function pyStr(text: string): string {
  const given = present(text, 'pyStr')
  const quote = count(given, '"') > count(given, "'") ? "'" : '"'
  return quote + given.replace(/[^ !#-&(-[\]-~]/gu, (char) => pythonEscape(char, quote)) + quote
}

/**
 * The one line between `"""` and `"""`: a sentence that fits `width` columns, marks included, when
 * indented by `indent` columns.
 */
export function pyDoc(
  text: string,
  options: { readonly indent: number; readonly width: number; readonly fallback?: string },
): string {
  const room = Math.max(options.width - options.indent - 6, 8)
  // No sign is narrower than a column, none longer than two units: what follows is never printed.
  const given = oneLine(present(text, 'pyDoc')).slice(0, room * 2 + 8)
  const inert = given.replaceAll('\\', '/').replace(/""+/g, "'").replace(/^"/, "'").trim()
  const words = /[\p{L}\p{N}]/u.test(inert) ? inert : (options.fallback ?? 'See the plan.')
  return shortened(sentence(capitalised(words)), room)
}

/** A TOML basic string, quotes included; a lone surrogate, which TOML cannot hold, is U+FFFD. */
export function tomlStr(text: string): string {
  return quoted(present(text, 'tomlStr').replace(LONE_SURROGATE, '\ufffd'), astralEscape)
}

/** Words that YAML 1.1, which kubectl and others read, takes for something else than text. */
const YAML_WORD = /^(?:y|n|yes|no|on|off|true|false|null|e[0-9]+)$/i

/** A YAML scalar: plain where every reader takes it for text, else double-quoted; a lone surrogate is U+FFFD. */
export function yamlStr(text: string): string {
  const given = present(text, 'yamlStr')
  if (/^[A-Za-z](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?$/.test(given) && !YAML_WORD.test(given)) return given
  return quoted(given.replace(LONE_SURROGATE, '\ufffd'), astralEscape)
}

/** A JSON string, quotes included. */
export function jsonStr(text: string): string {
  return quoted(present(text, 'jsonStr'), pairEscape)
}

/** Inline Markdown that is only text: in a paragraph, a table cell or an HTML comment. */
export function mdText(text: string): string {
  return oneLine(present(text, 'mdText'))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('--', '-&#45;')
    .replaceAll('://', '&#58;//')
    .replaceAll('www.', 'www&#46;')
    .replace(/[\\`|*[\]~]/g, (char) => `&#${char.charCodeAt(0)};`)
    .replace(/^[#+=-]/, (char) => `&#${char.charCodeAt(0)};`)
    .replace(/^(\d+)([.)])/, (_all, digits: string, mark: string) => `${digits}&#${mark.charCodeAt(0)};`)
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '&#95;')
    .replaceAll('{{', '&#123;&#123;')
}

function present(text: string, helper: string): string {
  if (text === undefined || text === null) throw new TypeError(`${helper}: the value is ${text}`)
  if (typeof text !== 'string') throw new TypeError(`${helper}: expected text, got ${typeof text}`)
  return text
}

function count(text: string, char: string): number {
  let found = 0
  for (let at = text.indexOf(char); at >= 0; at = text.indexOf(char, at + 1)) found += 1
  return found
}

function oneLine(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd').replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim()
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}

function pythonEscape(char: string, quote: string): string {
  if (char === '\\' || char === quote) return `\\${char}`
  if (char === '"' || char === "'") return char
  const named = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[char]
  if (named !== undefined) return named
  const code = char.codePointAt(0) ?? 0
  if (code <= 0xff) return `\\x${hex(code, 2)}`
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`
}

function quoted(text: string, escapeUnseen: (char: string) => string): string {
  return JSON.stringify(text).replace(UNSEEN, escapeUnseen)
}

function astralEscape(char: string): string {
  const code = char.codePointAt(0) ?? 0
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`
}

function pairEscape(char: string): string {
  return [...Array(char.length).keys()].map((at) => `\\u${hex(char.charCodeAt(at), 4)}`).join('')
}

// pydocstyle asks for a capital only where the first word is letters alone, so that names stay names.
function capitalised(text: string): string {
  const first = /^[a-z][A-Za-z]*(?=[\s.,:;!?]|$)/.exec(text)?.[0]
  const isPlain = first !== undefined && first === first.toLowerCase()
  return isPlain ? text.charAt(0).toUpperCase() + text.slice(1) : text
}

function sentence(text: string): string {
  if (/[.!?]$/.test(text)) return text
  return `${text.replace(/[\s,;:"'…-]+$/u, '') || text}.`
}

// Three points instead of one sign of them: a cut sentence still ends with a period.
function shortened(text: string, room: number): string {
  if (columns(text) <= room) return text
  let cut = ''
  let used = 3
  for (const char of text) {
    used += isWide(char) ? 2 : 1
    if (used > room) break
    cut += char
  }
  const boundary = cut.lastIndexOf(' ')
  const kept = boundary > 0 ? cut.slice(0, boundary) : cut
  return `${kept.replace(/[\s.,;:"'-]+$/u, '')}...`
}

/** Columns as the formatters count them: wide characters take two. */
function columns(text: string): number {
  let width = 0
  for (const char of text) width += isWide(char) ? 2 : 1
  return width
}

function isWide(char: string): boolean {
  return /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{16fe0}-\u{18fff}]|\p{Extended_Pictographic}|[\u{1f000}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u.test(
    char,
  )
}
