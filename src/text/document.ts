import type { Location, Position } from '../diagnostics/index.ts'

/** A text file with a line index. `text` is decoded UTF-8 without BOM; offsets count UTF-16 units. */
export interface Document {
  /** Relative to the workspace root, with `/`. */
  readonly path: string
  readonly text: string
  /** Offset of the first unit of each line. */
  readonly lineStarts: readonly number[]
}

export function createDocument(path: string, text: string): Document {
  const lineStarts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1)
  return { path, text, lineStarts }
}

/** Line and column, from 1, of an offset. */
function positionAt(document: Document, offset: number): Position {
  let low = 0
  let high = document.lineStarts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((document.lineStarts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (document.lineStarts[low] ?? 0) + 1 }
}

/** The location of a span of offsets, end exclusive. */
export function locate(document: Document, start: number, end: number): Location {
  return { path: document.path, start: positionAt(document, start), end: positionAt(document, end) }
}
