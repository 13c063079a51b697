/** A file of `checklists/`: boxes that are about the documents. */
import { type Block, flattenBlocks } from '../../../text/blocks.ts'
import { locate } from '../../../text/document.ts'
import { hashedId } from '../../criterion-id.ts'
import type { Criterion } from '../../plan.ts'
import type { Reading } from '../../reading.ts'

const OWN_ID = /^[*_`]{0,2}([A-Z]{2,4}-?\d{1,4})[*_`]{0,2}[:：]?[ \t]*/

export function readChecklist(scanned: readonly Block[], { document }: Reading): readonly Criterion[] {
  const ids = new Set<string>()
  return flattenBlocks(scanned).flatMap((block): readonly Criterion[] => {
    if (block.kind !== 'item' || !block.box || block.text === '') return []
    const own = OWN_ID.exec(block.text)
    const text = block.text.slice(own?.[0].length ?? 0)
    const id = own?.[1] ?? hashedId('check', text, ids)
    ids.add(id)
    const done = /[xX]/.test(block.box.state)
    return [{ id, kind: 'check', text, done, origin: locate(document, block.textStart, block.end) }]
  })
}
