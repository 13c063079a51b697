import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearest } from '../../src/commands/nearest.ts'
import { selectTasks } from '../../src/commands/select-tasks.ts'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { isSameService } from '../../src/system/names.ts'
import type { Scope } from '../../src/system/system.ts'

const ORIGIN = { path: 'a.md', start: { line: 1, column: 1 }, end: { line: 1, column: 2 } }

function service(ids: readonly string[], excluded: readonly string[] = []): Scope {
  const items = ids.map((id) => ({
    key: `shop:auth-service/${id}`,
    id,
    title: id,
    categories: ['logic' as const],
    excluded: excluded.includes(id),
    done: false,
    status: 'pending' as const,
    origin: ORIGIN,
  }))
  return {
    name: 'auth-service',
    layout: { root: 'auth-service', package: 'src', places: {} },
    items,
    criteria: [],
    sharedProtos: [],
    library: undefined,
  }
}

const AUTH = service(['4.1', '4.2', '4.9', '4.10', '5.0', 'T006', 'T007', 'T010'], ['4.9'])

function select(...written: readonly string[]) {
  const diagnostics = new Diagnostics()
  const ids = selectTasks(AUTH, written, diagnostics).map(({ id }) => id)
  return [ids.join(' '), diagnostics.all.map(({ code }) => code).join(' ')]
}

test.each([
  ['', '4.1 4.2 4.10 5.0 T006 T007 T010', ''],
  ['4.2', '4.2', ''],
  ['04.2', '4.2', ''],
  ['auth/4.2', '4.2', ''],
  ['auth-service/4.2', '4.2', ''],
  ['auth_service/4.2', '4.2', ''],
  ['auth.4.2', '4.2', ''],
  ['shop:auth-service/4.2', '4.2', ''],
  ['4', '4.1 4.2 4.10', ''],
  ['4.0', '4.1 4.2 4.10', ''],
  ['5', '5.0', ''],
  ['4.2-4.10', '4.2 4.10', ''],
  ['4.10,4.1', '4.1 4.10', ''],
  ['4-5', '4.1 4.2 4.10 5.0', ''],
  ['T006-T010', 'T006 T007 T010', ''],
  ['t007', 'T007', ''],
  ['4.1,9.9', '4.1', 'command/unknown-task'],
  ['user/4.2', '', 'command/unknown-task'],
  ['other:auth/4.2', '', 'command/unknown-task'],
  ['4.9', '', 'command/excluded-task'],
  ['nonsense', '', 'command/unknown-task'],
])('`%s` means %s', (written, ids, codes) => {
  expect(select(written)).toEqual([ids, codes])
})

test('no text selects what it does not name, or throws', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), (text) => {
      const known = AUTH.items.map(({ id }) => id)
      for (const id of select(text)[0]?.split(' ') ?? []) expect(['', ...known]).toContain(id)
    }),
  )
})

test('names of services meet over case and ending, and prefixes do not', () => {
  expect(isSameService('auth', 'auth-service')).toBe(true)
  expect(isSameService('auth_service', 'auth')).toBe(true)
  expect(isSameService('aut', 'auth-service')).toBe(false)
})

test('the nearest names are near, begin alike, and are few', () => {
  const names = ['auth', 'auth-service', 'user', 'orders', 'inventory']
  expect(nearest('atuh', names)).toEqual(['auth'])
  expect(nearest('inv', names)).toEqual(['inventory'])
  expect(nearest('zzz', names)).toEqual([])
  expect(nearest('a'.repeat(10_000), names)).toEqual([])
})
