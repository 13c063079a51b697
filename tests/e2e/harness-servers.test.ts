/** Servers of a run that do not start or do not end. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startedServers } from '../../scripts/started-servers.mjs'

const failures: string[] = []
const ended: string[] = []
const servers = startedServers(failures, async (name, work) => {
  try {
    return await work()
  } catch {
    failures.push(name)
    return undefined
  }
})
const starts = (name: string, stop: () => Promise<void>) => servers.start(name, async () => ({ stop }))
const ends = (name: string) =>
  starts(name, async () => {
    ended.push(name)
  })

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.restoreAllMocks()
  failures.length = 0
  ended.length = 0
})

it('the youngest ends first', async () => {
  for (const name of ['first', 'second']) await ends(name)
  await servers.stop()
  expect([ended, failures]).toEqual([['second', 'first'], []])
})

it('one that fails at its end leaves none of the others running', async () => {
  await ends('first')
  await starts('broken', () => Promise.reject(new Error('no')))
  await ends('last')
  await servers.stop()
  expect([ended, failures]).toEqual([['last', 'first'], ['broken did not end']])
})

it('one that never ends is left behind in time', async () => {
  await ends('first')
  await starts('stuck', () => new Promise(() => undefined))
  await servers.stop(0.01)
  expect([ended, failures]).toEqual([['first'], ['stuck did not end']])
})

it('one that does not start has nothing to end', async () => {
  expect(await servers.start('absent', () => Promise.reject(new Error('no')))).toBeUndefined()
  await servers.stop()
  expect(failures).toEqual(['absent'])
})
