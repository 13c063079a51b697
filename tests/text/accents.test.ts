import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAscii, withoutAccents } from '../../src/text/accents.ts'

const plainly = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '')
const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('Visão', 'é', '데이', 'K'),
)

test('what is done for ASCII is what is done for everything', () => {
  fc.assert(fc.property(anyText, (text) => withoutAccents(text) === plainly(text)))
  expect(withoutAccents('Configuração')).toBe('Configuracao')
})

test('ASCII ends at 0x7f', () => {
  expect(['', 'a\u007f', '\u0080', 'aé'].map(isAscii)).toEqual([true, true, false, false])
})
