/** Success criteria and checklist lines; their ids are hashes, which a list of tasks has no need of. */
import { type Document, locate } from '../../text/document.ts'
import { hashedId } from '../criterion-id.ts'
import type { Criterion } from '../plan.ts'
import { type CriterionLine, cleanTitle, isDone } from './boxes.ts'

const OWN_ID = /^[*_]{0,2}([A-Z]{2,4}-\d{1,4})[*_]{0,2}:?[ \t]*/

export function readCriteria(lines: readonly CriterionLine[], document: Document): readonly Criterion[] {
  const ids = new Set<string>()
  return lines.flatMap(({ item, kind }) => {
    const own = OWN_ID.exec(item.text)
    const text = cleanTitle(item.text.slice(own?.[0].length ?? 0))
    if (text === '' && !own) return []
    const id = own?.[1] ?? hashedId(kind, text, ids)
    ids.add(id)
    const origin = locate(document, item.textStart, item.end)
    return [{ id, kind, text, done: isDone(item.box?.state ?? ' '), origin }]
  })
}
