/** A disk that counts its writes, and fails or dies at one of them. */
import type { Disk } from '../../src/ports.ts'

/** The process is gone: nothing it would have done afterwards happens. */
export class Killed extends Error {}

export type Moment = 'before' | 'half' | 'after'

export interface Fault {
  /** Number of the write, from 1. */
  readonly at: number
  /** `half` leaves the first half of a file that is being created. */
  readonly kill?: Moment
  /** `ENOSPC`: this create and every later one fail, or with `once` only this write. */
  readonly code?: string
  readonly once?: boolean
}

export interface FaultyDisk extends Disk {
  /** Writes so far, such as `rename /w/a`. */
  readonly writes: readonly string[]
}

type Write = () => void

export function faultyDisk(disk: Disk, fault: Fault = { at: 0 }): FaultyDisk {
  const writes: string[] = []
  const state = { isDead: false, isFull: false }
  const act = (name: string, path: string, { whole, half = whole }: { whole: Write; half?: Write }): void => {
    if (state.isDead) throw new Killed()
    writes.push(`${name} ${path}`)
    const isHere = writes.length === fault.at
    if (isHere && fault.kill) {
      state.isDead = true
      if (fault.kill === 'after') whole()
      if (fault.kill === 'half') half()
      throw new Killed()
    }
    if (isHere && fault.code) state.isFull = true
    if (state.isFull && fault.code && (isHere || (!fault.once && name === 'create')))
      throw failure(fault.code, path)
    whole()
  }
  return {
    writes,
    read: (path) => alive(state, () => disk.read(path)),
    list: (path) => alive(state, () => disk.list(path)),
    stat: (path) => alive(state, () => disk.stat(path)),
    create: (path, content, options) =>
      act('create', path, {
        whole: () => disk.create(path, content, options),
        half: () => disk.create(path, content.subarray(0, content.length >> 1), options),
      }),
    rename: (from, to) => act('rename', to, { whole: () => disk.rename(from, to) }),
    remove: (path) => act('remove', path, { whole: () => disk.remove(path) }),
    makeDirectory: (path) => act('makeDirectory', path, { whole: () => disk.makeDirectory(path) }),
    removeDirectory: (path) => {
      let isRemoved = false
      act('removeDirectory', path, {
        whole: () => {
          isRemoved = disk.removeDirectory(path)
        },
      })
      return isRemoved
    },
    setMode: (path, mode) => act('setMode', path, { whole: () => disk.setMode(path, mode) }),
    syncDirectory: (path) => act('syncDirectory', path, { whole: () => disk.syncDirectory(path) }),
  }
}

function alive<T>(state: { readonly isDead: boolean }, act: () => T): T {
  if (state.isDead) throw new Killed()
  return act()
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: made to fail`), { code, path })
}
