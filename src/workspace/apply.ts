/** ChangeSet → disk, all of it or nothing: lock, journal, stage, re-check, rename, state, commit. */

import { diagnostic, UserError } from '../diagnostics/index.ts'
import type { ChangeSet } from '../merge/index.ts'
import { CODES } from './codes.ts'
import { errorCode } from './disk.ts'
import { changedUnderneath, explainFailure } from './errors.ts'
import { beginJournal, commitJournal, findActive, type Journal, nameRun, pruneJournals } from './journal.ts'
import { acquireLock, type Lock } from './lock.ts'
import { folderAround, type Operation, PHASES, type Phase, stagedName, type Write } from './operation.ts'
import { folderOf, LOCK, locate, type Place } from './paths.ts'
import { type NextState, planWrites } from './plan-writes.ts'
import { checkBeforeRun, checkBeforeWrite } from './preconditions.ts'
import { type Processes, systemProcesses } from './processes.ts'
import { rollBack } from './roll-back.ts'
import { newFolders, stageWrites } from './stage.ts'
import type { Workspace } from './workspace.ts'

export interface ApplyOptions extends NextState {
  readonly processes?: Processes | undefined
}

export interface RunReport {
  /** Name of the run's journal; undefined where nothing had to be written, and nothing was. */
  readonly run: string | undefined
  /** Paths outside the state, sorted. */
  readonly created: readonly string[]
  readonly updated: readonly string[]
  readonly deleted: readonly string[]
  /** Paths that are in conflict; the files there are untouched. */
  readonly conflicts: readonly string[]
}

/** Throws UserError where nothing was changed: locked, changed underneath, read-only, disk full. */
export function applyChanges(
  workspace: Workspace,
  changeSet: ChangeSet,
  options: ApplyOptions = {},
): RunReport {
  const writes = planWrites(workspace, changeSet, options)
  if (writes.length === 0) return report(undefined, writes, changeSet)
  const { sources } = workspace.state
  const run = runWrites(workspace, writes, { sources, processes: options.processes })
  return report(run, writes, changeSet)
}

export interface WriteOptions {
  /** The state as it was read: another run may have come since. */
  readonly sources: ReadonlyMap<string, Uint8Array>
  readonly processes?: Processes | undefined
}

/** All writes or none, under the lock; the name of the run. Throws UserError where nothing was changed. */
export function runWrites(place: Place, writes: readonly Write[], options: WriteOptions): string {
  const lock = lockOrExplain(place, options.processes ?? systemProcesses())
  try {
    const run = nameRun(place)
    runLocked(place, { writes, run, lock, sources: options.sources })
    return run
  } finally {
    lock.release()
  }
}

function lockOrExplain(place: Place, processes: Processes): Lock {
  try {
    return acquireLock(place, processes)
  } catch (error) {
    throw explainFailure(error)
  }
}

interface Run {
  readonly writes: readonly Write[]
  readonly run: string
  readonly lock: Lock
  readonly sources: WriteOptions['sources']
}

function runLocked(place: Place, { writes, run, lock, sources }: Run): void {
  if (findActive(place).length > 0) throw changedUnderneath([LOCK])
  checkBeforeRun(place, writes, sources)
  const ordered = inOrder(writes)
  const folders = newFolders(place, ordered)
  const operations = ordered.map(toOperation)
  const journal: Journal = { run, folders, operations }
  const begun = new Set<string>()
  try {
    beginJournal(place, journal)
    stageWrites(place, ordered, journal)
    if (!lock.isHeld()) throw changedUnderneath([LOCK])
    renameAll(place, ordered, { journal, begun })
    commitJournal(place, run)
  } catch (error) {
    takeBack(place, { journal, begun })
    throw explainFailure(error, 'everything the run had done was taken back')
  }
  afterCommit(() => pruneJournals(place))
}

/** The run is done: what fails now is housekeeping that the next run repeats. */
function afterCommit(act: () => void): void {
  try {
    act()
  } catch (error) {
    if (errorCode(error) === '') throw error
  }
}

interface Progress {
  readonly journal: Journal
  /** Files and new folders whose renames may have happened. */
  readonly begun: Set<string>
}

function takeBack(place: Place, { journal, begun }: Progress): void {
  try {
    rollBack(place, journal, begun)
  } catch (error) {
    const failure = explainFailure(error)
    if (!(failure instanceof UserError)) throw failure
    const message = `run \`${journal.run}\` failed and could not be taken back: ${failure.message}`
    const hint = 'remove the cause; the next command that writes takes the run back'
    throw new UserError(diagnostic(CODES, 'workspace/roll-back-failed', { message, hint, cause: error }))
  }
}

const KINDS: readonly Operation['kind'][] = ['create', 'update', 'mode', 'delete']

/** By phase, then creates and updates before modes before deletes. */
function inOrder(writes: readonly Write[]): readonly Write[] {
  const rank = ({ phase, kind }: Write): number => PHASES.indexOf(phase) * KINDS.length + KINDS.indexOf(kind)
  return [...writes].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1))
}

function toOperation({ kind, path, before, after, modeBefore, mode }: Write): Operation {
  return { kind, path, before, after, modeBefore, mode }
}

function renameAll(place: Place, writes: readonly Write[], progress: Progress): void {
  for (const phase of PHASES) {
    const ofPhase = writes.filter((write) => write.phase === phase)
    const touched = new Set(ofPhase.map((write) => renameOne(place, write, progress)))
    if (needsSync(phase)) for (const folder of touched) syncFolder(place, folder)
    for (const { path } of ofPhase.filter(({ kind }) => kind === 'delete')) removeEmptyFolders(place, path)
  }
}

/** Lost renderings are noticed by their hash and local copies are only a convenience: neither waits for the disk. */
function needsSync(phase: Phase): boolean {
  return phase === 'tree' || phase === 'state'
}

function syncFolder(place: Place, folder: string): void {
  place.disk.syncDirectory(folder === '' ? place.root : locate(place, folder))
}

/** The folder that was touched. */
function renameOne(place: Place, write: Write, { journal: { folders, run }, begun }: Progress): string {
  const { kind, path, mode } = write
  const folder = folderAround(path, folders)
  const target = folder ?? path
  if (begun.has(target)) return folderOf(target)
  checkBeforeWrite(place, { ...write, path: target })
  begun.add(target)
  if (kind === 'delete') place.disk.remove(locate(place, path))
  else if (kind === 'mode') place.disk.setMode(locate(place, path), mode ?? 0o644)
  else place.disk.rename(locate(place, stagedName(target, run)), locate(place, target))
  return folderOf(target)
}

function removeEmptyFolders(place: Place, path: string): void {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
    if (!place.disk.removeDirectory(locate(place, folder))) return
  }
}

function report(run: string | undefined, writes: readonly Write[], { changes }: ChangeSet): RunReport {
  const paths = (...kinds: readonly Operation['kind'][]): readonly string[] =>
    writes.filter(({ phase, kind }) => phase === 'tree' && kinds.includes(kind)).map(({ path }) => path)
  return {
    run,
    created: paths('create'),
    updated: paths('update', 'mode'),
    deleted: paths('delete'),
    conflicts: changes.filter(({ kind }) => kind === 'conflict').map(({ path }) => path),
  }
}
