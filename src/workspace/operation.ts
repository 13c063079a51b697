/** One write of a run, and the names its parts have while the run goes on. */
import { createHash } from 'node:crypto'
import { folderOf, foldersOf, nameOf } from './paths.ts'

/** Order of writing: the working files, what is kept of conflicts, the last renderings, the state, what goes. */
export const PHASES = ['tree', 'conflicts', 'base', 'state', 'garbage'] as const
export type Phase = (typeof PHASES)[number]

/** What the journal says of a write. */
export interface Operation {
  readonly kind: 'create' | 'update' | 'mode' | 'delete'
  /** Relative to the workspace root. */
  readonly path: string
  /** sha256 of what stands there before; undefined for `create`. */
  readonly before: string | undefined
  /** sha256 of what stands there after; undefined for `delete`. */
  readonly after: string | undefined
  /** Permission bits before and after, as far as there are any. */
  readonly modeBefore: number | undefined
  readonly mode: number | undefined
}

export interface Write extends Operation {
  readonly phase: Phase
  /** New bytes of `create` and `update`. */
  readonly content: Uint8Array | undefined
}

const LONGEST_NAME = 180

/** Name of what is staged beside its target: in the same folder, so that a rename never crosses devices. */
export function stagedName(path: string, run: string): string {
  const name = nameOf(path)
  const isShort = Buffer.byteLength(name) <= LONGEST_NAME
  const known = isShort ? name : createHash('sha256').update(name).digest('hex').slice(0, 16)
  const folder = folderOf(path)
  return `${folder === '' ? '' : `${folder}/`}.${known}.${run}.tmp`
}

/** Where the content of an operation is staged; inside a new folder that is staged as a whole, in that folder. */
export function stagedPath(path: string, folders: ReadonlySet<string>, run: string): string {
  const folder = folderAround(path, folders)
  return folder === undefined ? stagedName(path, run) : stagedName(folder, run) + path.slice(folder.length)
}

/** The new folder that a path lies in. */
export function folderAround(path: string, folders: ReadonlySet<string>): string | undefined {
  return foldersOf(path).find((folder) => folders.has(folder))
}
