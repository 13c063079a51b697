/** What became of the files that were scaffolded, by the state of the workspace alone. */
import type { Diagnostics } from '../diagnostics/index.ts'
import { type BaseEntry, digest, type Ours } from '../merge/index.ts'
import type { Disk } from '../ports.ts'
import { openWorkspace } from '../workspace/index.ts'
import type { FileState } from './status-view.ts'

/** Sorted by path. Whether a file is outdated only a new rendering could tell: that is not looked at. */
export function readFileStates(
  place: { readonly disk: Disk; readonly root: string },
  diagnostics: Diagnostics,
): readonly FileState[] {
  const { ours, readBase } = openWorkspace(place, diagnostics)
  return [...readBase()]
    .map(([path, entry]) => ({
      path,
      service: entry.service,
      state: stateOf(entry, ours(path)),
      tasks: entry.owners,
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function stateOf(entry: BaseEntry, ours: ReturnType<Ours>): FileState['state'] {
  if (entry.conflict) return 'conflict'
  if (ours === undefined) return 'missing'
  if (ours.content !== undefined && digest(ours.content) === entry.sha256) return 'clean'
  return entry.content === undefined ? 'damaged' : 'edited'
}
