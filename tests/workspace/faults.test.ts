import { describe, expect, it } from 'vitest'
import { Diagnostics, UserError } from '../../src/diagnostics/index.ts'
import type { Disk } from '../../src/ports.ts'
import { checkBeforeRun } from '../../src/workspace/preconditions.ts'
import { openWorkspace } from '../../src/workspace/workspace.ts'
import { faultyDisk } from '../support/faulty-disk.ts'
import { memoryDisk, snapshot } from '../support/memory-disk.ts'
import { lasting, ROOT, run, tree } from './support/scenario.ts'

const OLD = tree({ 'auth/a.py': 'one\n', 'auth/b.py': 'goes\n', 'auth/run.sh': 'echo\n' })
const NEW = tree({
  'auth/a.py': 'two\n',
  'auth/run.sh': { text: 'echo\n', mode: 0o755 },
  'auth/c.py': 'new\n',
  'orders/src/main.py': 'new\n',
})
const TASKS = [{ key: 'shop:auth/1', category: 'setup', title: 'Set up' }]

function earlier(): Disk {
  const disk = memoryDisk({ '/w/mine.txt': 'mine\n' })
  run(disk, OLD)
  return disk
}

function errorOf(act: () => unknown): UserError {
  try {
    act()
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

const counted = faultyDisk(earlier())
run(counted, NEW, { tasks: TASKS })
const { writes } = counted
const committed = writes.findIndex((write) => /^rename .*\/journal\/\d+-\w+$/.test(write)) + 1

describe('a write that fails', () => {
  it.each(['ENOSPC', 'EIO', 'EACCES'])(
    'with %s leaves the old files, no journal and nothing staged',
    (code) => {
      for (let at = 1; at <= committed; at += 1) {
        if (code === 'ENOSPC' && !writes[at - 1]?.startsWith('create ')) continue
        const disk = earlier()
        const before = snapshot(disk, ROOT)
        const error = errorOf(() =>
          run(faultyDisk(disk, { at, code, once: code !== 'ENOSPC' }), NEW, { tasks: TASKS }),
        )
        expect(error.exitCode).toBe(2)
        expect(error.diagnostic.code, writes[at - 1]).toBe('workspace/write-failed')
        expect(snapshot(disk, ROOT), `${at}: ${writes[at - 1]}`).toEqual(before)
      }
    },
  )

  it('after the commit is no failure of the run', () => {
    for (let at = committed + 1; at < writes.length; at += 1) {
      if (!/syncDirectory|journal/.test(writes[at - 1] ?? '')) continue
      const disk = earlier()
      run(faultyDisk(disk, { at, code: 'EIO', once: true }), NEW, { tasks: TASKS })
      expect(disk.read('/w/auth/a.py')).toEqual(Buffer.from('two\n'))
    }
  })

  it('in the very first run leaves an empty folder', () => {
    for (let at = 1; at < 30; at += 1) {
      const disk = memoryDisk({ '/w/mine.txt': 'mine\n' })
      const faulty = faultyDisk(disk, { at, code: 'EIO', once: true })
      const error = errorOf(() => run(faulty, NEW))
      expect(error.message).toContain('the disk reports an error')
      expect(snapshot(disk, ROOT)).toEqual({ 'mine.txt': '644 mine\n' })
    }
  })
})

/** A disk on which somebody acts just before the n-th rename. */
function meddled(disk: Disk, meddle: () => void): Disk {
  let isDone = false
  return {
    ...disk,
    rename(from, to) {
      if (!isDone && !to.includes('/journal/')) {
        isDone = true
        meddle()
      }
      disk.rename(from, to)
    },
    create(path, content, options) {
      if (!isDone && path.endsWith('.tmp') && !path.includes('/journal/')) {
        isDone = true
        meddle()
      }
      disk.create(path, content, options)
    },
  }
}

function put(disk: Disk, path: string, text: string): void {
  disk.remove(path)
  disk.create(path, Buffer.from(text), { mode: 0o644, sync: false })
}

describe('a file that changes while the run goes on', () => {
  it.each([
    ['an edit of a file that would be replaced', '/w/auth/a.py'],
    ['an edit of a file that would be deleted', '/w/auth/b.py'],
    ['an edit of a file whose mode would change', '/w/auth/run.sh'],
    ['a new file of the user where one would be created', '/w/auth/c.py'],
    ['the same bytes where a file would be created', '/w/auth/c.py'],
    ['a new folder of the user where one would be created', '/w/orders'],
    ['a change of the state', '/w/.taskplan/services/auth.json'],
  ])('%s stops the run, and only the edit stays', (name, path) => {
    const disk = earlier()
    const text = name.startsWith('the same') ? 'new\n' : 'edited\n'
    const expected = { ...lasting(disk), [path.slice(3)]: `644 ${text}` }
    const error = errorOf(() =>
      run(
        meddled(disk, () => put(disk, path, text)),
        NEW,
        { tasks: TASKS },
      ),
    )
    expect(error.diagnostic.code).toBe('workspace/changed-underneath')
    expect(lasting(disk)).toEqual(expected)
  })
})

describe('what is in the way', () => {
  const cases = [
    ['a folder that is a link out of the workspace', { '/w/orders': '/outside' }, 'workspace/linked-parent'],
    ['a folder that is a dangling link', { '/w/orders': '/nowhere' }, 'workspace/linked-parent'],
    ['a link deeper in the path', { '/w/orders/src': '/outside' }, 'workspace/linked-parent'],
    ['the folder of the state is a link', { '/w/.taskplan': '/outside' }, 'workspace/linked-parent'],
  ] as const
  it.each(cases)('%s is refused, and nothing outside is touched', (_, links, code) => {
    const disk = memoryDisk({ '/w/mine.txt': 'mine\n', '/outside/precious.txt': 'mine\n' }, links)
    const before = snapshot(disk, '')
    expect(errorOf(() => run(disk, NEW)).diagnostic.code).toBe(code)
    expect(snapshot(disk, '')).toEqual(before)
  })

  it('a file where a folder is needed is refused', () => {
    const disk = memoryDisk({ '/w/orders': 'mine\n' })
    expect(errorOf(() => run(disk, NEW)).diagnostic.code).toBe('workspace/parent-not-directory')
    expect(snapshot(disk, ROOT)).toEqual({ orders: '644 mine\n' })
  })

  it.each([
    ['a link', { '/w/auth/a.py': '/outside/precious.txt' }],
    ['a dangling link', { '/w/auth/a.py': '/outside/nothing.txt' }],
  ])('%s at the path of a file is a conflict; all other files are written', (_, links) => {
    const disk = memoryDisk({ '/outside/precious.txt': 'mine\n' }, links)
    const { report } = run(disk, NEW)
    expect(report.conflicts).toEqual(['auth/a.py'])
    expect(disk.stat('/w/auth/a.py')?.kind).toBe('link')
    expect(snapshot(disk, '/outside')).toEqual({ 'precious.txt': '644 mine\n' })
    expect(disk.read('/w/auth/c.py')).toBeDefined()
  })

  it('a folder at the path of a file is a conflict; what is in it stays', () => {
    const disk = memoryDisk({ '/w/auth/a.py/notes.txt': 'mine\n' })
    expect(run(disk, NEW).report.conflicts).toEqual(['auth/a.py'])
    expect(disk.read('/w/auth/a.py/notes.txt')).toEqual(Buffer.from('mine\n'))
  })

  it('read-only files are named, all of them, before anything is written', () => {
    const disk = earlier()
    disk.setMode('/w/auth/a.py', 0o444)
    disk.setMode('/w/auth/b.py', 0o444)
    const before = snapshot(disk, ROOT)
    const { diagnostic } = errorOf(() => run(disk, NEW))
    expect(diagnostic.code).toBe('workspace/read-only')
    expect(diagnostic.notes?.map(({ message }) => message)).toEqual(['`auth/a.py`', '`auth/b.py`'])
    expect(snapshot(disk, ROOT)).toEqual(before)
  })
})

describe('a disk that refuses', () => {
  const refuse = (path: string): never => {
    throw Object.assign(new Error('EIO: made to fail'), { code: 'EIO', path })
  }

  it('to take the run back: it is said, and the next command does it', () => {
    const disk = earlier()
    let isBroken = false
    const broken: Disk = {
      ...disk,
      rename(from, to) {
        isBroken ||= to === '/w/auth/c.py'
        if (isBroken) refuse(to)
        disk.rename(from, to)
      },
      create: (path, content, options) => (isBroken ? refuse(path) : disk.create(path, content, options)),
      remove: (path) => (isBroken && path !== '/w/.taskplan/lock' ? refuse(path) : disk.remove(path)),
    }
    const error = errorOf(() => run(broken, NEW, { tasks: TASKS }))
    expect(error.diagnostic.code).toBe('workspace/roll-back-failed')
    expect(run(disk, OLD).diagnostics.all).toMatchObject([{ code: 'workspace/rolled-back' }])
  })

  it('to read a file of the user: nothing is decided about it', () => {
    const disk = earlier()
    const closed: Disk = {
      ...disk,
      read: (path) => (path === '/w/auth/a.py' ? refuse(path) : disk.read(path)),
    }
    const error = errorOf(() => run(closed, NEW, { tasks: TASKS }))
    expect(error.diagnostic).toMatchObject({ code: 'workspace/unreadable', hint: 'make it readable' })
  })
})

const NOTHING = { before: undefined, after: undefined, modeBefore: undefined, mode: undefined }

it('a path that leaves the workspace is refused whoever asks for it', () => {
  const disk = earlier()
  const workspace = openWorkspace({ disk, root: ROOT }, new Diagnostics())
  const operation = { ...NOTHING, kind: 'create', path: '../a.py' } as const
  const error = errorOf(() => checkBeforeRun(workspace, [operation], workspace.state.sources))
  expect(error.diagnostic.code).toBe('workspace/unsafe-path')
})
