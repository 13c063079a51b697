import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import { TEXT_CODES } from '../text/codes.ts'
import { type Document, locate } from '../text/document.ts'
import { findFrontMatter } from '../text/front-matter-span.ts'
import { scanBlocks } from '../text/scan-blocks.ts'

export interface BodyRange {
  /** Where front matter may stand. */
  readonly from: number
  readonly bodyFrom: number
  readonly to: number
}

/** The part of a document that counts: all of it, or the inside of a Markdown fence around everything. */
export function unwrapDocument(document: Document, diagnostics: Diagnostics): BodyRange {
  const whole = { from: 0, bodyFrom: findFrontMatter(document)?.end ?? 0, to: document.text.length }
  if (!/^\s*(?:`{3,}|~{3,})(?:markdown|md)\s/.test(document.text.slice(0, 200))) return whole
  const blocks = scanBlocks(document)
  const fence = blocks[0]
  if (blocks.length !== 1 || fence?.kind !== 'fence') return whole
  const from = fence.lineStarts[0] ?? fence.end
  const frontMatter = findFrontMatter(document, from)
  if (frontMatter) {
    diagnostics.add(
      diagnostic(TEXT_CODES, 'text/misplaced-front-matter', {
        message: 'the front matter stands inside a code fence',
        location: locate(document, frontMatter.start, frontMatter.start + 3),
        hint: 'remove the fence around the file',
      }),
    )
  }
  return { from, bodyFrom: frontMatter?.end ?? from, to: fence.lineStarts.at(-1) ?? fence.end }
}
