/** Standard output and error without the streams of `process`, whose modules take longer to load than a list. */
import { fstatSync, writeSync } from 'node:fs'
import { errorCode } from './disk.ts'

export type Descriptor = 1 | 2

/** Writes what can be written at once and returns the rest, for a stream that waits. A closed pipe takes all. */
export function writeNow(descriptor: Descriptor, text: string): Uint8Array {
  const bytes = Buffer.from(text)
  let at = 0
  try {
    while (at < bytes.length) at += writeSync(descriptor, bytes, at)
  } catch (error) {
    if (errorCode(error) === 'EPIPE') return bytes.subarray(bytes.length)
  }
  return bytes.subarray(at)
}

/** False for files and pipes; a terminal is a device, and so are a few other things. */
export function mayBeTerminal(descriptor: Descriptor): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice()
  } catch {
    return false
  }
}
