/** Links that appear while a run goes on, on the real disk: memfs follows a link that it renames. */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { UserError } from '../../src/diagnostics/index.ts'
import type { Disk } from '../../src/ports.ts'
import { createDisk } from '../../src/workspace/disk.ts'
import { ROOT, run, tree } from './support/scenario.ts'

const OLD = tree({ 'auth/a.py': 'one\n', 'auth/b.py': 'one\n' })
const NEW = tree({ 'auth/a.py': 'two\n', 'auth/b.py': 'two\n', 'auth/c/d.py': 'new\n' })

let top = ''
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'links-'))
  for (const folder of [ROOT, '/outside']) mkdirSync(top + folder)
})
afterEach(() => rmSync(top, { recursive: true }))

/** The real disk with its root in a temporary folder; `meddle` is called before each write, with its number. */
function rooted(meddle: (write: number) => void = () => {}): Disk {
  const disk = createDisk()
  let count = 0
  const tell = (): void => {
    count += 1
    meddle(count)
  }
  const told = <T>(act: () => T): T => {
    tell()
    return act()
  }
  return {
    read: (path) => disk.read(top + path),
    list: (path) => disk.list(top + path),
    stat: (path) => disk.stat(top + path),
    create: (path, content, options) => told(() => disk.create(top + path, content, options)),
    rename: (from, to) => told(() => disk.rename(top + from, top + to)),
    remove: (path) => told(() => disk.remove(top + path)),
    makeDirectory: (path) => told(() => disk.makeDirectory(top + path)),
    removeDirectory: (path) => told(() => disk.removeDirectory(top + path)),
    setMode: (path, mode) => told(() => disk.setMode(top + path, mode)),
    syncDirectory: (path) => disk.syncDirectory(top + path),
  }
}

it('a folder that becomes a link during a run stops it, and no file behind the link is changed', () => {
  for (const name of ['a.py', 'b.py']) writeFileSync(`${top}/outside/${name}`, 'precious\n')
  const codes = new Set<string>()
  for (let at = 1, isSwapped = true; isSwapped; at += 1) {
    rmSync(top + ROOT, { recursive: true })
    mkdirSync(top + ROOT)
    run(rooted(), OLD)
    isSwapped = false
    const swap = (write: number): void => {
      if (write !== at) return
      isSwapped = true
      renameSync(`${top}/w/auth`, `${top}/w/moved`)
      symlinkSync(`${top}/outside`, `${top}/w/auth`)
    }
    codes.add(codeOf(() => run(rooted(swap), NEW)))
    for (const name of ['a.py', 'b.py'])
      expect(readFileSync(`${top}/outside/${name}`, 'utf8')).toBe('precious\n')
  }
  expect([...codes].sort()).toEqual([
    '',
    'workspace/changed-underneath',
    'workspace/linked-parent',
    'workspace/write-failed',
  ])
})

function codeOf(act: () => unknown): string {
  try {
    act()
    return ''
  } catch (error) {
    if (error instanceof UserError) return error.diagnostic.code
    throw error
  }
}
