import type { Location, Position } from '../diagnostics/index.ts'
import { firstIndex } from './first-index.ts'

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

/** Index of the line that holds an offset. */
export function lineAt({ lineStarts }: Document, offset: number): number {
  return Math.max(0, firstIndex(lineStarts.length, (line) => (lineStarts[line] ?? 0) > offset) - 1)
}

function positionOn({ lineStarts }: Document, line: number, offset: number): Position {
  return { line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1 }
}

/** The location of a span of offsets, end exclusive. */
export function locate(document: Document, start: number, end: number): Location {
  const line = lineAt(document, start)
  // Nearly every span ends on the line it starts on.
  const isOneLine = end >= start && end < (document.lineStarts[line + 1] ?? Number.POSITIVE_INFINITY)
  const last = isOneLine ? line : lineAt(document, end)
  return {
    path: document.path,
    start: positionOn(document, line, start),
    end: positionOn(document, last, end),
  }
}
