/** Every new byte of a run beside its target, before the first rename: a full disk or a missing right shows here. */

import { type Operation, stagedPath, type Write } from './operation.ts'
import { folderOf, foldersOf, locate, makeFolders, type Place } from './paths.ts'
import { refuseObstacle } from './refuse-links.ts'

/** The outermost folders that are missing. Each is staged as a whole and renamed once. */
export function newFolders(place: Place, operations: readonly Operation[]): ReadonlySet<string> {
  const present = new Set<string>([''])
  const missing = new Set<string>()
  for (const { kind, path } of operations) {
    if (kind !== 'create' || present.has(folderOf(path))) continue
    refuseObstacle(place, path)
    for (const folder of foldersOf(path)) {
      if (missing.has(folder)) break
      if (present.has(folder)) continue
      if (place.disk.stat(locate(place, folder)) !== undefined) present.add(folder)
      else {
        missing.add(folder)
        break
      }
    }
  }
  return missing
}

export interface Staging {
  readonly run: string
  readonly folders: ReadonlySet<string>
}

export function stageWrites(place: Place, writes: readonly Write[], { run, folders }: Staging): void {
  const made = new Set<string>()
  for (const { kind, path, content, mode = 0o644, phase } of writes) {
    if (content === undefined) continue
    const staged = stagedPath(path, folders, run)
    makeStagedFolders(place, staged, made)
    const at = locate(place, staged)
    place.disk.create(at, content, { mode, sync: kind === 'update' || phase === 'state' })
    if (kind === 'update' && place.disk.stat(at)?.mode !== mode) place.disk.setMode(at, mode)
  }
}

/** Only folders below a new one are missing; they exist under its staged name. */
function makeStagedFolders(place: Place, staged: string, made: Set<string>): void {
  const parent = folderOf(staged)
  if (made.has(parent)) return
  refuseObstacle(place, staged)
  makeFolders(place, staged)
  made.add(parent)
}
