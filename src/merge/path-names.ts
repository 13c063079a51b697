/** Which relative paths may be written at all, by their text alone; what stands on the disk is not looked at. */
import { isReservedFileName } from '../text/names.ts'

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
const DENIED_ANYWHERE: ReadonlySet<string> = new Set(['.git', 'git~1', '.ssh'])
const DENIED_ROOTS: readonly string[] = ['.taskplan', '.github/workflows']
const MOST_BYTES = 4096
const MOST_COMPONENT_BYTES = 255

/**
 * Why a path may not be written, such as "has a part `..`", or undefined where it may.
 * `allowed` lists folders that are denied otherwise and declared: `.github/workflows`.
 */
export function pathProblem(path: string, allowed: readonly string[] = []): string | undefined {
  return wholeProblem(path) ?? partProblem(path) ?? deniedProblem(path, allowed)
}

function wholeProblem(path: string): string | undefined {
  if (path === '') return 'is empty'
  if (Buffer.byteLength(path) > MOST_BYTES) return `is longer than ${MOST_BYTES} bytes`
  if (UNSEEN.test(path)) return 'has a control or an invisible character'
  if (path !== path.normalize('NFC')) return 'is not in Unicode form NFC'
  if (path.startsWith('/')) return 'is absolute'
  if (path.includes('\\')) return 'has a backslash'
  if (path.includes(':')) return 'has a colon'
  return undefined
}

function partProblem(path: string): string | undefined {
  for (const part of path.split('/')) {
    if (part === '') return 'has an empty part'
    if (part === '.' || part === '..') return `has a part \`${part}\``
    if (part.endsWith('.') || part.endsWith(' ')) return 'has a part that ends in a dot or a space'
    if (isReservedFileName(part)) return 'has a part that is reserved on Windows'
    if (Buffer.byteLength(part) > MOST_COMPONENT_BYTES)
      return `has a part longer than ${MOST_COMPONENT_BYTES} bytes`
  }
  return undefined
}

function deniedProblem(path: string, allowed: readonly string[]): string | undefined {
  const folded = foldPath(path)
  const denied = folded.split('/').find((part) => DENIED_ANYWHERE.has(part))
  if (denied !== undefined) return `lies in \`${denied}\``
  const root = DENIED_ROOTS.find((folder) => isInside(folded, folder))
  if (root === undefined || allowed.some((folder) => isInside(path, folder))) return undefined
  return `lies in \`${root}\``
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

/** The form in which two paths are equal that some file system takes for one. */
function foldPath(path: string): string {
  return path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')
}

/** Pairs of paths that clash: equal but for case, in any of their folders too, or a file that is also a folder. */
export function pathCollisions(paths: Iterable<string>): readonly (readonly [string, string])[] {
  const spelled = new Map<
    string,
    { readonly text: string; readonly path: string; readonly isFile: boolean }
  >()
  const clashes: (readonly [string, string])[] = []
  for (const path of paths) {
    for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
      const isFile = end === -1
      const text = isFile ? path : path.slice(0, end)
      const known = spelled.get(foldPath(text))
      if (known === undefined) spelled.set(foldPath(text), { text, path, isFile })
      else if (known.text !== text || known.isFile !== isFile) clashes.push([known.path, path])
      if (isFile || (known !== undefined && known.text !== text)) break
    }
  }
  return clashes
}
