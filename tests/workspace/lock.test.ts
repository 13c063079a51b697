import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/diagnostics/index.ts'
import { acquireLock } from '../../src/workspace/lock.ts'
import { type Processes, systemProcesses } from '../../src/workspace/processes.ts'
import { memoryDisk, snapshot } from '../support/memory-disk.ts'
import { lonely, ROOT, run, tree } from './support/scenario.ts'

const LOCK = '/w/.taskplan/lock'

function codeOf(act: () => unknown): string {
  try {
    act()
    return 'nothing thrown'
  } catch (error) {
    return error instanceof UserError ? `${error.exitCode} ${error.diagnostic.code}` : String(error)
  }
}

/** Sees the processes given, by number and start. */
function seeing(pid: number, alive: Readonly<Record<number, string>>, host = 'here'): Processes {
  return { self: { host, pid, started: `start ${pid}` }, startOf: (other) => alive[other] }
}

describe('the lock', () => {
  const held = JSON.stringify({ host: 'here', pid: 7, started: 'start 7' })

  it('keeps a second run out, names the process, and lets the first one end', () => {
    const disk = memoryDisk({ '/w/mine.txt': '' })
    const place = { disk, root: ROOT }
    const lock = acquireLock(place, seeing(7, {}))
    expect(codeOf(() => acquireLock(place, seeing(8, { 7: 'start 7' })))).toBe('2 workspace/locked')
    expect(() => acquireLock(place, seeing(8, { 7: 'start 7' }))).toThrow('process 7')
    expect(lock.isHeld()).toBe(true)
    lock.release()
    expect(snapshot(disk, ROOT)).toEqual({ 'mine.txt': '644 ' })
  })

  it.each([
    ['of a dead process', held, {}],
    ['of a process whose number is in use again', held, { 7: 'another start' }],
    ['of a process that died while it wrote the lock', '', { 7: 'start 7' }],
    ['that is not readable', '{"host":', { 7: 'start 7' }],
  ])('%s is taken over', (_, content, alive) => {
    const disk = memoryDisk({ [LOCK]: content, [`${LOCK}.0badcafe`]: 'left over' })
    acquireLock({ disk, root: ROOT }, seeing(8, alive))
    expect(disk.list('/w/.taskplan')?.map(({ name }) => name)).toEqual(['lock'])
    expect(Buffer.from(disk.read(LOCK) ?? []).toString()).toContain('"pid":8')
  })

  it('of a process of another machine is not', () => {
    const disk = memoryDisk({ [LOCK]: held })
    expect(codeOf(() => acquireLock({ disk, root: ROOT }, seeing(8, {}, 'there')))).toBe(
      '2 workspace/locked-elsewhere',
    )
    expect(Buffer.from(disk.read(LOCK) ?? []).toString()).toBe(held)
  })

  it('is not touched by a run that has nothing to write', () => {
    const disk = memoryDisk({ '/w/mine.txt': '' })
    const theirs = tree({ 'auth/a.py': 'a\n' })
    run(disk, theirs)
    disk.create(LOCK, Buffer.from(held), { mode: 0o644, sync: false })
    expect(run(disk, theirs, { processes: seeing(8, { 7: 'start 7' }) }).report.run).toBeUndefined()
    expect(
      codeOf(() => run(disk, tree({ 'auth/a.py': 'b\n' }), { processes: seeing(8, { 7: 'start 7' }) })),
    ).toBe('2 workspace/locked')
  })

  it('tells this process from others on this machine', () => {
    const { self, startOf } = systemProcesses()
    expect(self.pid).toBe(process.pid)
    expect(startOf(process.pid)).toBe(self.started)
    expect(startOf(2 ** 22 + 1)).toBeUndefined()
    expect(lonely(1).startOf(2)).toBeUndefined()
  })
})
