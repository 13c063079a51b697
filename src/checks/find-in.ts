import type { Location } from '../diagnostics/index.ts'
import { type Document, locate } from '../text/document.ts'

/** The place of a text inside a wider one; the wider one where it does not stand there. */
export function findIn(documents: readonly Document[], within: Location, text: string): Location {
  const document = documents.find(({ path }) => path === within.path)
  if (!document) return within
  const offset = ({ line, column }: Location['start']) => (document.lineStarts[line - 1] ?? 0) + column - 1
  const start = document.text.indexOf(text, offset(within.start))
  const isInside = start !== -1 && start + text.length <= offset(within.end)
  return isInside ? locate(document, start, start + text.length) : within
}
