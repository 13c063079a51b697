import { createHash } from 'node:crypto'

/** sha256 in lower-case hexadecimal. */
export function digest(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
