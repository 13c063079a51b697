import type { Disk, DiskEntry, DiskStat } from '../ports.ts'
import { folderOf, nameOf } from '../workspace/paths.ts'

/** Every folder that the files of a map need. */
function foldersAround(files: ReadonlyMap<string, Uint8Array>): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const path of files.keys()) {
    for (let folder = folderOf(path); folder !== '' && !folders.has(folder); folder = folderOf(folder)) {
      folders.add(folder)
    }
  }
  return folders
}

function refuse(): never {
  throw new Error('an overlay is only read')
}

/** Files in memory, by absolute path, in front of a disk. Only for reading: nothing is written through it. */
export function overlayDisk(disk: Disk, files: ReadonlyMap<string, Uint8Array>): Disk {
  const folders = foldersAround(files)
  const stat = (path: string): DiskStat | undefined => {
    const content = files.get(path)
    if (content) return { kind: 'file', mode: 0o644, size: content.length }
    return disk.stat(path) ?? (folders.has(path) ? { kind: 'directory', mode: 0o755, size: 0 } : undefined)
  }
  const list = (path: string): readonly DiskEntry[] | undefined => {
    if (!folders.has(path)) return disk.list(path)
    const names = new Map((disk.list(path) ?? []).map((entry) => [entry.name, entry]))
    for (const file of files.keys()) if (folderOf(file) === path) add(names, file, 'file')
    for (const folder of folders) if (folderOf(folder) === path) add(names, folder, 'directory')
    return [...names.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  }
  return {
    read: (path) => files.get(path) ?? disk.read(path),
    list,
    stat,
    create: refuse,
    rename: refuse,
    remove: refuse,
    makeDirectory: refuse,
    removeDirectory: refuse,
    setMode: refuse,
    syncDirectory: refuse,
  }
}

function add(names: Map<string, DiskEntry>, path: string, kind: 'file' | 'directory'): void {
  const name = nameOf(path)
  names.set(name, { name, kind })
}
