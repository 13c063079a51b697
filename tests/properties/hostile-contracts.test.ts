/** Text of strangers in every field of the tech spec and the proto. */
import { expect, test } from 'vitest'
import { complaintsAbout, complaintsAboutRuns, fieldsIn } from './hostile-run.ts'

const fields = fieldsIn(/_techspec\.md$|proto file/)

test('there is a field for everything that is read', () => {
  expect(fields.length).toBeGreaterThan(40)
})

test('hostile text is text in the output, or refused with place and hint', { timeout: 240_000 }, async () => {
  expect(await complaintsAbout(fields)).toEqual([])
})

test('a run that refuses it says so and writes nothing', { timeout: 120_000 }, async () => {
  expect(await complaintsAboutRuns(fields)).toEqual([])
})
