/** Places that still say NEEDS CLARIFICATION; where the words are only spoken of, nothing is asked. */
import { type Block, flattenBlocks, type TextSpan } from '../../../text/blocks.ts'
import { locate } from '../../../text/document.ts'
import type { Question } from '../../plan.ts'
import type { Reading } from '../../reading.ts'

const MARK =
  /[[(（【]?[ \t]{0,2}NEEDS CLARIFICATION[ \t]{0,2}(?:[:：][ \t]*([^\]\n)）】]{0,400}))?[\])）】]?/g
/** The template's own advice on how to mark one. */
const ADVICE = /^(?:specific|your|the) question\b/i

export function readOpenQuestions(scanned: readonly Block[], { document }: Reading): readonly Question[] {
  return flattenBlocks(scanned).flatMap((block) => {
    if (block.kind !== 'paragraph' && block.kind !== 'item') return []
    const isBox = block.kind === 'item' && block.box !== undefined
    return isBox ? [] : block.lines.flatMap((line) => questionsIn(line, document))
  })
}

function questionsIn(line: TextSpan, document: Reading['document']): readonly Question[] {
  if (!line.text.includes('NEEDS CLARIFICATION')) return []
  return [...line.text.slice(0, 5000).matchAll(MARK)].flatMap((found) => {
    const asked = (found[1] ?? '').trim()
    const before = line.text.slice(0, found.index)
    const isValue = asked === '' && /^(?:[-*][ \t]+)?\*\*[^*]{2,60}\*\*[:：]?[ \t]*$/.test(before)
    const isAsked = asked !== '' && !ADVICE.test(asked) && !isQuoted(before)
    if (!isValue && !isAsked) return []
    const start = line.start + found.index
    const text = asked === '' ? before.replace(/[*:：]/g, '').trim() : asked
    return [{ text, origin: locate(document, start, start + found[0].length) }]
  })
}

/** Inside code, or struck out. */
function isQuoted(before: string): boolean {
  return (before.split('`').length - 1) % 2 === 1 || (before.split('~~').length - 1) % 2 === 1
}
