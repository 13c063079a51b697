/** Tasks that nobody will do: struck out, or with a word that says so. */
import type { TaskDraft } from './drafts.ts'

/** In capitals, where a remark starts; two of them in a row are states that a task is about. */
const GIVEN_UP =
  /(?:\*\*|\(|\[|[—–:]\s?|\s--?\s|^)[*_]{0,2}(?:REMOVED|DEFERRED|SKIPPED|POSTPONED|CANCELLED|CANCELED|OBSOLETE|WON'T (?:DO|FIX))\b(?!\s?[,|/]|\s(?:or|and)\b)/
const CODE = /`[^`]*`/g

/** In small letters only as the very last words of a box that is open. */
const LAST =
  /(?:[—–([]|\s--?\s)\s?[*_]{0,2}(?:deferred|skipped|postponed)(?:\s(?:to|till|until|for)\s[^—–()[\]]{1,40})?[*_]{0,2}[)\].]{0,2}$/i
const LONGEST_LAST = 80

/** `~~text~~`, **REMOVED**, (DEFERRED), `— skipped`. */
export function isGivenUp({ lines, labels, state }: TaskDraft): boolean {
  const first = lines[0]?.text ?? ''
  if (first.startsWith('~~') || first.startsWith('**~~')) return true
  const last = lines.at(-1)?.text ?? ''
  const isLast = (state === undefined || state === ' ') && LAST.test(last.slice(-LONGEST_LAST))
  return isLast || lines.some(({ text }) => saysSo(text)) || labels.some(saysSo)
}

const saysSo = (text: string): boolean =>
  GIVEN_UP.test(text) && (!text.includes('`') || GIVEN_UP.test(text.replace(CODE, '``')))
