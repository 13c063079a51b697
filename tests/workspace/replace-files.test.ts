/** Repairs of the files of a person: all as they were read, or nothing is written. */
import { expect, test } from 'vitest'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { recoverIfNeeded, systemProcesses } from '../../src/workspace/index.ts'
import { acquireLock } from '../../src/workspace/lock.ts'
import { replaceFiles } from '../../src/workspace/replace-files.ts'
import { faultyDisk } from '../support/faulty-disk.ts'
import { memoryDisk, snapshot } from '../support/memory-disk.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const change = (path: string, before: string, after: string) => ({
  path,
  before: bytes(before),
  after: bytes(after),
})
const FILES = { '/w/specs/a.md': 'a', '/w/specs/b.md': 'b' }
const BOTH = [change('specs/a.md', 'a', 'A'), change('specs/b.md', 'b', 'B')]

test('every file gets its new bytes, and nothing else stays', () => {
  const disk = memoryDisk(FILES)
  replaceFiles(disk, '/w', BOTH)
  expect(snapshot(disk, '/w')).toEqual({ specs: 'directory', 'specs/a.md': '644 A', 'specs/b.md': '644 B' })
})

test('where one file is no longer what was read, none is written', () => {
  const disk = memoryDisk({ ...FILES, '/w/specs/b.md': 'by hand' })
  const before = snapshot(disk, '/w')
  expect(() => replaceFiles(disk, '/w', BOTH)).toThrow('`specs/b.md` changed while the run was going on')
  expect(snapshot(disk, '/w')).toEqual(before)
})

test('what lies behind a link is not written', () => {
  const disk = memoryDisk({ '/outside/a.md': 'a' }, { '/w/specs': '/outside' })
  expect(() => replaceFiles(disk, '/w', BOTH.slice(0, 1))).toThrow('`specs` is a link')
  expect(snapshot(disk, '/outside')).toEqual({ 'a.md': '644 a' })
})

test.each(['create', 'rename'])(
  'a %s that fails leaves the file as it was, and nothing beside it',
  (name) => {
    const disk = memoryDisk(FILES)
    const counted = faultyDisk(memoryDisk(FILES))
    replaceFiles(counted, '/w', BOTH.slice(0, 1))
    const at = 1 + counted.writes.findIndex((write) => write.startsWith(name))
    const faulty = faultyDisk(disk, { at, code: 'EIO', once: true })
    expect(() => replaceFiles(faulty, '/w', BOTH.slice(0, 1))).toThrow('writing stopped at `')
    expect(snapshot(disk, '/w')).toEqual(snapshot(memoryDisk(FILES), '/w'))
  },
)

test('what a person has beside a file stays, whatever its name', () => {
  const disk = memoryDisk({ ...FILES, '/w/specs/a.md.taskplan~': 'mine', '/w/specs/.a.md.tmp': 'mine, too' })
  replaceFiles(disk, '/w', BOTH)
  expect(snapshot(disk, '/w')).toMatchObject({
    'specs/a.md': '644 A',
    'specs/a.md.taskplan~': '644 mine',
    'specs/.a.md.tmp': '644 mine, too',
  })
})

test('killed at any write, all files are changed or the next run takes all of it back', () => {
  const whole = faultyDisk(memoryDisk(FILES))
  replaceFiles(whole, '/w', BOTH)
  for (let at = 1; at <= whole.writes.length; at += 1)
    for (const kill of ['before', 'half', 'after'] as const) {
      const disk = memoryDisk(FILES)
      expect(() => replaceFiles(faultyDisk(disk, { at, kill }), '/w', BOTH)).toThrow()
      recoverIfNeeded({ disk, root: '/w' }, new Diagnostics(), {
        ...systemProcesses(),
        startOf: () => undefined,
      })
      const { 'specs/a.md': one, 'specs/b.md': other } = snapshot(disk, '/w')
      expect([['644 a', '644 b'].join(), ['644 A', '644 B'].join()]).toContain([one, other].join())
    }
})

test('another run that is writing is waited for, not written over', () => {
  const disk = memoryDisk(FILES)
  const processes = systemProcesses()
  const lock = acquireLock({ disk, root: '/w' }, processes)
  expect(() => replaceFiles(disk, '/w', BOTH)).toThrow('another run is writing to this workspace')
  lock.release()
  expect(snapshot(disk, '/w')).toEqual(snapshot(memoryDisk(FILES), '/w'))
})

test('where there is a state the journal of the run stays with it', () => {
  const disk = memoryDisk({ ...FILES, '/w/.taskplan/.gitignore': 'journal/' })
  replaceFiles(disk, '/w', BOTH)
  expect(Object.keys(snapshot(disk, '/w')).filter((path) => path.endsWith('.before'))).toHaveLength(2)
})
