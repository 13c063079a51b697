/** Whether what a run is about to touch is still what it had read. */
import { digest } from '../merge/index.ts'
import { changedUnderneath, offenders } from './errors.ts'
import type { Operation } from './operation.ts'
import { folderOf, locate, type Place, runPathProblem } from './paths.ts'
import { readSources } from './read-state.ts'
import { refuseObstacle } from './refuse-links.ts'
import type { State } from './state.ts'

const OWNER_WRITES = 0o200

/** Throws UserError naming all offenders; nothing has been written yet. */
export function checkBeforeRun(
  place: Place,
  operations: readonly Operation[],
  sources: State['sources'],
): void {
  const unsafe = operations.map(({ path }) => path).filter((path) => runPathProblem(path) !== undefined)
  if (unsafe.length > 0)
    throw offenders('workspace/unsafe-path', {
      message: 'the run has paths that are never written',
      paths: unsafe,
    })
  const stale = [
    ...staleSources(place, sources),
    ...operations.filter((each) => !isAsRead(place, each)).map(({ path }) => path),
  ]
  if (stale.length > 0) throw changedUnderneath([...new Set(stale)])
  const locked = readOnly(place, operations)
  if (locked.length === 0) return
  const message = 'files or folders that would change are read-only'
  throw offenders('workspace/read-only', {
    message,
    hint: 'make them writable, then run the command again',
    paths: locked,
  })
}

/** Just before one rename. Throws UserError. */
export function checkBeforeWrite(place: Place, operation: Operation): void {
  if (!isAsRead(place, operation)) throw changedUnderneath([operation.path])
}

function isAsRead(place: Place, { path, before }: Operation): boolean {
  refuseObstacle(place, path)
  const at = locate(place, path)
  if (before === undefined) return place.disk.stat(at) === undefined
  const content = place.disk.read(at)
  return content !== undefined && digest(content) === before
}

/** Another run may have come between reading the state and taking the lock. */
function staleSources(place: Place, read: State['sources']): readonly string[] {
  const now = readSources(place)
  const paths = new Set([...now.keys(), ...read.keys()])
  return [...paths].filter((path) => {
    const [left, right] = [now.get(path), read.get(path)]
    return left === undefined || right === undefined || Buffer.compare(left, right) !== 0
  })
}

function readOnly(place: Place, operations: readonly Operation[]): readonly string[] {
  const isLocked = (path: string): boolean => {
    const stat = place.disk.stat(path === '' ? place.root : locate(place, path))
    return stat !== undefined && (stat.mode & OWNER_WRITES) === 0
  }
  const files = operations.filter(({ kind }) => kind !== 'create').map(({ path }) => path)
  const folders = new Set(operations.map(({ path }) => folderOf(path)))
  return [...files, ...folders].filter(isLocked)
}
