/** A workspace as a merge reads it: state, last rendering, working files. Reading changes nothing. */
import { type Diagnostics, diagnostic, UserError } from '../diagnostics/index.ts'
import { type Base, type BaseEntry, digest, type Ours, type RecordedFile } from '../merge/index.ts'
import { CODES } from './codes.ts'
import { errorCode } from './disk.ts'
import { obstacleError } from './errors.ts'
import { findActive } from './journal.ts'
import { blobPath, findObstacle, folderOf, locate, type Place } from './paths.ts'
import { readState } from './read-state.ts'
import type { State } from './state.ts'

export interface Workspace extends Place {
  readonly state: State
  /** What was rendered last; the bytes of an entry are read when they are asked for. */
  readBase(): Base
  /** What stands at a path. Throws UserError where a folder on the way is a link. */
  readonly ours: Ours
}

/** Throws UserError where the state cannot be used. */
export function openWorkspace(place: Place, diagnostics: Diagnostics): Workspace {
  const state = readState(place, diagnostics)
  for (const run of findActive(place)) {
    const message = `the run \`${run}\` was not finished; the next command that writes takes it back`
    diagnostics.add(diagnostic(CODES, 'workspace/unfinished-run', { message }))
  }
  return { ...place, state, readBase: () => readBase(place, state), ours: createOurs(place) }
}

function readBase(place: Place, state: State): Base {
  const base = new Map<string, BaseEntry>()
  for (const service of state.services.values()) {
    for (const [path, file] of service.files) base.set(path, withContent(place, file))
  }
  return base
}

function withContent(place: Place, file: RecordedFile): BaseEntry {
  return {
    ...file,
    get content() {
      return file.sha256 === undefined ? undefined : readBlob(place, file.sha256)
    },
  }
}

/** Undefined where the bytes are absent or are not those that were written. */
function readBlob(place: Place, sha256: string): Uint8Array | undefined {
  const path = blobPath(sha256)
  if (findObstacle(place, path)) return undefined
  const content = place.disk.read(locate(place, path))
  return content !== undefined && digest(content) === sha256 ? content : undefined
}

function createOurs(place: Place): Ours {
  const clear = new Set<string>()
  return (path) => {
    const folder = folderOf(path)
    if (!clear.has(folder)) {
      const found = findObstacle(place, path)
      if (found?.obstacle === 'linked-parent') throw obstacleError(found.path, found.obstacle)
      clear.add(folder)
    }
    const at = locate(place, path)
    const stat = place.disk.stat(at)
    if (stat === undefined) return undefined
    const content = stat.kind === 'file' ? readFile(place, path) : undefined
    return { kind: stat.kind, content, mode: stat.mode }
  }
}

function readFile(place: Place, path: string): Uint8Array | undefined {
  try {
    return place.disk.read(locate(place, path))
  } catch (cause) {
    if (errorCode(cause) === '') throw cause
    const message = `\`${path}\` cannot be read`
    throw new UserError(
      diagnostic(CODES, 'workspace/unreadable', { message, hint: 'make it readable', cause }),
    )
  }
}
