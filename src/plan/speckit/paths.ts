/** The paths a task names, in order: its line, wrapped lines and sub-bullets. */
import { diagnostic } from '../../diagnostics/index.ts'
import type { TextSpan } from '../../text/blocks.ts'
import { locate } from '../../text/document.ts'
import { PLAN_CODES } from '../codes.ts'
import type { Task } from '../plan.ts'
import { type Reading, shorten } from '../reading.ts'
import { expandBraces, type Roots, shapeOf, startsAt, withoutPlace } from './path-shape.ts'
import { pathWords, type Word } from './path-words.ts'

const VERBS = new Set('GET POST PUT PATCH DELETE HEAD OPTIONS WS WEBSOCKET'.split(' '))

/** First folders of all paths that say by themselves that they are paths. */
export function rootsOf(texts: readonly (readonly TextSpan[])[]): Roots {
  const roots = new Set<string>()
  for (const spans of texts) {
    for (const { text } of spans.flatMap(pathWords)) {
      for (const path of expandBraces(withoutPlace(text)) ?? []) {
        const slash = path.indexOf('/')
        const shape = slash > 0 ? shapeOf(path) : undefined
        if (shape === 'file') roots.add(path.slice(0, slash))
      }
    }
  }
  return roots
}

export function readPaths(spans: readonly TextSpan[], roots: Roots, reading: Reading): Task['paths'] {
  const found = new Map<string, Task['paths'][number]>()
  for (const span of spans) {
    const words = pathWords(span)
    for (const [index, word] of words.entries()) {
      if (VERBS.has(words[index - 1]?.text ?? '')) continue
      for (const path of pathsOf(word, roots, reading)) {
        const origin = locate(reading.document, word.start, word.end)
        if (!found.has(path)) found.set(path, { path, origin })
      }
    }
  }
  return [...found.values()]
}

function pathsOf(word: Word, roots: Roots, reading: Reading): readonly string[] {
  const written = withoutPlace(word.text.includes('\\') ? word.text.replaceAll('\\', '/') : word.text)
  const expanded = expandBraces(written) ?? []
  return expanded.flatMap((path) => {
    const shape = shapeOf(path)
    if (shape === 'absolute') return relativeOf(path, word, { roots, reading })
    if (shape === undefined || (shape === 'maybe' && !startsAt(path, roots))) return []
    return [path.startsWith('./') ? path.slice(2) : path]
  })
}

interface Known {
  readonly roots: Roots
  readonly reading: Reading
}

/** `/src/a.py` means the root of the repository; other absolute paths are of one machine. */
function relativeOf(path: string, { text, start, end }: Word, { roots, reading }: Known): readonly string[] {
  if (path.startsWith('/') && startsAt(path.slice(1), roots)) return [path.slice(1)]
  const message = `\`${shorten(text)}\` is an absolute path`
  const hint = 'write it relative to the workspace root'
  const location = locate(reading.document, start, end)
  reading.diagnostics.add(diagnostic(PLAN_CODES, 'plan/absolute-path', { message, location, hint }))
  return []
}
