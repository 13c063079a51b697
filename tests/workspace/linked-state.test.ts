/** `.taskplan`, or a folder in it, is a link to somewhere else: nothing behind it is read, changed or removed. */
import { describe, expect, it } from 'vitest'
import { Diagnostics, UserError } from '../../src/diagnostics/index.ts'
import type { Disk } from '../../src/ports.ts'
import { beginJournal, findActive, nameRun, readJournal } from '../../src/workspace/journal.ts'
import { acquireLock } from '../../src/workspace/lock.ts'
import { recoverIfNeeded } from '../../src/workspace/recover.ts'
import { openWorkspace } from '../../src/workspace/workspace.ts'
import { memoryDisk, snapshot } from '../support/memory-disk.ts'
import { lonely, ROOT, run, tree } from './support/scenario.ts'

const FOREIGN = {
  '/elsewhere/journal/000001-deadbeef.active/keep.txt': 'precious\n',
  '/elsewhere/000001-deadbeef.active/keep.txt': 'precious\n',
  '/elsewhere/auth/a.py.ours': 'precious\n',
  '/elsewhere/lock': 'precious\n',
}
const THEIRS = tree({ 'auth/a.py': 'one\n' })

function linked(path: string): Disk {
  return memoryDisk({ ...FOREIGN, '/w/.taskplan/.gitignore': '' }, { [`${ROOT}/${path}`]: '/elsewhere' })
}

function linkedWhole(): Disk {
  return memoryDisk({ ...FOREIGN, '/w/mine.txt': '' }, { '/w/.taskplan': '/elsewhere' })
}

function refusal(act: () => unknown): string {
  try {
    act()
    return 'nothing thrown'
  } catch (error) {
    if (error instanceof UserError) return `${error.diagnostic.code} ${error.message}`
    throw error
  }
}

const CASES: readonly (readonly [string, () => Disk])[] = [
  ['.taskplan', linkedWhole],
  ...['journal', 'base', 'services', 'conflicts'].map(
    (name) => [`.taskplan/${name}`, () => linked(`.taskplan/${name}`)] as const,
  ),
]

describe.each(CASES)('%s as a link', (path, make) => {
  const said = `workspace/linked-parent \`${path}\` is a link, which is never followed`
  const steps: Readonly<Record<string, (disk: Disk) => unknown>> = {
    recovery: (disk) => recoverIfNeeded({ disk, root: ROOT }, new Diagnostics(), lonely(1)),
    'the lock': (disk) => acquireLock({ disk, root: ROOT }, lonely(1)),
    reading: (disk) => openWorkspace({ disk, root: ROOT }, new Diagnostics()),
    'a whole run': (disk) => run(disk, THEIRS),
  }

  it.each(Object.keys(steps))('stops %s', (name) => {
    const disk = make()
    const before = [snapshot(disk, ROOT), snapshot(disk, '/elsewhere')]
    expect(refusal(() => steps[name]?.(disk))).toBe(said)
    expect([snapshot(disk, ROOT), snapshot(disk, '/elsewhere')]).toEqual(before)
  })
})

describe.each(CASES.slice(0, 2))('%s that became a link since', (path, make) => {
  const name = '000001-deadbeef'
  const journal = { run: '000002-deadbeef', folders: new Set<string>(), operations: [] }

  it('is not followed by any step of the journal', () => {
    const disk = make()
    const place = { disk, root: ROOT }
    const before = snapshot(disk, '/elsewhere')
    const said = `workspace/linked-parent \`${path}\` is a link, which is never followed`
    expect(refusal(() => findActive(place))).toBe(said)
    expect(refusal(() => nameRun(place))).toBe(said)
    expect(refusal(() => readJournal(place, name))).toBe(said)
    expect(refusal(() => beginJournal(place, journal))).toBe(said)
    expect(snapshot(disk, '/elsewhere')).toEqual(before)
  })
})

describe('what stands where the lock belongs', () => {
  it.each([
    ['a link', () => linked('.taskplan/lock'), 'is a link, which is never followed'],
    ['a folder', () => memoryDisk({ '/w/.taskplan/lock/mine.txt': 'mine\n' }), 'is not a file'],
  ])('%s is neither a lock nor removed', (_, make, what) => {
    const disk = make()
    const before = [snapshot(disk, ROOT), snapshot(disk, '/elsewhere')]
    expect(refusal(() => run(disk, THEIRS))).toBe(`workspace/not-a-lock \`.taskplan/lock\` ${what}`)
    expect([snapshot(disk, ROOT), snapshot(disk, '/elsewhere')]).toEqual(before)
  })
})

it('a run without a state folder, and one after it, are not disturbed', () => {
  const disk = memoryDisk({ '/w/mine.txt': '' })
  run(disk, THEIRS)
  expect(run(disk, tree({ 'auth/a.py': 'two\n' })).report.updated).toEqual(['auth/a.py'])
})

it.each(['.taskplan/conflicts/auth', '.taskplan/base/ab'])('%s as a link is not followed', (path) => {
  const theirs = tree({ 'auth/a.py': 'two\n' })
  const disk = memoryDisk(
    { '/w/auth/a.py': 'mine\n', '/elsewhere/a.py.ours': 'precious\n' },
    { [`${ROOT}/${path}`]: '/elsewhere' },
  )
  const before = snapshot(disk, '/elsewhere')
  refusal(() => run(disk, theirs))
  expect(snapshot(disk, '/elsewhere')).toEqual(before)
})
