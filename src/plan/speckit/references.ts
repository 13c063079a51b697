/** Ids of tasks in a text, ranges included. */
import type { TextSpan } from '../../text/blocks.ts'
import { locate } from '../../text/document.ts'
import type { TaskReference } from '../plan.ts'
import type { Reading } from '../reading.ts'

const TASK = /(?<![\w-])(?:US\d{1,3}-)?(?:T-?|TASK-)\d{1,5}[a-z]?(?:\.\d{1,3})?(?:-[A-Z]{2,8}\d{0,2})?(?!\w)/g

/** Every id a text names, as written. */
export function referencesIn(span: TextSpan, { document }: Reading): TaskReference[] {
  return [...span.text.matchAll(TASK)].map((match) => {
    const start = span.start + match.index
    return { id: match[0], origin: locate(document, start, start + match[0].length) }
  })
}
