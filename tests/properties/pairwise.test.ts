import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FACTORS, MATRIX } from '../support/matrix-rows.ts'
import { type Factors, pairwise } from '../support/pairwise.ts'

const factors = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,6}$/),
  fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 5 }),
  { minKeys: 2, maxKeys: 6 },
)

function missingPairs(given: Factors): readonly string[] {
  const rows = pairwise(given)
  const names = Object.keys(given)
  return names.flatMap((one, at) =>
    names
      .slice(at + 1)
      .flatMap((other) =>
        (given[one] ?? []).flatMap((a) =>
          (given[other] ?? [])
            .filter((b) => !rows.some((row) => row[one] === a && row[other] === b))
            .map((b) => `${one}=${a} ${other}=${b}`),
        ),
      ),
  )
}

it('every pair of values stands in a row', () => {
  fc.assert(
    fc.property(factors, (given) => {
      expect(missingPairs(given)).toEqual([])
    }),
  )
})

it('there are far fewer rows than combinations', () => {
  const combinations = Object.values(FACTORS).reduce((product, values) => product * values.length, 1)
  expect(MATRIX.length).toBeGreaterThanOrEqual(12)
  expect(MATRIX.length).toBeLessThan(combinations / 10)
})
