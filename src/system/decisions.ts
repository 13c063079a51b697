/** Architecture decision records, where the plan has a task for them. */
import { foldText, hasWord } from './folded-text.ts'
import type { WorkItem } from './work-item.ts'

const WORDS = ['adr', 'architecture decision', 'architectural decision', 'decision record']

/** Key of the task that is about them. */
export function findDecisionTask(items: readonly WorkItem[]): string | undefined {
  return items.find(({ title, excluded }) => !excluded && names(title))?.key
}

function names(title: string): boolean {
  const folded = foldText(title)
  return WORDS.some((word) => hasWord(folded, word))
}
