import { createFsFromVolume, Volume } from 'memfs'
import type { Disk } from '../../src/ports.ts'
import { createDisk, type FileSystem } from '../../src/workspace/disk.ts'

export type MemoryFiles = Readonly<Record<string, string | Uint8Array>>

/** A disk in memory. Paths are absolute; `links` maps a path to what it points at. */
export function memoryDisk(files: MemoryFiles = {}, links: Readonly<Record<string, string>> = {}): Disk {
  const fs = createFsFromVolume(new Volume())
  const put = (path: string): void => {
    fs.mkdirSync(path.slice(0, path.lastIndexOf('/')) || '/', { recursive: true })
  }
  for (const [path, content] of Object.entries(files)) {
    put(path)
    fs.writeFileSync(path, content, { mode: 0o644 })
  }
  for (const [path, target] of Object.entries(links)) {
    put(path)
    fs.symlinkSync(target, path)
  }
  // memfs declares its own types for the functions of node:fs that it imitates.
  return createDisk(fs as unknown as FileSystem)
}

/** Everything below a folder by relative path: `644 text`, `folder`, `link`. */
export function snapshot(disk: Disk, root: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  const walk = (folder: string): void => {
    for (const { name, kind } of disk.list(`${root}${folder}`) ?? []) {
      const path = `${folder}/${name}`
      const at = `${root}${path}`
      found[path.slice(1)] =
        kind === 'file'
          ? `${disk.stat(at)?.mode.toString(8)} ${Buffer.from(disk.read(at) ?? []).toString()}`
          : kind
      if (kind === 'directory') walk(path)
    }
  }
  walk('')
  return found
}
