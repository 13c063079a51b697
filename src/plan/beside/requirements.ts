import type { Block, ListItem } from '../../text/blocks.ts'
import { flattenBlocks } from '../../text/blocks.ts'
import { type Document, locate } from '../../text/document.ts'
import type { Requirement } from '../facts.ts'

const ID = /^[`*[]*((?:FR|NFR|RF|RNF|REQ|US|R|BR|RN|SC)-?\d{1,4}(?:\.\d{1,3}){0,3})[`*\]]*\s*[:.)–—-]?\s*/i
const SECTION =
  /requirement|user stor|functional|feature|requisito|histórias? de usuário|funcionalidade|acceptance/i
const OUTSIDE = /non-?goals?|out of scope|fora de escopo|não[- ]objetivos|open questions|questões/i

/** Requirements of a product document: items under requirement headings, and items with an id anywhere. */
export function readRequirementItems(document: Document, blocks: readonly Block[]): Requirement[] {
  const above: { level: number; text: string }[] = []
  const found: Requirement[] = []
  for (const block of flattenBlocks(blocks)) {
    if (block.kind === 'heading') {
      while ((above.at(-1)?.level ?? 0) >= block.level) above.pop()
      above.push(block)
      const id = ID.exec(block.text)
      if (id) found.push(requirementOf(document, block, id))
    } else if (block.kind === 'item' && block.text.trim() !== '') {
      const id = ID.exec(block.text)
      const outside = above.some((heading) => OUTSIDE.test(heading.text))
      const wanted = above.some((heading) => SECTION.test(heading.text)) && block.depth === 0
      if (id || (wanted && !outside)) found.push(requirementOf(document, block, id))
    }
  }
  return found
}

function requirementOf(
  document: Document,
  block: Pick<ListItem, 'text' | 'start' | 'end'>,
  id: RegExpExecArray | null,
): Requirement {
  const text = block.text.slice(id?.[0].length ?? 0).trim()
  return { id: id?.[1]?.toUpperCase(), text, origin: locate(document, block.start, block.end) }
}
