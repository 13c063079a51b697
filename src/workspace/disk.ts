/** The only implementation of `Disk`: over `node:fs`, or over anything with its shape. */
import * as nodeFileSystem from 'node:fs'
import type { Disk, DiskEntry, DiskStat, EntryKind } from '../ports.ts'

export type FileSystem = Pick<
  typeof nodeFileSystem,
  | 'closeSync'
  | 'constants'
  | 'fchmodSync'
  | 'fstatSync'
  | 'fsyncSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readFileSync'
  | 'readdirSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'unlinkSync'
  | 'writeSync'
>

const ABSENT: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EMLINK', 'ENXIO'])
const NOT_REMOVED: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST'])
const NOT_SYNCED: ReadonlySet<string> = new Set(['EACCES', 'EBADF', 'EINVAL', 'EISDIR', 'ENOTSUP', 'EPERM'])
const BUSY: ReadonlySet<string> = new Set(['EACCES', 'EBUSY', 'EPERM'])
const RENAME_MILLISECONDS = 1000
const PAUSE_MILLISECONDS = 20

/** Starts at once: loads nothing. */
export function createDisk(fs: FileSystem = nodeFileSystem): Disk {
  return { ...createReader(fs), ...createWriter(fs) }
}

/** The disk over fs-extra, which evens out what platforms do differently; costs its import, so only for runs that write. */
export async function loadWritingDisk(): Promise<Disk> {
  const { default: fs } = await import('fs-extra')
  return createDisk(fs)
}

function createReader(fs: FileSystem): Pick<Disk, 'read' | 'list' | 'stat'> {
  const stat = (path: string): DiskStat | undefined =>
    unless(ABSENT, () => {
      const found = fs.lstatSync(path, { throwIfNoEntry: false })
      return found && { kind: kindOf(found), mode: found.mode & 0o7777, size: found.size }
    })
  return {
    stat,
    read: (path) => unless(ABSENT, () => readFile(fs, path)),
    list: (path) => {
      if (stat(path)?.kind !== 'directory') return undefined
      return unless(ABSENT, () => {
        const found = fs.readdirSync(path, { withFileTypes: true })
        const entries = found.map((entry): DiskEntry => ({ name: String(entry.name), kind: kindOf(entry) }))
        return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
      })
    },
  }
}

function createWriter(fs: FileSystem): Omit<Disk, 'read' | 'list' | 'stat'> {
  return {
    create: (path, content, options) => createFile(fs, path, { content, ...options }),
    rename: (from, to) => renameWithPatience(fs, from, to),
    remove: (path) => {
      unless(ABSENT, () => fs.unlinkSync(path))
    },
    makeDirectory: (path) => {
      fs.mkdirSync(path)
    },
    removeDirectory: (path) =>
      unless(NOT_REMOVED, () => {
        fs.rmdirSync(path)
        return true
      }) ?? false,
    setMode: (path, mode) => withHandle(fs, path, (handle) => fs.fchmodSync(handle, mode)),
    syncDirectory: (path) => {
      unless(NOT_SYNCED, () => withHandle(fs, path, (handle) => fs.fsyncSync(handle)))
    },
  }
}

function readFile(fs: FileSystem, path: string): Uint8Array | undefined {
  if (fs.constants.O_NOFOLLOW === undefined && !fs.lstatSync(path).isFile()) return undefined
  return withHandle(fs, path, (handle) =>
    fs.fstatSync(handle).isFile() ? fs.readFileSync(handle) : undefined,
  )
}

function createFile(
  fs: FileSystem,
  path: string,
  { content, mode, sync }: { content: Uint8Array; mode: number; sync: boolean },
): void {
  const { O_CREAT, O_EXCL, O_NOFOLLOW = 0, O_WRONLY } = fs.constants
  const handle = fs.openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode)
  let isWritten = false
  try {
    for (let at = 0; at < content.length; ) at += fs.writeSync(handle, content, at)
    if (sync) fs.fsyncSync(handle)
    isWritten = true
  } finally {
    fs.closeSync(handle)
    if (!isWritten) fs.unlinkSync(path)
  }
}

function withHandle<T>(fs: FileSystem, path: string, use: (handle: number) => T): T {
  const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY } = fs.constants
  const handle = fs.openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  try {
    return use(handle)
  } finally {
    fs.closeSync(handle)
  }
}

/** A virus scanner or an editor may hold the target open for a moment. */
function renameWithPatience(fs: FileSystem, from: string, to: string): void {
  for (let waited = 0; ; waited += PAUSE_MILLISECONDS) {
    try {
      fs.renameSync(from, to)
      return
    } catch (error) {
      if (waited >= RENAME_MILLISECONDS || process.platform !== 'win32' || !BUSY.has(errorCode(error)))
        throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS)
    }
  }
}

interface Typed {
  isFile(): boolean
  isDirectory(): boolean
  isSymbolicLink(): boolean
}

function kindOf(entry: Typed): EntryKind {
  if (entry.isSymbolicLink()) return 'link'
  if (entry.isDirectory()) return 'directory'
  return entry.isFile() ? 'file' : 'other'
}

function unless<T>(codes: ReadonlySet<string>, act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (codes.has(errorCode(error))) return undefined
    throw error
  }
}

/** `ENOENT` of an error of the operating system; empty for any other error. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
