/** One writer at a time: `.taskplan/lock`, created exclusively, naming the process that holds it. */
import { randomBytes } from 'node:crypto'
import { diagnostic, UserError } from '../diagnostics/index.ts'
import { CODES } from './codes.ts'
import { errorCode } from './disk.ts'
import { LOCK, locate, nameOf, type Place, STATE } from './paths.ts'
import type { Processes, ProcessIdentity } from './processes.ts'
import { refuseLinkedState } from './refuse-links.ts'

export interface Lock {
  /** Whether the lock still names this process. */
  isHeld(): boolean
  release(): void
}

const PATIENCE_MILLISECONDS = 60

/** Throws UserError where a living process, or one of another machine, holds the lock, or the state is a link. */
export function acquireLock(place: Place, processes: Processes): Lock {
  const { disk } = place
  refuseLinkedState(place)
  refuseOtherKind(place)
  if (disk.stat(locate(place, STATE)) === undefined) disk.makeDirectory(locate(place, STATE))
  const content = Buffer.from(
    `${JSON.stringify({ ...processes.self, token: randomBytes(4).toString('hex') })}\n`,
  )
  if (!tryCreate(place, content)) {
    takeOver(place, processes)
    if (!tryCreate(place, content)) throw held(readHolder(disk.read(locate(place, LOCK))))
  }
  for (const { name } of disk.list(locate(place, STATE)) ?? []) {
    if (name.startsWith(`${nameOf(LOCK)}.`)) disk.remove(locate(place, `${STATE}/${name}`))
  }
  const isHeld = (): boolean => isSame(disk.read(locate(place, LOCK)), content)
  return {
    isHeld,
    release: () => {
      if (isHeld()) disk.remove(locate(place, LOCK))
      disk.removeDirectory(locate(place, STATE))
    },
  }
}

/** What is no file was never a lock of a run, and waiting for its end would last for ever. */
function refuseOtherKind(place: Place): void {
  const kind = place.disk.stat(locate(place, LOCK))?.kind
  if (kind === undefined || kind === 'file') return
  const message = `\`${LOCK}\` is ${kind === 'link' ? 'a link, which is never followed' : 'not a file'}`
  throw new UserError(diagnostic(CODES, 'workspace/not-a-lock', { message, hint: `remove \`${LOCK}\`` }))
}

function tryCreate(place: Place, content: Uint8Array): boolean {
  try {
    place.disk.create(locate(place, LOCK), content, { mode: 0o644, sync: false })
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    place.disk.removeDirectory(locate(place, STATE))
    throw error
  }
}

/** Moves the lock of a dead process away; the name it gets is no one else's. */
function takeOver(place: Place, processes: Processes): void {
  const { disk } = place
  const path = locate(place, LOCK)
  const found = readPatiently(place)
  const holder = readHolder(found)
  if (holder && isAlive(holder, processes)) throw held(holder)
  if (found === undefined) return
  const aside = `${path}.${randomBytes(4).toString('hex')}`
  disk.rename(path, aside)
  const moved = disk.read(aside)
  if (moved !== undefined && !isSame(moved, found)) {
    // Another process took over in between: what was moved is its lock, not the dead one.
    disk.rename(aside, path)
    throw held(readHolder(moved))
  }
  disk.remove(aside)
}

/** A lock without content is one whose owner is just writing it, or died while doing so. */
function readPatiently(place: Place): Uint8Array | undefined {
  const path = locate(place, LOCK)
  const found = place.disk.read(path)
  if (found === undefined || readHolder(found)) return found
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PATIENCE_MILLISECONDS)
  return place.disk.read(path)
}

function isAlive(holder: ProcessIdentity, { self, startOf }: Processes): boolean {
  if (holder.host !== self.host) throw heldElsewhere(holder)
  const started = startOf(holder.pid)
  if (started === undefined) return false
  return started === '' || holder.started === '' || started === holder.started
}

function readHolder(content: Uint8Array | undefined): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(content ?? []).toString())
    const { host, pid, started }: Record<string, unknown> = { ...(value as object) }
    const isIdentity = typeof host === 'string' && typeof pid === 'number' && typeof started === 'string'
    return isIdentity && Number.isSafeInteger(pid) && pid > 0 ? { host, pid, started } : undefined
  } catch {
    return undefined
  }
}

function isSame(left: Uint8Array | undefined, right: Uint8Array): boolean {
  return left !== undefined && Buffer.compare(left, right) === 0
}

function held(holder: ProcessIdentity | undefined): UserError {
  const who = holder ? ` (process ${holder.pid})` : ''
  const message = `another run is writing to this workspace${who}`
  return new UserError(
    diagnostic(CODES, 'workspace/locked', { message, hint: 'wait until it is done, then run again' }),
  )
}

function heldElsewhere({ host, pid }: ProcessIdentity): UserError {
  const message = `process ${pid} on \`${host}\` holds the lock of this workspace`
  const hint = `remove \`${LOCK}\` once no run is active on \`${host}\``
  return new UserError(diagnostic(CODES, 'workspace/locked-elsewhere', { message, hint }))
}
