import { describe, expect, it } from 'vitest'
import { Diagnostics, UserError } from '../../src/diagnostics/index.ts'
import type { Disk } from '../../src/ports.ts'
import { recoverIfNeeded } from '../../src/workspace/recover.ts'
import { openWorkspace } from '../../src/workspace/workspace.ts'
import { faultyDisk, Killed } from '../support/faulty-disk.ts'
import { memoryDisk, snapshot } from '../support/memory-disk.ts'
import { lonely, ROOT, run, tree } from './support/scenario.ts'

const OLD = tree({ 'auth/a.py': 'one\n', 'auth/b.py': 'goes\n' })
const NEW = tree({ 'auth/a.py': 'two\n', 'auth/c.py': 'new\n' })

/** Killed when all files of the user's are replaced and the state is not. */
function killed(): Disk {
  const disk = memoryDisk({ '/w/mine.txt': 'mine\n' })
  run(disk, OLD)
  const counted = faultyDisk(killedCopy())
  run(counted, NEW)
  const at = counted.writes.findIndex((write) => /^rename .*services/.test(write)) + 1
  expect(() => run(faultyDisk(disk, { at, kill: 'before' }), NEW, { processes: lonely(2) })).toThrow(Killed)
  expect(Object.keys(snapshot(disk, '/w/auth'))).toEqual(['a.py', 'c.py'])
  return disk
}

function killedCopy(): Disk {
  const disk = memoryDisk({ '/w/mine.txt': 'mine\n' })
  run(disk, OLD)
  return disk
}

function recover(disk: Disk) {
  const diagnostics = new Diagnostics()
  const done = recoverIfNeeded({ disk, root: ROOT }, diagnostics, lonely(3))
  return { done, found: diagnostics.all }
}

function put(disk: Disk, path: string, text: string): void {
  disk.remove(path)
  disk.create(path, Buffer.from(text), { mode: 0o644, sync: false })
}

function text(disk: Disk, path: string): string {
  return Buffer.from(disk.read(path) ?? []).toString()
}

describe('recovery', () => {
  it('says what it took back', () => {
    const { done, found } = recover(killed())
    expect(done?.removed).toContain('auth/c.py')
    expect(done?.restored).toEqual(expect.arrayContaining(['auth/a.py', 'auth/b.py']))
    expect(found).toMatchObject([
      { code: 'workspace/rolled-back', message: expect.stringContaining('2 files restored, 1 removed') },
    ])
  })

  it('leaves a file alone that was edited meanwhile, and keeps what stood there before', () => {
    const disk = killed()
    put(disk, '/w/auth/a.py', 'edited\n')
    put(disk, '/w/auth/c.py', 'edited too\n')
    const { done, found } = recover(disk)
    expect(done?.leftAlone).toEqual(['auth/a.py', 'auth/c.py'])
    expect(found.map(({ code }) => code)).toContain('workspace/edited-meanwhile')
    expect([text(disk, '/w/auth/a.py'), text(disk, '/w/auth/c.py')]).toEqual(['edited\n', 'edited too\n'])
    expect(text(disk, '/w/.taskplan/conflicts/auth/a.py.before')).toBe('one\n')
    expect(text(disk, '/w/auth/b.py')).toBe('goes\n')
    expect(recover(disk).done).toBeUndefined()
  })

  it('removes a created file that a power cut left empty', () => {
    const disk = killed()
    put(disk, '/w/auth/c.py', '')
    expect(recover(disk).done?.removed).toContain('auth/c.py')
  })

  it('is only announced by a command that looks', () => {
    const disk = killed()
    const before = snapshot(disk, ROOT)
    const diagnostics = new Diagnostics()
    openWorkspace({ disk, root: ROOT }, diagnostics)
    expect(diagnostics.all.map(({ code }) => code)).toEqual(['workspace/unfinished-run'])
    expect(snapshot(disk, ROOT)).toEqual(before)
  })

  it('waits for a run that is alive', () => {
    const disk = killed()
    const alive = { self: { host: 'here', pid: 3, started: 'start 3' }, startOf: () => 'start 2' }
    expect(() => recoverIfNeeded({ disk, root: ROOT }, new Diagnostics(), alive)).toThrow(
      'another run is writing',
    )
  })

  it.each([
    ['is cut off', (record: string) => record.slice(0, 40)],
    ['leaves the workspace', (record: string) => record.replace('"auth/a.py"', '"../a.py"')],
    ['names version control', (record: string) => record.replace('"auth/a.py"', '".git/hooks/pre-commit"')],
    ['names no operations', () => '{"format":1,"folders":[]}'],
  ])('refuses a journal that %s', (_, spoil) => {
    const disk = killed()
    const folder = disk.list('/w/.taskplan/journal')?.find(({ name }) => name.endsWith('.active'))?.name
    const path = `/w/.taskplan/journal/${folder}/run.json`
    put(disk, path, spoil(text(disk, path)))
    const before = snapshot(disk, '/w/auth')
    expect(() => recover(disk)).toThrow(UserError)
    expect(() => recover(disk)).toThrow(
      expect.objectContaining({ diagnostic: expect.objectContaining({ code: 'workspace/journal-damaged' }) }),
    )
    expect(() => recover(disk)).toThrow('cannot be read')
    expect(snapshot(disk, '/w/auth')).toEqual(before)
  })
})
