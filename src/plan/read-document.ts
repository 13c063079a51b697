import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import type { Disk } from '../ports.ts'
import { TEXT_CODES } from '../text/codes.ts'
import { createDocument, type Document } from '../text/document.ts'

const MAX_BYTES = 16_000_000

/**
 * Reads a text file below `root`. Undefined where there is no regular file, or where it is too large or
 * not UTF-8 (reported).
 */
export function readDocument(
  disk: Disk,
  root: string,
  path: string,
  diagnostics: Diagnostics,
): Document | undefined {
  const absolute = absolutePath(root, path)
  const stat = disk.stat(absolute)
  if (stat?.kind !== 'file') return undefined
  const location = { path, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }
  if (stat.size > MAX_BYTES) {
    const message = `the file has ${stat.size} bytes, more than ${MAX_BYTES}`
    diagnostics.add(diagnostic(TEXT_CODES, 'text/too-large', { message, location, hint: 'split the file' }))
    return undefined
  }
  const bytes = disk.read(absolute)
  if (!bytes) return undefined
  try {
    return createDocument(path, new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    const message = `the file is not UTF-8 (byte ${firstBadByte(bytes)})`
    const hint = 'save the file as UTF-8'
    diagnostics.add(diagnostic(TEXT_CODES, 'text/not-utf8', { message, location, hint }))
    return undefined
  }
}

/** A path of a plan as the disk wants it; absolute paths stay. */
export function absolutePath(root: string, path: string): string {
  if (path === '') return root
  if (path.startsWith('/') || (path.startsWith(':/', 1) && /^[A-Za-z]/.test(path))) return path
  return root.endsWith('/') ? `${root}${path}` : `${root}/${path}`
}

/** Index of the first byte that is not part of a UTF-8 character. */
function firstBadByte(bytes: Uint8Array): number {
  let low = 0
  let high = bytes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (decodes(bytes.subarray(0, middle + 1))) low = middle + 1
    else high = middle
  }
  if (low < bytes.length) return low
  // The last character is cut off: its first byte is the bad one.
  low -= 1
  while (low > 0 && ((bytes[low] ?? 0) & 0xc0) === 0x80) low -= 1
  return low
}

function decodes(bytes: Uint8Array): boolean {
  try {
    // A character cut off at the end is fine: `stream` waits for the rest.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
