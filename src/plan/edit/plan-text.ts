import { Diagnostics, type Location } from '../../diagnostics/index.ts'
import { type Block, flattenBlocks } from '../../text/blocks.ts'
import type { Document } from '../../text/document.ts'
import { firstIndex } from '../../text/first-index.ts'
import { readFrontMatter } from '../../text/front-matter.ts'
import { scanBlocks } from '../../text/scan-blocks.ts'
import type { YamlMapping } from '../../text/yaml-node.ts'
import { unwrapDocument } from '../unwrap.ts'
import { tickLetter } from './done-mark.ts'

export type LeafBlock = Exclude<Block, { kind: 'tag' }>

/** A document of a plan as its readers see it: no fence or comment in it is text. */
export interface PlanText {
  readonly document: Document
  readonly meta: YamlMapping | undefined
  readonly bodyFrom: number
  readonly blocks: readonly Block[]
  /** Ascending, none inside another. */
  readonly leaves: readonly LeafBlock[]
  /** What its boxes are ticked with. */
  readonly tick: 'x' | 'X'
}

export async function readPlanText(document: Document): Promise<PlanText> {
  // What is wrong with a document was told when its plan was read.
  const ignored = new Diagnostics()
  const { from, bodyFrom, to } = unwrapDocument(document, ignored)
  const meta = await readFrontMatter(document, ignored, from)
  const blocks = scanBlocks(document, { from: bodyFrom, to })
  const leaves = flattenBlocks(blocks).filter((block): block is LeafBlock => block.kind !== 'tag')
  return { document, meta, bodyFrom, blocks, leaves, tick: tickLetter(leaves) }
}

/** Offset at which a location starts; undefined for another document, or for a place it does not have. */
export function offsetOf({ path, text, lineStarts }: Document, location: Location): number | undefined {
  const { line, column } = location.start
  const start = lineStarts[line - 1]
  if (location.path !== path || start === undefined || column < 1) return undefined
  const offset = start + column - 1
  return offset <= (lineStarts[line] ?? text.length + 1) - 1 ? offset : undefined
}

/** Index of the block that a location starts in, or that starts behind it on its line; -1 without one. */
export function indexAt({ document, leaves }: PlanText, location: Location): number {
  const offset = offsetOf(document, location)
  if (offset === undefined) return -1
  const index = firstIndex(leaves.length, (at) => (leaves[at]?.end ?? 0) >= offset)
  const found = leaves[index]
  const lineEnd = document.lineStarts[location.start.line] ?? document.text.length + 1
  return found && found.start < lineEnd ? index : -1
}
