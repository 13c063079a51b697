/** One `services/<service>.json`, checked entry by entry. */
import { type Diagnostics, diagnostic, UserError } from '../diagnostics/index.ts'
import { CONFLICT_KINDS, type FileMode, pathProblem, type RecordedFile } from '../merge/index.ts'
import { CODES } from './codes.ts'
import { damaged } from './errors.ts'
import { settleMarkers } from './settle-markers.ts'
import { type Answer, SCHEMA, type ServiceState } from './state.ts'

export interface ServiceSource {
  readonly path: string
  readonly service: string
  readonly text: string
}

type Fields = Readonly<Record<string, unknown>>
type Entries = ReadonlyMap<string, unknown>

export function readService(source: ServiceSource, diagnostics: Diagnostics): ServiceState {
  const root = parse(settle(source, diagnostics), source.path)
  const { schema } = root
  if (typeof schema !== 'number') throw damaged(source.path, 'has no `schema`')
  if (schema > SCHEMA) throw newer(source.path, schema)
  const refuse = (key: string): void => {
    const message = `the entry \`${key}\` of \`${source.path}\` is not valid and is left out`
    diagnostics.add(diagnostic(CODES, 'workspace/state-entry', { message }))
  }
  return {
    answers: readAll(entriesOf(root.answers), toAnswer, refuse),
    files: readFiles(root, source.service, refuse),
    moved: entriesOf(root.moved),
    decisions: entriesOf(root.decisions),
  }
}

function settle({ path, text }: ServiceSource, diagnostics: Diagnostics): string {
  const settled = settleMarkers(text)
  if (settled === undefined) return text
  const message = `conflict markers in \`${path}\` were settled: the entries of both sides are kept`
  diagnostics.add(diagnostic(CODES, 'workspace/state-merged', { message }))
  for (const key of settled.twice.filter((twice) => twice.startsWith('answers '))) {
    const name = key.slice('answers '.length)
    const message = `\`${path}\` has two answers for ${name}; the first is used`
    diagnostics.add(diagnostic(CODES, 'workspace/answers-differ', { message }))
  }
  return settled.text
}

function readFiles(root: Fields, service: string, refuse: (key: string) => void): ServiceState['files'] {
  const deleted = entriesOf(root.deleted)
  const conflicts = entriesOf(root.conflicts)
  const files = new Map<string, RecordedFile>()
  const recorded = entriesOf(root.files)
  for (const path of new Set([...recorded.keys(), ...conflicts.keys()])) {
    const fields = toFields(recorded.get(path)) ?? toFields(conflicts.get(path))
    const file = fields && pathProblem(path, ['.github/workflows']) === undefined && toFile(fields, service)
    const conflict = toConflict(toFields(conflicts.get(path)))
    if (!file || (conflicts.has(path) && !conflict) || (file.sha256 === undefined && !conflict)) refuse(path)
    else files.set(path, { ...file, deleted: deleted.has(path) || undefined, conflict })
  }
  return files
}

function toFile(fields: Fields, service: string): RecordedFile | undefined {
  const { sha256, owners, chain, strategy } = fields
  const mode = toMode(fields.mode)
  if (mode === undefined || typeof strategy !== 'string') return undefined
  if (!isTexts(owners) || !isTexts(chain)) return undefined
  if (sha256 !== undefined && !isHash(sha256)) return undefined
  return { service, sha256, mode, owners, chain, strategy }
}

function toConflict(fields: Fields | undefined): RecordedFile['conflict'] {
  const kind = CONFLICT_KINDS.find((known) => known === fields?.kind)
  const theirs = fields?.theirs ?? undefined
  if (kind === undefined || (theirs !== undefined && !isHash(theirs))) return undefined
  return { kind, theirs }
}

function toAnswer(value: unknown): Answer | undefined {
  const fields = toFields(value)
  if (!fields || typeof fields.from !== 'string' || !('value' in fields)) return undefined
  return { ...fields, value: fields.value, from: fields.from }
}

function toMode(value: unknown): FileMode | undefined {
  if (value === '644') return 0o644
  return value === '755' ? 0o755 : undefined
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
}

function toFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
}

/** As a map, so that a key such as `__proto__` is only a key. */
function entriesOf(value: unknown): Entries {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return new Map(isObject ? Object.entries(value) : [])
}

function readAll<T>(
  entries: Entries,
  read: (value: unknown) => T | undefined,
  refuse: (key: string) => void,
): ReadonlyMap<string, T> {
  const result = new Map<string, T>()
  for (const [key, value] of entries) {
    const item = read(value)
    if (item === undefined) refuse(key)
    else result.set(key, item)
  }
  return result
}

function parse(text: string, path: string): Fields {
  try {
    const root = toFields(JSON.parse(text))
    if (root) return root
  } catch (cause) {
    throw damaged(path, 'is not JSON', cause)
  }
  throw damaged(path, 'is no object')
}

function newer(path: string, schema: number): UserError {
  const message = `\`${path}\` has format ${schema}; this version knows ${SCHEMA}`
  return new UserError(diagnostic(CODES, 'workspace/newer-state', { message, hint: 'update the tool' }))
}
