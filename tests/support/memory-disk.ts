import { createFsFromVolume, Volume } from 'memfs'
import type { Disk, EntryKind } from '../../src/ports.ts'

export type MemoryFiles = Readonly<Record<string, string | Uint8Array>>

/** A disk in memory. Paths are absolute; `links` maps a path to what it points at. */
export function memoryDisk(files: MemoryFiles = {}, links: Readonly<Record<string, string>> = {}): Disk {
  const fs = createFsFromVolume(new Volume())
  const put = (path: string): void => {
    fs.mkdirSync(path.slice(0, path.lastIndexOf('/')) || '/', { recursive: true })
  }
  for (const [path, content] of Object.entries(files)) {
    put(path)
    fs.writeFileSync(path, content)
  }
  for (const [path, target] of Object.entries(links)) {
    put(path)
    fs.symlinkSync(target, path)
  }
  const stat = (path: string): Found | undefined => {
    try {
      return fs.lstatSync(path) as Found
    } catch {
      return undefined
    }
  }
  return {
    read(path) {
      if (!stat(path)?.isFile()) return undefined
      const content = fs.readFileSync(path)
      return typeof content === 'string' ? Buffer.from(content) : content
    },
    list(path) {
      if (!stat(path)?.isDirectory()) return undefined
      const names = fs.readdirSync(path).map(String).sort()
      return names.map((name) => ({ name, kind: kindOf(stat(`${path === '/' ? '' : path}/${name}`)) }))
    },
    stat(path) {
      const found = stat(path)
      return found && { kind: kindOf(found), mode: found.mode & 0o777, size: found.size }
    },
    create(path, content, { mode }) {
      fs.writeFileSync(path, content, { flag: 'wx', mode })
    },
    rename: (from, to) => fs.renameSync(from, to),
    remove(path) {
      if (stat(path)) fs.unlinkSync(path)
    },
    makeDirectory: (path) => {
      fs.mkdirSync(path, { recursive: true })
    },
    removeDirectory(path) {
      if (!stat(path)?.isDirectory() || fs.readdirSync(path).length > 0) return false
      fs.rmdirSync(path)
      return true
    },
    setMode: (path, mode) => fs.chmodSync(path, mode),
    syncDirectory: () => {},
  }
}

interface Found {
  readonly mode: number
  readonly size: number
  isFile(): boolean
  isDirectory(): boolean
  isSymbolicLink(): boolean
}

function kindOf(stat: Found | undefined): EntryKind {
  if (stat?.isFile()) return 'file'
  if (stat?.isDirectory()) return 'directory'
  return stat?.isSymbolicLink() ? 'link' : 'other'
}
