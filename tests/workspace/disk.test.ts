import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDisk, errorCode, loadWritingDisk } from '../../src/workspace/disk.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'disk-'))
  mkdirSync(join(root, 'folder'))
  writeFileSync(join(root, 'file'), 'text')
  symlinkSync(join(root, 'file'), join(root, 'link'))
  symlinkSync(join(root, 'folder'), join(root, 'folder-link'))
  symlinkSync(join(root, 'nothing'), join(root, 'dangling'))
})
afterEach(() => rmSync(root, { recursive: true }))

const OPTIONS = { mode: 0o644, sync: true }

function codeOf(act: () => unknown): string {
  try {
    act()
    return ''
  } catch (error) {
    return errorCode(error)
  }
}

describe.each([
  ['node:fs', async () => createDisk()],
  ['fs-extra', loadWritingDisk],
] as const)('the real disk over %s', (_, load) => {
  it('reads files and never through a link', async () => {
    const disk = await load()
    expect(Buffer.from(disk.read(`${root}/file`) ?? []).toString()).toBe('text')
    for (const name of ['link', 'folder-link', 'dangling', 'folder', 'absent', 'file/below']) {
      expect(disk.read(`${root}/${name}`), name).toBeUndefined()
    }
  })

  it('lists folders sorted, and never through a link', async () => {
    const disk = await load()
    expect(disk.list(root)).toEqual([
      { name: 'dangling', kind: 'link' },
      { name: 'file', kind: 'file' },
      { name: 'folder', kind: 'directory' },
      { name: 'folder-link', kind: 'link' },
      { name: 'link', kind: 'link' },
    ])
    for (const name of ['folder-link', 'file', 'absent']) expect(disk.list(`${root}/${name}`)).toBeUndefined()
  })

  it('creates exclusively: nothing that stands there is followed or replaced', async () => {
    const disk = await load()
    for (const name of ['file', 'link', 'dangling', 'folder', 'folder-link']) {
      expect(
        codeOf(() => disk.create(`${root}/${name}`, Buffer.from('x'), OPTIONS)),
        name,
      ).toBe('EEXIST')
    }
    disk.create(`${root}/new`, Buffer.from('new'), { mode: 0o755, sync: false })
    expect(readFileSync(`${root}/new`, 'utf8')).toBe('new')
    expect(lstatSync(`${root}/new`).mode & 0o100).toBe(0o100)
    expect(readFileSync(`${root}/file`, 'utf8')).toBe('text')
  })

  it('replaces a link instead of following it', async () => {
    const disk = await load()
    disk.create(`${root}/new`, Buffer.from('new'), OPTIONS)
    disk.rename(`${root}/new`, `${root}/link`)
    expect(disk.stat(`${root}/link`)?.kind).toBe('file')
    expect(readFileSync(`${root}/file`, 'utf8')).toBe('text')
  })

  it('sets modes of files and never through a link', async () => {
    const disk = await load()
    chmodSync(`${root}/file`, 0o644)
    expect(codeOf(() => disk.setMode(`${root}/link`, 0o755))).toBe('ELOOP')
    disk.setMode(`${root}/file`, 0o755)
    expect(disk.stat(`${root}/file`)).toEqual({ kind: 'file', mode: 0o755, size: 4 })
  })

  it('removes files, links and empty folders only', async () => {
    const disk = await load()
    expect(disk.removeDirectory(root)).toBe(false)
    expect(disk.removeDirectory(`${root}/folder-link`)).toBe(false)
    expect(disk.removeDirectory(`${root}/absent`)).toBe(false)
    expect(disk.removeDirectory(`${root}/folder`)).toBe(true)
    disk.remove(`${root}/dangling`)
    disk.remove(`${root}/absent`)
    disk.syncDirectory(root)
    expect(disk.list(root)?.map(({ name }) => name)).toEqual(['file', 'folder-link', 'link'])
  })
})
