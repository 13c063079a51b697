/** The paths a task names, in order: its line, wrapped lines and sub-bullets. */
import { diagnostic } from '../../diagnostics/index.ts'
import type { TextSpan } from '../../text/blocks.ts'
import { locate } from '../../text/document.ts'
import { PLAN_CODES } from '../codes.ts'
import type { Task } from '../plan.ts'
import { type Reading, shorten } from '../reading.ts'
import { expandBraces, type PathShape, type Roots, shapeOf, startsAt, withoutPlace } from './path-shape.ts'
import { pathWords, type Word } from './path-words.ts'

/** A path that a word may name, before all other paths are known. */
export interface PathDraft {
  readonly path: string
  readonly shape: PathShape
  readonly word: Word
}

export function draftPaths(spans: readonly TextSpan[]): readonly PathDraft[] {
  const found: PathDraft[] = []
  for (const span of spans) {
    for (const word of pathWords(span)) {
      const written = word.text.includes('\\') ? word.text.replaceAll('\\', '/') : word.text
      for (const path of expandBraces(withoutPlace(written)) ?? []) {
        const shape = shapeOf(path)
        if (shape !== undefined) found.push({ path, shape, word })
      }
    }
  }
  return found
}

/** First folders of all paths that say by themselves that they are paths. */
export function rootsOf(drafts: readonly (readonly PathDraft[])[]): Roots {
  const roots = new Set<string>()
  for (const own of drafts) {
    for (const { path, shape, word } of own) {
      const slash = shape === 'file' ? path.indexOf('/') : -1
      if (slash > 0 && !word.text.includes('\\')) roots.add(path.slice(0, slash))
    }
  }
  return roots
}

export function readPaths(drafts: readonly PathDraft[], roots: Roots, reading: Reading): Task['paths'] {
  const found = new Map<string, Task['paths'][number]>()
  for (const draft of drafts) {
    const path = draft.word.isRoute ? undefined : pathOf(draft, roots, reading)
    if (path === undefined || found.has(path)) continue
    found.set(path, { path, origin: locate(reading.document, draft.word.start, draft.word.end) })
  }
  return [...found.values()]
}

function pathOf({ path, shape, word }: PathDraft, roots: Roots, reading: Reading): string | undefined {
  if (shape === 'absolute') return relativeOf(path, word, { roots, reading })
  if (shape === 'maybe' && !startsAt(path, roots)) return undefined
  return path.startsWith('./') ? path.slice(2) : path
}

interface Known {
  readonly roots: Roots
  readonly reading: Reading
}

/** `/src/a.py` means the root of the repository; other absolute paths are of one machine. */
function relativeOf(path: string, { text, start, end }: Word, { roots, reading }: Known): string | undefined {
  if (path.startsWith('/') && startsAt(path.slice(1), roots)) return path.slice(1)
  const message = `\`${shorten(text)}\` is an absolute path`
  const hint = 'write it relative to the workspace root'
  const location = locate(reading.document, start, end)
  reading.diagnostics.add(diagnostic(PLAN_CODES, 'plan/absolute-path', { message, location, hint }))
  return undefined
}
