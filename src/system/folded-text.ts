import { isAscii, withoutAccents } from '../text/accents.ts'

/** Prose made comparable: lower case, no accents, words in the singular, at most 4,000 units of it. */
export interface FoldedText {
  /** Words between single blanks, with a blank at both ends. */
  readonly words: string
  /** The same without cutting words, for languages that do not separate them. */
  readonly text: string
  /** Whether `text` is ASCII. */
  readonly ascii: boolean
}

const LIMIT = 4000
const NEGATIONS = /(^| )(no|without|not|never|sem|nao|non)( (a|an|any|the|use|uses|using|need|needs))? $/

export function foldText(prose: string): FoldedText {
  const text = withoutAccents(prose.slice(0, LIMIT).toLowerCase())
  const ascii = isAscii(text)
  const words = text.split(ascii ? /[^A-Za-z0-9]+/ : /[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  return { words: ` ${words.map(singularForm).join(' ')} `, text, ascii }
}

/** Whether a word or phrase occurs, in singular or plural. */
export function hasWord(folded: FoldedText, phrase: string): boolean {
  return mayHave(folded, phrase) && folded.words.includes(needle(phrase))
}

/** As `hasWord`, and not right after `no`, `without` or the like. */
export function affirmsWord(folded: FoldedText, phrase: string): boolean {
  if (!mayHave(folded, phrase)) return false
  const wanted = needle(phrase)
  for (let at = folded.words.indexOf(wanted); at !== -1; at = folded.words.indexOf(wanted, at + 1)) {
    if (!NEGATIONS.test(folded.words.slice(Math.max(0, at - 24), at + 1))) return true
  }
  return false
}

/** Cheap and nearly always false: the singular keeps the first two letters. */
function mayHave({ words }: FoldedText, phrase: string): boolean {
  return words.includes(` ${phrase.slice(0, 2)}`)
}

/** Whether a part of a word occurs; `part` in any case and accent. */
export function hasPart(folded: FoldedText, part: string): boolean {
  if (folded.ascii && !foldsToAscii(part.charCodeAt(0))) return false
  return folded.text.includes(withoutAccents(part.toLowerCase()))
}

/** Cyrillic, Hangul, Kana and Han never do. */
function foldsToAscii(unit: number): boolean {
  return !((unit >= 0x0400 && unit <= 0x04ff) || (unit >= 0x3040 && unit <= 0xd7a3))
}

function needle(phrase: string): string {
  return ` ${phrase.split(' ').map(singularForm).join(' ')} `
}

/** Only has to be the same on both sides of a comparison. */
function singularForm(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return word.length > 2 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}
