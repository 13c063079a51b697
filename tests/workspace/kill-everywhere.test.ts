import { describe, expect, it } from 'vitest'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import type { Disk } from '../../src/ports.ts'
import { recoverIfNeeded } from '../../src/workspace/recover.ts'
import { faultyDisk, Killed, type Moment } from '../support/faulty-disk.ts'
import { memoryDisk } from '../support/memory-disk.ts'
import { lasting, lonely, ROOT, run, tree } from './support/scenario.ts'

const OLD = tree({
  'auth/stays.py': 'same\n',
  'auth/changes.py': 'one\n',
  'auth/grows/lone.py': 'goes\n',
  'auth/run.sh': { text: 'echo\n', mode: 0o644 },
  'auth/edited.py': 'a\nb\nc\nd\ne\n',
  'auth/clash.py': 'old\n',
})
const NEW = tree({
  'auth/stays.py': 'same\n',
  'auth/changes.py': 'two\n',
  'auth/run.sh': { text: 'echo\n', mode: 0o755 },
  'auth/edited.py': 'a\nb\nc\nd\nE\n',
  'auth/clash.py': 'new\n',
  'auth/made.py': 'new\n',
  'auth/deep/er/made.py': 'new\n',
  'orders/main.py': 'main\n',
  'orders/src/app.py': 'app\n',
})
const TASKS = [{ key: 'shop:auth/1', category: 'setup', title: 'Set up' }]
const MOMENTS: readonly Moment[] = ['before', 'half', 'after']

/** A workspace of an earlier run, with edits of the user's and a file of their own. */
function earlier(): Disk {
  const disk = memoryDisk({ '/w/notes.txt': 'mine\n', '/w/auth/own.py': 'mine\n' })
  run(disk, OLD)
  edit(disk, 'auth/edited.py', 'A\nb\nc\nd\ne\n')
  edit(disk, 'auth/clash.py', 'mine\n')
  return disk
}

function edit(disk: Disk, path: string, text: string): void {
  disk.remove(`/w/${path}`)
  disk.create(`/w/${path}`, Buffer.from(text), { mode: 0o644, sync: false })
}

/** A run that dies at one write; whether it did. */
function dieIn(disk: Disk, at: number, kill: Moment): boolean {
  try {
    run(faultyDisk(disk, { at, kill }), NEW, { tasks: TASKS, processes: lonely(2) })
    return false
  } catch (error) {
    expect(error).toBeInstanceOf(Killed)
    return true
  }
}

function recover(disk: Disk, pid = 3): void {
  recoverIfNeeded({ disk, root: ROOT }, new Diagnostics(), lonely(pid))
}

const old = lasting(earlier())
const complete = earlier()
run(complete, NEW, { tasks: TASKS })
const after = lasting(complete)
const counted = faultyDisk(earlier())
run(counted, NEW, { tasks: TASKS })
const writes = counted.writes
const committed = writes.findIndex((write) => /^rename .*\/journal\/\d+-\w+$/.test(write)) + 1

describe('a run that is killed', () => {
  it('has creates, updates, merges, modes, deletes and conflicts in it', () => {
    expect(after['auth/edited.py']).toBe('644 A\nb\nc\nd\nE\n')
    expect(after['auth/run.sh']).toBe('755 echo\n')
    expect(after['auth/grows/lone.py']).toBeUndefined()
    expect(after['auth/clash.py']).toBe('644 mine\n')
    expect(after['.taskplan/conflicts/auth/clash.py.theirs']).toBe('644 new\n')
    expect(committed).toBeGreaterThan(40)
  })

  it.each(MOMENTS)(
    '%s any write, leaves the old files until the commit and the new ones from then on',
    (moment) => {
      for (let at = 1; at <= writes.length; at += 1) {
        const disk = earlier()
        expect(dieIn(disk, at, moment), `${at}`).toBe(true)
        recover(disk)
        const isDone = at > committed || (at === committed && moment !== 'before')
        expect(lasting(disk), `${moment} ${at}: ${writes[at - 1]}`).toEqual(isDone ? after : old)
      }
    },
  )

  it('goes on with the next command as if it had never been', () => {
    for (let at = 1; at <= writes.length; at += 3) {
      const disk = earlier()
      dieIn(disk, at, 'half')
      run(disk, NEW, { tasks: TASKS, processes: lonely(3) })
      expect(lasting(disk), `${at}: ${writes[at - 1]}`).toEqual(after)
    }
  })
})

describe('recovery that is killed', () => {
  it('at any write of its own is finished by the next one', () => {
    for (const at of [Math.floor(committed / 2), committed]) {
      for (let second = 1, isKilled = true; isKilled; second += 1) {
        const disk = earlier()
        dieIn(disk, at, 'before')
        isKilled = recoveryDies(disk, second)
        recover(disk, 4)
        expect(lasting(disk), `killed at ${at} and then at ${second}`).toEqual(old)
      }
    }
  })

  it('changes nothing when it is repeated, and leaves no journal', () => {
    const disk = earlier()
    dieIn(disk, committed, 'before')
    recover(disk)
    const again = faultyDisk(disk)
    recover(again)
    expect(again.writes).toEqual([])
    expect(disk.list('/w/.taskplan/journal')?.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^000001-/),
    ])
  })
})

function recoveryDies(disk: Disk, at: number): boolean {
  try {
    recover(faultyDisk(disk, { at, kill: 'half' }))
    return false
  } catch (error) {
    expect(error).toBeInstanceOf(Killed)
    return true
  }
}
