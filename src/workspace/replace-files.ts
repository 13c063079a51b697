/** New bytes for files of the user: all of them or none, and nothing of the state changes. */
import { digest } from '../merge/index.ts'
import type { Disk } from '../ports.ts'
import { runWrites } from './apply.ts'
import { obstacleError } from './errors.ts'
import { forgetRun } from './journal.ts'
import type { Write } from './operation.ts'
import { findObstacle, locate, STATE } from './paths.ts'
import { readSources } from './read-state.ts'

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
  const hasState = disk.stat(locate(place, STATE)) !== undefined
  const writes = files.map(({ path, before, after }): Write => {
    const mode = disk.stat(locate(place, path))?.mode
    const common = { phase: 'tree', kind: 'update', modeBefore: mode, mode } as const
    return { ...common, path, content: after, before: digest(before), after: digest(after) }
  })
  const run = runWrites(place, writes, { sources: readSources(place) })
  // A repository in which nothing is scaffolded stays one.
  if (!hasState) forgetRun(place, run)
}
