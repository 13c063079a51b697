/** New bytes for files of the user, each by one rename; nothing of the state is touched. */
import type { Disk } from '../ports.ts'
import { changedUnderneath, explainFailure, obstacleError } from './errors.ts'
import { findObstacle, locate } from './paths.ts'

export interface Replacement {
  /** Relative to the root. */
  readonly path: string
  readonly before: Uint8Array
  readonly after: Uint8Array
}

/** Throws UserError, nothing written, where a file is no longer what was read. */
export function replaceFiles(disk: Disk, root: string, files: readonly Replacement[]): void {
  const place = { disk, root }
  for (const { path } of files) {
    const found = findObstacle(place, path)
    if (found) throw obstacleError(found.path, found.obstacle)
  }
  const isAsRead = ({ path, before }: Replacement): boolean => {
    const now = disk.read(locate(place, path))
    return now !== undefined && Buffer.compare(now, before) === 0
  }
  const stale = files.filter((file) => !isAsRead(file)).map(({ path }) => path)
  if (stale.length > 0) throw changedUnderneath(stale)
  for (const { path, after } of files) replace(disk, locate(place, path), after)
}

function replace(disk: Disk, path: string, content: Uint8Array): void {
  const beside = `${path}.taskplan~`
  try {
    disk.remove(beside)
    disk.create(beside, content, { mode: disk.stat(path)?.mode ?? 0o644, sync: true })
    disk.rename(beside, path)
  } catch (error) {
    disk.remove(beside)
    throw explainFailure(error)
  }
}
