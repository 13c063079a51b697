/**
 * The journal of a run: `journal/<run>.active/` with `run.json` and the bytes from before the run. It is complete
 * once `run.json` is there; renaming the folder to `journal/<run>` commits the run.
 */
import { randomBytes } from 'node:crypto'
import { digest } from '../merge/index.ts'
import { changedUnderneath } from './errors.ts'
import type { Operation } from './operation.ts'
import { BASE, findObstacle, JOURNAL, locate, type Place, runPathProblem, STATE } from './paths.ts'
import { refuseObstacle } from './refuse-links.ts'

export interface Journal {
  readonly run: string
  /** New folders that are staged and renamed as a whole. */
  readonly folders: ReadonlySet<string>
  readonly operations: readonly Operation[]
}

const ACTIVE = '.active'
const RUN = /^\d{6,12}-[0-9a-f]{8}$/
const RECORD = 'run.json'
const KEPT_RUNS = 10
const FORMAT = 1

/** A name that sorts behind those of all earlier runs. */
export function nameRun(place: Place): string {
  const numbers = runNames(place).map((name) => Number.parseInt(name, 10))
  return `${String(Math.max(0, ...numbers) + 1).padStart(6, '0')}-${randomBytes(4).toString('hex')}`
}

/** Names of runs that were begun and not finished, oldest first. */
export function findActive(place: Place): readonly string[] {
  return runNames(place)
    .filter((name) => name.endsWith(ACTIVE))
    .map((name) => name.slice(0, -ACTIVE.length))
}

function runNames(place: Place): readonly string[] {
  refuseObstacle(place, `${JOURNAL}/entry`)
  const entries = place.disk.list(locate(place, JOURNAL)) ?? []
  return entries
    .filter(({ name, kind }) => kind === 'directory' && RUN.test(name.replace(ACTIVE, '')))
    .map((entry) => entry.name)
}

export function activeFolder(run: string): string {
  return `${JOURNAL}/${run}${ACTIVE}`
}

export function preImagePath(run: string, index: number): string {
  return `${activeFolder(run)}/${String(index).padStart(6, '0')}.before`
}

/** Makes the journal durable. Throws `workspace/changed-underneath` where a file is not what the run had read. */
export function beginJournal(place: Place, journal: Journal): void {
  const { disk } = place
  const folder = locate(place, activeFolder(journal.run))
  refuseObstacle(place, activeFolder(journal.run))
  if (disk.stat(locate(place, JOURNAL)) === undefined) disk.makeDirectory(locate(place, JOURNAL))
  disk.makeDirectory(folder)
  journal.operations.forEach((operation, index) => {
    if (operation.kind === 'update' || operation.kind === 'delete')
      keepPreImage(place, journal.run, { operation, index })
  })
  const text = JSON.stringify({
    format: FORMAT,
    folders: [...journal.folders],
    operations: journal.operations,
  })
  disk.create(`${folder}/${RECORD}.tmp`, Buffer.from(text), { mode: 0o600, sync: true })
  disk.rename(`${folder}/${RECORD}.tmp`, `${folder}/${RECORD}`)
  disk.syncDirectory(folder)
  disk.syncDirectory(locate(place, JOURNAL))
}

function keepPreImage(
  place: Place,
  run: string,
  { operation, index }: { operation: Operation; index: number },
): void {
  const content = place.disk.read(locate(place, operation.path))
  if (content === undefined || digest(content) !== operation.before) throw changedUnderneath([operation.path])
  const mode = operation.modeBefore ?? 0o644
  const path = locate(place, preImagePath(run, index))
  // A lost rendering is noticed by its hash: it need not wait for the disk.
  place.disk.create(path, content, { mode, sync: !operation.path.startsWith(`${BASE}/`) })
  if (place.disk.stat(path)?.mode !== mode) place.disk.setMode(path, mode)
}

/** The commit point. */
export function commitJournal(place: Place, run: string): void {
  refuseObstacle(place, preImagePath(run, 0))
  place.disk.rename(locate(place, activeFolder(run)), locate(place, `${JOURNAL}/${run}`))
}

export function pruneJournals(place: Place): void {
  if (findObstacle(place, `${JOURNAL}/entry`)) return
  place.disk.syncDirectory(locate(place, JOURNAL))
  const done = runNames(place).filter((name) => !name.endsWith(ACTIVE))
  for (const name of done.slice(0, Math.max(0, done.length - KEPT_RUNS)))
    removeFolder(place, `${JOURNAL}/${name}`)
}

export function removeJournal(place: Place, run: string): void {
  removeFolder(place, activeFolder(run))
  place.disk.removeDirectory(locate(place, JOURNAL))
}

/** Of a run that is done, where nothing else is kept: the folder of the state goes, too. */
export function forgetRun(place: Place, run: string): void {
  removeFolder(place, `${JOURNAL}/${run}`)
  place.disk.removeDirectory(locate(place, JOURNAL))
  place.disk.removeDirectory(locate(place, STATE))
}

/** The record goes first: a folder without one says that nothing is left to take back. */
function removeFolder(place: Place, folder: string): void {
  refuseObstacle(place, `${folder}/${RECORD}`)
  const at = locate(place, folder)
  place.disk.remove(`${at}/${RECORD}`)
  for (const { name } of place.disk.list(at) ?? []) place.disk.remove(`${at}/${name}`)
  place.disk.removeDirectory(at)
}

/**
 * `absent` where the run was killed before it had changed anything; `damaged` where the record cannot be believed.
 * Throws UserError where a folder on the way is a link.
 */
export function readJournal(place: Place, run: string): Journal | 'absent' | 'damaged' {
  refuseObstacle(place, `${activeFolder(run)}/${RECORD}`)
  const content = place.disk.read(locate(place, `${activeFolder(run)}/${RECORD}`))
  if (content === undefined) return 'absent'
  const record = parse(content)
  if (record?.format !== FORMAT) return 'damaged'
  const { folders, operations } = record
  if (!Array.isArray(folders) || !Array.isArray(operations)) return 'damaged'
  const isSafe = folders.every(isRunPath) && operations.every(isOperation)
  return isSafe ? { run, folders: new Set(folders), operations } : 'damaged'
}

function parse(content: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(content).toString())
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function isOperation(value: unknown): value is Operation {
  if (typeof value !== 'object' || value === null) return false
  const { kind, path, before, after, mode, modeBefore }: Record<string, unknown> = { ...value }
  const hasKind = kind === 'create' || kind === 'update' || kind === 'mode' || kind === 'delete'
  const hasHashes = [before, after].every((hash) => hash === undefined || typeof hash === 'string')
  const hasModes = [mode, modeBefore].every((bits) => bits === undefined || Number.isInteger(bits))
  return hasKind && hasHashes && hasModes && isRunPath(path)
}

function isRunPath(value: unknown): value is string {
  return typeof value === 'string' && runPathProblem(value) === undefined
}
