import { expect, test } from 'vitest'
import { isSampleable, sampleOf } from '../../generators/views/tests/samples.ts'
import type { DataType, Schema } from '../../src/generator/index.ts'

const ORIGIN = { path: 'a.yaml', start: { line: 1, column: 1 }, end: { line: 1, column: 2 } }
const ROOT: DataType = { kind: 'ref', name: 'S0' }

/** `S0` to `S5`, each of `width` fields of the next; the last holds text. */
function tower(width: number, required: boolean): (name: string) => Schema | undefined {
  const schemas = Array.from({ length: 7 }, (_, level): readonly [string, Schema] => {
    const type: DataType = level === 6 ? { kind: 'string' } : { kind: 'ref', name: `S${level + 1}` }
    const fields = Array.from({ length: level === 6 ? 1 : width }, (_unused, at) => ({
      name: `f${at}`,
      type,
      required: required || level === 6 || at === 0,
      nullable: false,
      origin: ORIGIN,
    }))
    return [`S${level}`, { name: `S${level}`, closed: false, fields, origin: ORIGIN }]
  })
  const byName = new Map(schemas)
  return (name) => byName.get(name)
}

function valuesIn(value: unknown): number {
  const inner = typeof value === 'object' && value !== null ? Object.values(value) : []
  return 1 + inner.reduce<number>((sum, each) => sum + valuesIn(each), 0)
}

test('a sample holds every field, optional ones too', () => {
  const schemas = tower(2, false)
  expect(isSampleable(ROOT, schemas)).toBe(true)
  expect(sampleOf(ROOT, 0, schemas)).toMatchObject({ f0: { f1: { f0: {} } }, f1: {} })
})

test.each([30, 2000])('optional fields of %d at each level are left out where they multiply', (width) => {
  const schemas = tower(width, false)
  const start = performance.now()
  expect(isSampleable(ROOT, schemas)).toBe(true)
  expect(valuesIn(sampleOf(ROOT, 0, schemas))).toBeLessThanOrEqual(5000)
  expect(performance.now() - start).toBeLessThan(1000)
})

test('what is required and has no room is no sample: nothing is told of it', () => {
  const schemas = tower(30, true)
  const start = performance.now()
  expect(isSampleable(ROOT, schemas)).toBe(false)
  expect(valuesIn(sampleOf(ROOT, 0, schemas))).toBeLessThanOrEqual(5000)
  expect(performance.now() - start).toBeLessThan(1000)
})
