/** Where things stand below the root, and whether the way there is safe. */
import { pathProblem } from '../merge/index.ts'
import type { Disk } from '../ports.ts'

export const STATE = '.taskplan'
export const TASKS = `${STATE}/tasks`
export const SERVICES = `${STATE}/services`
export const BASE = `${STATE}/base`
export const CONFLICTS = `${STATE}/conflicts`
export const JOURNAL = `${STATE}/journal`
export const LOCK = `${STATE}/lock`

/** A workspace as far as its files go. `root` is absolute, with `/`. */
export interface Place {
  readonly disk: Disk
  readonly root: string
}

export function locate({ root }: Place, path: string): string {
  return root.endsWith('/') ? root + path : `${root}/${path}`
}

/** The folder of a relative path; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Folders of a path from the outermost to the innermost: `a`, `a/b` for `a/b/c`. */
export function foldersOf(path: string): readonly string[] {
  const folders: string[] = []
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) folders.push(path.slice(0, at))
  return folders
}

/** Where the content of a base entry stands. */
export function blobPath(sha256: string): string {
  return `${BASE}/${sha256.slice(0, 2)}/${sha256}`
}

/** Why a path that a run itself writes may not be touched. State is allowed here, and nothing else that is denied. */
export function runPathProblem(path: string): string | undefined {
  const isState = path.startsWith(`${STATE}/`)
  return pathProblem(path, isState ? [STATE] : ['.github/workflows'])
}

export type Obstacle = 'linked-parent' | 'parent-not-directory'

/** What on the way to a path is no folder: `{ path, obstacle }`, or undefined where the way is clear or absent. */
export function findObstacle(place: Place, path: string): { path: string; obstacle: Obstacle } | undefined {
  for (const folder of foldersOf(path)) {
    const kind = place.disk.stat(locate(place, folder))?.kind
    if (kind === undefined) return undefined
    if (kind === 'link') return { path: folder, obstacle: 'linked-parent' }
    if (kind !== 'directory') return { path: folder, obstacle: 'parent-not-directory' }
  }
  return undefined
}

/** Makes the folders on the way to a path that are missing. */
export function makeFolders(place: Place, path: string): void {
  for (const folder of foldersOf(path)) {
    const at = locate(place, folder)
    if (place.disk.stat(at) === undefined) place.disk.makeDirectory(at)
  }
}
