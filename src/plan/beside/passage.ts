import type { Location } from '../../diagnostics/index.ts'
import type { Fence } from '../../text/blocks.ts'
import { type Document, locate } from '../../text/document.ts'
import { firstIndex } from '../../text/first-index.ts'

/** A stretch of a document as its own text, without the indentation of the list it stands in. */
export interface Passage {
  readonly document: Document
  readonly text: string
  /** Offset in `text` of each line, and where that line starts in the document. */
  readonly lines: readonly { readonly here: number; readonly there: number }[]
}

/** The whole document as one passage. */
export function wholeDocument(document: Document): Passage {
  return { document, text: document.text, lines: [{ here: 0, there: 0 }] }
}

/** The content of a fence. */
export function passageOf(document: Document, fence: Fence): Passage {
  const lines: { here: number; there: number }[] = []
  let here = 0
  for (const there of fence.lineStarts) {
    lines.push({ here, there })
    const newline = fence.content.indexOf('\n', here)
    if (newline === -1) break
    here = newline + 1
  }
  return { document, text: fence.content, lines }
}

/** The offset in the document of an offset in the passage. */
export function documentOffset(passage: Passage, offset: number): number {
  const { lines } = passage
  const index = firstIndex(lines.length, (at) => (lines[at]?.here ?? 0) > offset) - 1
  const line = lines[Math.max(0, index)]
  return line ? line.there + offset - line.here : offset
}

/** The location in the document of a span of the passage, end exclusive. */
export function locateIn(passage: Passage, start: number, end: number): Location {
  const last = end > start ? documentOffset(passage, end - 1) + 1 : documentOffset(passage, end)
  return locate(passage.document, documentOffset(passage, start), last)
}

/** Where a line of the passage stands, counted from 1, without blanks; for an empty line the last text before it. */
export function locateLine(passage: Passage, line: number): Location {
  const lines = passage.text.split('\n')
  let index = Math.min(line, lines.length) - 1
  while (index > 0 && lines[index]?.trim() === '') index -= 1
  const text = lines[index] ?? ''
  const start = lines.slice(0, index).reduce((offset, before) => offset + before.length + 1, 0)
  const lead = text.length - text.trimStart().length
  return locateIn(passage, start + lead, start + Math.max(lead, text.trimEnd().length))
}
