/** The fast ways of comparing prose against the plain ones. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORY_WORDS, TEST_WORDS } from '../../src/system/category-words.ts'
import { affirmsWord, foldText, hasPart, hasWord } from '../../src/system/folded-text.ts'

const ALL = [...CATEGORY_WORDS, TEST_WORDS]
const WORDS = [...new Set(ALL.flatMap(({ words }) => words))]
const PARTS = [...new Set(ALL.flatMap(({ parts }) => parts)), 'ção', 'K8S']

const fold = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
const singular = (word: string): string => {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return word.length > 2 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}
const spaced = (words: readonly string[]): string => ` ${words.map(singular).join(' ')} `

const prose = fc
  .array(fc.oneof(fc.constantFrom(...WORDS, ...PARTS, 'no', 'ÀÉ', 'caches', 'K'), fc.string()), {
    maxLength: 6,
  })
  .map((parts) => parts.join(' '))

test('words and parts are found where the plain way finds them', () => {
  fc.assert(
    fc.property(prose, (text) => {
      const folded = foldText(text)
      const words = spaced(
        fold(text)
          .split(/[^\p{L}\p{N}]+/u)
          .filter((word) => word !== ''),
      )
      expect(folded).toMatchObject({ words, text: fold(text) })
      for (const word of WORDS) expect(hasWord(folded, word)).toBe(words.includes(spaced(word.split(' '))))
      for (const part of PARTS) expect(hasPart(folded, part)).toBe(fold(text).includes(fold(part)))
    }),
  )
})

test('a word that is denied is not affirmed', () => {
  expect(affirmsWord(foldText('Retries with a timeout'), 'retry')).toBe(true)
  expect(affirmsWord(foldText('No retries'), 'retry')).toBe(false)
  expect(affirmsWord(foldText('Uses no cache, then a cache'), 'cache')).toBe(true)
})
