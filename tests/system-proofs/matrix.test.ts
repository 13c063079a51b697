/**
 * Every pair of what a service may have: each row through every gate with what its tests bring themselves, then its
 * tests once more on real servers.
 */
import { expect, it } from 'vitest'
import { buildPlan, expectGates } from '../e2e/support/plan-gates.ts'
import { MATRIX, unexpected } from '../support/matrix-rows.ts'
import { embedded, realTier } from './support/tiers.ts'

it.each(MATRIX.map(({ name, options }) => [name, options] as const))('%s', async (_, options) => {
  const built = await buildPlan(options)
  expect(unexpected(built)).toEqual([])
  await expectGates(built, embedded)
  await expectGates(built, { ...realTier(), only: ['proto', 'pytest'] })
})
