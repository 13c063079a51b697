import { type Diagnostics, diagnostic, type Location } from '../../diagnostics/index.ts'
import type { PackageRequirement, ProjectFacts } from '../facts.ts'
import { CODES } from './codes.ts'
import { locateIn, locateLine, type Passage } from './passage.ts'

type Table = Readonly<Record<string, unknown>>

/** A requirement string before it is parsed. */
interface Entry {
  readonly text: unknown
  readonly group: string
}

/** Whether a TOML text means to be a pyproject: it names a table that is read here. */
export function isPyproject(text: string): boolean {
  return /^[ \t]*\[(?:project(?:\.optional-dependencies)?|dependency-groups|tool\.uv)\][ \t]*(?:#.*)?\r?$/m.test(
    text,
  )
}

/** Reads a TOML text with `[project]`, `[dependency-groups]` or `[tool.uv]`; undefined where it is not TOML. */
export async function readPyproject(
  passage: Passage,
  diagnostics: Diagnostics,
): Promise<ProjectFacts | undefined> {
  const root = await parseToml(passage, diagnostics)
  if (!root) return undefined
  const project = table(root, 'project')
  const uv = table(table(root, 'tool'), 'uv')
  const locate = requirementLocator(passage)
  const groups = table(root, 'dependency-groups')
  const entries = [
    ...entriesOf(project, 'dependencies', 'runtime'),
    ...groupEntries(table(project, 'optional-dependencies')),
    ...groupEntries(groups),
    ...entriesOf(uv, 'dev-dependencies', 'dev'),
  ]
  const packages: PackageRequirement[] = []
  for (const entry of entries) {
    const requirement = await readRequirement(entry, locate, diagnostics)
    if (requirement) packages.push(requirement)
  }
  return {
    name: string(project, 'name'),
    version: string(project, 'version'),
    requiresPython: await readPythonRange(string(project, 'requires-python'), passage, diagnostics),
    packages: [...packages, ...includedPackages(groups, packages)],
    legacyDevDependencies: Object.hasOwn(uv, 'dev-dependencies')
      ? locateText(passage, 'dev-dependencies')
      : undefined,
  }
}

async function parseToml(passage: Passage, diagnostics: Diagnostics): Promise<Table | undefined> {
  const { parse } = (await import('@iarna/toml')).default
  try {
    return parse(passage.text.replaceAll('\r\n', '\n'))
  } catch (error) {
    const line = tomlLine(error)
    const reason =
      error instanceof Error ? error.message.split(/ at row | at line |\n/)[0] : 'it nests too deeply'
    diagnostics.add(
      diagnostic(CODES, 'contract/unparsable', {
        message: `TOML cannot be read: ${lowerFirst(reason ?? '')} at line ${line} of the block; its facts are missing`,
        location: locateLine(passage, line),
        hint: 'correct the TOML, quoting each requirement and separating them by commas',
        cause: error,
      }),
    )
    return undefined
  }
}

/** `@iarna/toml` counts lines from 0. */
function tomlLine(error: unknown): number {
  const line = error !== null && typeof error === 'object' && 'line' in error ? error.line : 0
  return typeof line === 'number' ? line + 1 : 1
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

function table(parent: Table, key: string): Table {
  const value = Object.hasOwn(parent, key) ? parent[key] : undefined
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Table) : {}
}

function string(parent: Table, key: string): string | undefined {
  const value = Object.hasOwn(parent, key) ? parent[key] : undefined
  return typeof value === 'string' ? value : undefined
}

function entriesOf(parent: Table, key: string, group: string): Entry[] {
  const value = Object.hasOwn(parent, key) ? parent[key] : []
  return (Array.isArray(value) ? value : [value]).map((text) => ({ text, group }))
}

function groupEntries(groups: Table): Entry[] {
  return Object.keys(groups).flatMap((group) =>
    entriesOf(groups, group, group).filter(({ text }) => includedGroup(text) === undefined),
  )
}

function includedGroup(entry: unknown): string | undefined {
  return entry !== null && typeof entry === 'object' ? string(entry as Table, 'include-group') : undefined
}

/** What a group gets from the groups it includes (PEP 735), at any depth, each once. */
function includedPackages(groups: Table, packages: readonly PackageRequirement[]): PackageRequirement[] {
  return Object.keys(groups).flatMap((group) => {
    const reached = new Set([group])
    for (const name of reached) {
      for (const { text } of entriesOf(groups, name, group)) {
        const included = includedGroup(text)
        if (included !== undefined) reached.add(included)
      }
    }
    reached.delete(group)
    return packages.filter((found) => reached.has(found.group)).map((found) => ({ ...found, group }))
  })
}

async function readRequirement(
  { text, group }: Entry,
  locate: (text: string) => Location,
  diagnostics: Diagnostics,
): Promise<PackageRequirement | undefined> {
  const { parseRequirement } = await import('./pep508.ts')
  const origin = locate(typeof text === 'string' ? text : '')
  const parsed = typeof text === 'string' ? parseRequirement(text) : 'it is no text'
  if (typeof parsed !== 'string') return { ...parsed, group, origin }
  diagnostics.add(
    diagnostic(CODES, 'dependency/unreadable-requirement', {
      message: `requirement \`${shorten(String(text))}\` of \`${group}\` cannot be read: ${parsed}`,
      location: origin,
      hint: 'write it as `name>=1.0` or `name[extra]>=1.0,<2; marker`',
    }),
  )
  return undefined
}

async function readPythonRange(text: string | undefined, passage: Passage, diagnostics: Diagnostics) {
  if (text === undefined) return undefined
  const { parseSpecifier } = await import('./pep508.ts')
  const parsed = text.length > 100 ? 'it is longer than 100 characters' : parseSpecifier(text)
  if (typeof parsed !== 'string') return parsed.text
  diagnostics.add(
    diagnostic(CODES, 'dependency/unreadable-requirement', {
      message: `\`requires-python\` cannot be read: ${parsed}`,
      location: locateText(passage, 'requires-python'),
      hint: 'write it as `>=3.11`',
    }),
  )
  return undefined
}

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text)

/** Finds each quoted text in order: the second request for the same text gives its second place. */
function requirementLocator(passage: Passage): (text: string) => Location {
  const next = new Map<string, number>()
  return (text) => {
    for (const quoted of [`"${text}"`, `'${text}'`]) {
      const at = text === '' ? -1 : findOutsideComment(passage.text, quoted, next.get(quoted) ?? 0)
      if (at === -1) continue
      next.set(quoted, at + quoted.length)
      return locateIn(passage, at + 1, at + 1 + text.length)
    }
    return locateLine(passage, 1)
  }
}

function findOutsideComment(text: string, wanted: string, from: number): number {
  for (let at = text.indexOf(wanted, from); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const lead = text.slice(text.lastIndexOf('\n', at) + 1, at)
    if (!lead.trimStart().startsWith('#')) return at
  }
  return -1
}

function locateText(passage: Passage, text: string): Location {
  const at = findOutsideComment(passage.text, text, 0)
  return at === -1 ? locateLine(passage, 1) : locateIn(passage, at, at + text.length)
}
