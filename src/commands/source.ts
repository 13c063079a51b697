import type { Disk } from '../ports.ts'

/** Text of a document by the path of a location; undefined where there is none or none is wanted. */
export type Source = (path: string) => string | undefined

/** Reads documents below a folder for the frames of diagnostics; the folder is looked for with the first one. */
export function readBelow(disk: Disk, root: () => string): Source {
  let found: string | undefined
  return (path) => {
    if (path.startsWith('/') || path.split('/').includes('..')) return undefined
    found ??= root()
    const bytes = disk.read(`${found}/${path}`)
    return bytes && new TextDecoder().decode(bytes)
  }
}
