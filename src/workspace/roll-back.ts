/** Takes an unfinished run back. Repeating it, also after it was killed itself, changes nothing more. */
import { digest } from '../merge/index.ts'
import { errorCode } from './disk.ts'
import { type Journal, preImagePath, removeJournal } from './journal.ts'
import { folderAround, type Operation, stagedName, stagedPath } from './operation.ts'
import { CONFLICTS, findObstacle, folderOf, foldersOf, locate, makeFolders, type Place } from './paths.ts'

export interface RollBack {
  /** Paths that have their bytes from before the run again. */
  readonly restored: readonly string[]
  /** Paths of files of the run that are gone again. */
  readonly removed: readonly string[]
  /** Paths that were edited after the run was killed, and left alone. */
  readonly leftAlone: readonly string[]
}

type Undone = 'restored' | 'removed' | 'leftAlone' | 'untouched'

const PERMISSIONS = 0o777

/**
 * `begun` names the files and new folders whose renames may have happened, where the run still knows; without it the
 * hashes on the disk tell.
 */
export function rollBack(place: Place, journal: Journal, begun?: ReadonlySet<string>): RollBack {
  const done: Readonly<Record<Undone, string[]>> = { restored: [], removed: [], leftAlone: [], untouched: [] }
  journal.operations
    .map((operation, index) => ({ operation, index }))
    .reverse()
    .forEach(({ operation, index }) => {
      const staged = stagedPath(operation.path, journal.folders, journal.run)
      const isPending = !findObstacle(place, staged) && place.disk.stat(locate(place, staged)) !== undefined
      const isBegun = begun?.has(folderAround(operation.path, journal.folders) ?? operation.path) ?? true
      // What is still staged was never renamed: whatever stands at its target is not this run's.
      if (isPending) place.disk.remove(locate(place, staged))
      else if (isBegun) done[undo(place, operation, preImagePath(journal.run, index))].push(operation.path)
    })
  removeFolders(place, journal)
  removeJournal(place, journal.run)
  return { restored: done.restored, removed: done.removed, leftAlone: done.leftAlone }
}

function undo(place: Place, operation: Operation, preImage: string): Undone {
  if (findObstacle(place, operation.path)) return leaveAlone(place, operation, preImage)
  const at = locate(place, operation.path)
  const kind = place.disk.stat(at)?.kind
  const content = kind === 'file' ? place.disk.read(at) : undefined
  const standing = kind === undefined ? undefined : content === undefined ? 'no file' : digest(content)
  if (operation.kind === 'mode') return undoMode(place, operation, standing)
  if (standing === operation.before) return 'untouched'
  if (operation.kind === 'create') {
    if (standing !== operation.after && content?.length !== 0) return 'leftAlone'
    place.disk.remove(at)
    return 'removed'
  }
  return standing === operation.after
    ? restore(place, operation, preImage)
    : leaveAlone(place, operation, preImage)
}

function undoMode(
  place: Place,
  { path, before, mode, modeBefore }: Operation,
  standing: string | undefined,
): Undone {
  const at = locate(place, path)
  if (standing !== before || modeBefore === undefined || place.disk.stat(at)?.mode !== mode)
    return 'untouched'
  place.disk.setMode(at, modeBefore & PERMISSIONS)
  return 'restored'
}

/** A rename needs no room on the disk and is whole or not at all. */
function restore(place: Place, { path, before }: Operation, preImage: string): Undone {
  const from = locate(place, preImage)
  const content = place.disk.read(from)
  if (content === undefined || digest(content) !== before) return 'leftAlone'
  makeFolders(place, path)
  move(place, preImage, path)
  place.disk.syncDirectory(locate(place, folderOf(path)))
  return 'restored'
}

function move(place: Place, from: string, to: string): void {
  try {
    place.disk.rename(locate(place, from), locate(place, to))
  } catch (error) {
    if (errorCode(error) !== 'EXDEV') throw error
    const staged = stagedName(to, 'before')
    const mode = place.disk.stat(locate(place, from))?.mode ?? 0o644
    place.disk.remove(locate(place, staged))
    place.disk.create(locate(place, staged), place.disk.read(locate(place, from)) ?? Buffer.of(), {
      mode,
      sync: true,
    })
    place.disk.rename(locate(place, staged), locate(place, to))
  }
}

/** What stood there before the run is kept beside the state. */
function leaveAlone(place: Place, { path, kind }: Operation, preImage: string): Undone {
  const kept = `${CONFLICTS}/${path}.before`
  const isKept = kind !== 'create' && place.disk.stat(locate(place, preImage)) !== undefined
  if (isKept && !findObstacle(place, kept)) {
    makeFolders(place, kept)
    move(place, preImage, kept)
  }
  return 'leftAlone'
}

/** New folders, staged or already in place, as far as they are empty. */
function removeFolders(place: Place, { operations, folders, run }: Journal): void {
  const made = new Set<string>()
  for (const { path } of operations) {
    const top = folderAround(path, folders)
    if (top === undefined) continue
    for (const folder of foldersOf(path).filter((each) => each.length >= top.length)) {
      made.add(folder)
      made.add(stagedName(top, run) + folder.slice(top.length))
    }
  }
  for (const folder of [...made].sort((a, b) => b.length - a.length)) {
    if (!findObstacle(place, folder)) place.disk.removeDirectory(locate(place, folder))
  }
}
