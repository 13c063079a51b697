import { type Block, flattenBlocks } from '../../text/blocks.ts'
import { type Document, locate } from '../../text/document.ts'
import type { DocumentFacts } from '../facts.ts'

/** Prose and bullets without boxes, each with its place. */
export function statementsOf(document: Document, blocks: readonly Block[]): DocumentFacts['statements'] {
  return flattenBlocks(blocks.filter(isProse)).flatMap((block) => {
    if (block.kind !== 'paragraph' && block.kind !== 'item') return []
    if (block.kind === 'item' && block.box) return []
    return block.text === ''
      ? []
      : [{ text: block.text, origin: locate(document, block.textStart, block.end) }]
  })
}

/** `<task_context>` holds values, not prose. */
function isProse(block: Block): boolean {
  return block.kind !== 'tag' || block.name !== 'task_context'
}
