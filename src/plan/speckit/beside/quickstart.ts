/** `quickstart.md`: the names of the scenarios that are gone through from end to end. */
import { type Block, flattenBlocks, type Heading } from '../../../text/blocks.ts'
import { locate } from '../../../text/document.ts'
import type { Scenario } from '../../plan.ts'
import type { Reading } from '../../reading.ts'

const NAMED =
  /^(?:(?:test |user |integration |validation )?(?:scenario|workflow|use case|test case)|cenário|сценарий|シナリオ|场景|測試場景|시나리오)[ \t]{0,2}\d{1,3}[a-z]?[ \t]*[:：.–—-]?[ \t]*(.*)$/iu
const SECTION =
  /scenarios?\b|workflows\b|\bvalidation steps|end-to-end|user journeys?|cenários|сценари|シナリオ|场景|시나리오/iu
const NUMBERED = /^\d{1,3}[.)][ \t]{0,3}(.*)$/

/** Headings such as `### Scenario 1: …`, and numbered ones below a heading that speaks of scenarios. */
export function readJourneys(scanned: readonly Block[], { document }: Reading): readonly Scenario[] {
  const above: Heading[] = []
  const found: Scenario[] = []
  for (const block of flattenBlocks(scanned)) {
    if (block.kind !== 'heading') continue
    while ((above.at(-1)?.level ?? 0) >= block.level) above.pop()
    const bare = block.text.replace(/[*`]/g, '').replace(/^[^\p{L}\p{N}]+/u, '')
    const isBelow = above.some(({ level, text }) => level > 1 && SECTION.test(text))
    const name = NAMED.exec(bare)?.[1] ?? (isBelow ? (NUMBERED.exec(bare)?.[1] ?? undefined) : undefined)
    if (name !== undefined && block.level > 1) {
      found.push({ text: name === '' ? bare : name, origin: locate(document, block.textStart, block.end) })
    }
    above.push(block)
  }
  return found
}
