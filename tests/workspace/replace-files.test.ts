/** Repairs of the files of a person: all as they were read, or nothing is written. */
import { expect, test } from 'vitest'
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
