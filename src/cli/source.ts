import { findRoot } from '../plan/locate.ts'
import type { Disk } from '../ports.ts'

/** Reads documents below the workspace root for the frames of diagnostics. */
export function createSource(
  disk: Disk,
  cwd: string,
  root: string | undefined,
): (path: string) => string | undefined {
  let found: string | undefined
  return (path) => {
    if (path.startsWith('/') || path.split('/').includes('..')) return undefined
    found ??= root === undefined ? findRoot(disk, cwd) : new URL(root, `file://${cwd}/`).pathname
    const bytes = disk.read(`${found}/${path}`)
    return bytes && new TextDecoder().decode(bytes)
  }
}
