/** Import statements as ruff's isort sorts them. */
import { STANDARD_LIBRARY } from './standard-library.ts'

export interface Import {
  /** Module of `from … import`, with its leading dots; undefined for `import …`. */
  readonly from: string | undefined
  /** Module or member. */
  readonly name: string
  readonly alias: string | undefined
  /** Trailing comment with its `#`, or an empty string. */
  readonly comment: string
}

export interface Packages {
  readonly firstParty: readonly string[]
  readonly knownThirdParty: readonly string[]
}

interface Statement {
  readonly from: string | undefined
  readonly members: readonly Import[]
}

/** Sections of statements, each statement on one line. */
export function sortImports(imports: readonly Import[], packages: Packages): string[][] {
  const sections: Statement[][] = [[], [], [], [], []]
  for (const statement of merge(imports)) sections[sectionOf(moduleOf(statement), packages)]?.push(statement)
  return sections
    .filter((section) => section.length > 0)
    .map((section) => section.sort(compareStatements).map(print))
}

/** The name that an import binds. */
export function boundName(entry: Import): string {
  return entry.alias ?? (entry.from === undefined ? entry.name.replace(/\..*/, '') : entry.name)
}

function merge(imports: readonly Import[]): Statement[] {
  const statements = new Map<string, Import[]>()
  for (const entry of imports) {
    const stays = entry.from === undefined || entry.alias !== undefined || entry.name === '*'
    const key = stays ? `${entry.from ?? ''} ${entry.name} ${entry.alias ?? ''}` : `${entry.from}`
    statements.set(key, [...(statements.get(key) ?? []), entry])
  }
  return [...statements.values()].map((members) => ({ from: members[0]?.from, members: distinct(members) }))
}

function distinct(members: readonly Import[]): Import[] {
  const byName = new Map<string, Import>()
  for (const member of members) {
    const known = byName.get(member.name)
    byName.set(member.name, known && known.comment !== '' ? known : member)
  }
  return [...byName.values()].sort((a, b) => compareMembers(a.name, b.name))
}

function moduleOf(statement: Statement): string {
  return statement.from ?? statement.members[0]?.name ?? ''
}

function sectionOf(module: string, packages: Packages): number {
  const top = module.replace(/(?<=[^.])\..*/, '')
  if (top === '__future__') return 0
  if (module.startsWith('.')) return 4
  if (packages.firstParty.includes(top)) return 3
  if (packages.knownThirdParty.includes(top)) return 2
  return STANDARD_LIBRARY.has(top) ? 1 : 2
}

function compareStatements(a: Statement, b: Statement): number {
  const [first, second] = [moduleOf(a), moduleOf(b)]
  return (
    Number(a.from !== undefined) - Number(b.from !== undefined) ||
    dots(second) - dots(first) ||
    compareNatural(first.toLowerCase(), second.toLowerCase()) ||
    compareNatural(first, second) ||
    compareMembers(a.members[0]?.name ?? '', b.members[0]?.name ?? '') ||
    compareText(a.members[0]?.alias ?? '', b.members[0]?.alias ?? '')
  )
}

function dots(module: string): number {
  return /^\.*/.exec(module)?.[0].length ?? 0
}

/** Constants, then classes, then the rest. */
function compareMembers(a: string, b: string): number {
  return (
    memberKind(a) - memberKind(b) || compareNatural(a.toLowerCase(), b.toLowerCase()) || compareNatural(a, b)
  )
}

function memberKind(name: string): number {
  if (name === '*') return -1
  if (name.length > 1 && /[A-Z]/.test(name) && name === name.toUpperCase()) return 0
  return /^[A-Z]/.test(name) ? 1 : 2
}

/** Runs of digits count as numbers. */
function compareNatural(a: string, b: string): number {
  const [first, second] = [a, b].map((text) => text.match(/\d+|\D/gu) ?? [])
  for (const [at, part] of (first ?? []).entries()) {
    const other = second?.[at]
    if (other === undefined) return 1
    const order =
      /^\d/.test(part) && /^\d/.test(other) ? compareDigits(part, other) : compareText(part, other)
    if (order !== 0) return order
  }
  return (first?.length ?? 0) - (second?.length ?? 0)
}

// A leading zero makes the digits a fraction, compared from the left; otherwise the longer number is greater.
function compareDigits(a: string, b: string): number {
  if (a.startsWith('0') || b.startsWith('0')) return compareText(a, b)
  return a.length - b.length || compareText(a, b)
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function print(statement: Statement): string {
  const names = statement.members.map((member) => {
    return member.alias === undefined ? member.name : `${member.name} as ${member.alias}`
  })
  const comments = [
    ...new Set(statement.members.map((member) => member.comment).filter((text) => text !== '')),
  ]
  const code =
    statement.from === undefined ? `import ${names[0]}` : `from ${statement.from} import ${names.join(', ')}`
  return [code, ...comments].join('  ')
}
