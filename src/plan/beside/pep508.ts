import { isVersionClause } from './pep440.ts'

/** A requirement without its place. */
export interface Requirement508 {
  /** Normalised (PEP 503). */
  readonly name: string
  readonly extras: readonly string[]
  /** `>=1.0,<2`; empty: any. */
  readonly specifier: string
  readonly marker?: string | undefined
}

/** Longer requirements are refused unread. */
const MAX_LENGTH = 300

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/
const CLAUSE = /^(===|==|~=|!=|<=|>=|<|>)\s*[A-Za-z0-9._*+!-]+$/
const MARKER_WORD =
  /^(?:python_version|python_full_version|os_name|sys_platform|platform_\w+|implementation_\w+|extra|and|or|not|in|[<>=!~]+|[()]|'[^']*'|"[^"]*")$/

/** Reads `name[extra]>=1.0; marker`. A string says why it cannot be read. */
export function parseRequirement(text: string): Requirement508 | string {
  if (text.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`
  const semicolon = text.indexOf(';')
  const head = (semicolon === -1 ? text : text.slice(0, semicolon)).trim()
  const name = NAME.exec(head)?.[0]
  if (name === undefined) return 'it does not start with a package name'
  let rest = head.slice(name.length).trim()
  let extras: string[] = []
  if (rest.startsWith('[')) {
    const close = rest.indexOf(']')
    if (close === -1) return 'the `[` of its extras is never closed'
    extras = rest
      .slice(1, close)
      .split(',')
      .map((extra) => extra.trim())
    if (extras.length === 1 && extras[0] === '') extras = []
    const odd = extras.find((extra) => NAME.exec(extra)?.[0] !== extra)
    if (odd !== undefined) return `\`${odd}\` is no extra`
    rest = rest.slice(close + 1).trim()
  }
  if (rest.startsWith('@')) return 'it points to a place, not to versions'
  const specifier = parseSpecifier(rest)
  if (typeof specifier !== 'object') return specifier
  const marker = semicolon === -1 ? undefined : text.slice(semicolon + 1).trim()
  if (marker !== undefined && !isMarker(marker)) return `\`${marker}\` is no environment marker`
  return { name: normaliseName(name), extras, specifier: specifier.text, marker }
}

/** `python-jose` of `Python_Jose`, as package indexes compare names. */
function normaliseName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase()
}

/** `>=1.0,<2` in the one spelling used; a string says what is wrong. */
export function parseSpecifier(text: string): { readonly text: string } | string {
  const bare = text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1) : text
  if (bare.trim() === '') return { text: '' }
  const clauses = bare.split(',').map((clause) => clause.trim())
  if (clauses.at(-1) === '') clauses.pop()
  const odd = clauses.find((clause) => !CLAUSE.test(clause) || !isVersionClause(clause))
  if (odd !== undefined || clauses.length === 0) return `\`${odd ?? bare}\` is no version specifier`
  return { text: clauses.map((clause) => clause.replace(/\s+/g, '')).join(',') }
}

function isMarker(text: string): boolean {
  const found = text.match(/'[^']*'|"[^"]*"|[()]|[<>=!~]+|[A-Za-z_]+|\S/g) ?? []
  return found.length >= 3 && found.every((word) => MARKER_WORD.test(word))
}
