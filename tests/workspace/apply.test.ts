import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Disk } from '../../src/ports.ts'
import type { FileTree } from '../../src/render/tree.ts'
import { faultyDisk } from '../support/faulty-disk.ts'
import { memoryDisk, snapshot } from '../support/memory-disk.ts'
import { lasting, ROOT, run, tree } from './support/scenario.ts'

const THEIRS = tree({
  'auth/a.py': 'a\n',
  'auth/src/b.py': 'b\n',
  'auth/run.sh': { text: 'r\n', mode: 0o755 },
})
const TASKS = [{ key: 'shop:auth/1', category: 'setup', title: 'Set up' }]

function put(disk: Disk, path: string, text: string): void {
  disk.remove(path)
  disk.create(path, Buffer.from(text), { mode: 0o644, sync: false })
}

function text(disk: Disk, path: string): string | undefined {
  const content = disk.read(path)
  return content && Buffer.from(content).toString()
}

describe('applyChanges', () => {
  it('writes what is new, with its mode, and says so', () => {
    const disk = memoryDisk({ '/w/mine.txt': 'mine\n' })
    const { report } = run(disk, THEIRS, { tasks: TASKS })
    expect(report).toMatchObject({
      created: ['auth/a.py', 'auth/run.sh', 'auth/src/b.py'],
      updated: [],
      deleted: [],
    })
    expect(snapshot(disk, '/w/auth')).toEqual({
      'a.py': '644 a\n',
      'run.sh': '755 r\n',
      src: 'directory',
      'src/b.py': '644 b\n',
    })
  })

  it('brings a new service with one rename', () => {
    const disk = faultyDisk(memoryDisk({ '/w/mine.txt': 'mine\n' }))
    run(disk, THEIRS)
    expect(disk.writes.filter((write) => /^rename \/w\/(?!\.taskplan)/.test(write))).toEqual([
      'rename /w/auth',
    ])
  })

  it('renames working files first, then renderings, then the state; the journal commits at the end', () => {
    const disk = memoryDisk({ '/w/mine.txt': 'mine\n' })
    run(disk, THEIRS, { tasks: TASKS })
    const watched = faultyDisk(disk)
    const theirs = tree({ 'auth/a.py': 'new\n', 'auth/src/b.py': 'b\n', 'auth/new.py': 'new\n' })
    run(watched, theirs, { tasks: [...TASKS, { key: 'shop:auth/2', category: 'api', title: 'More' }] })
    const places = watched.writes
      .filter((write) => write.startsWith('rename '))
      .map((write) => /auth\.json|\.taskplan\/(tasks|base|journal)|auth\//.exec(write)?.[0])
    expect([...new Set(places.slice(1))]).toEqual([
      'auth/',
      '.taskplan/base',
      'auth.json',
      '.taskplan/tasks',
      '.taskplan/journal',
    ])
    expect(watched.writes.findIndex((write) => write.endsWith('run.json'))).toBeLessThan(
      watched.writes.findIndex((write) => write.includes('/w/auth/')),
    )
  })

  it('writes nothing at all the second time', () => {
    const disk = memoryDisk({ '/w/mine.txt': 'mine\n' })
    run(disk, THEIRS, { tasks: TASKS })
    const again = faultyDisk(disk)
    expect(run(again, THEIRS, { tasks: TASKS }).report.run).toBeUndefined()
    expect(again.writes).toEqual([])
  })

  it('writes nothing at all while a conflict stays open', () => {
    const disk = memoryDisk({ '/w/auth/a.py': 'mine\n' })
    expect(run(disk, THEIRS).report.conflicts).toEqual(['auth/a.py'])
    const again = faultyDisk(disk)
    expect(run(again, THEIRS).report).toMatchObject({ run: undefined, conflicts: ['auth/a.py'] })
    expect(again.writes).toEqual([])
  })

  it('keeps both sides of a conflict beside the state, and removes them when it is settled', () => {
    const disk = memoryDisk({ '/w/mine.txt': 'mine\n' })
    run(disk, THEIRS)
    put(disk, '/w/auth/a.py', 'mine\n')
    run(disk, tree({ 'auth/a.py': 'new\n' }))
    const sides = ['base', 'ours', 'theirs'].map((side) =>
      text(disk, `/w/.taskplan/conflicts/auth/a.py.${side}`),
    )
    expect(sides).toEqual(['a\n', 'mine\n', 'new\n'])
    put(disk, '/w/auth/a.py', 'new\n')
    run(disk, tree({ 'auth/a.py': 'new\n' }))
    expect(disk.stat('/w/.taskplan/conflicts')).toBeUndefined()
  })

  it('removes folders that its deletes left empty, and no other', () => {
    const disk = memoryDisk({ '/w/auth/mine/notes.txt': 'mine\n' })
    run(disk, THEIRS)
    run(disk, tree({}))
    expect(Object.keys(snapshot(disk, ROOT)).filter((path) => !path.startsWith('.taskplan'))).toEqual([
      'auth',
      'auth/mine',
      'auth/mine/notes.txt',
    ])
  })

  it('keeps the permission bits of a file that it replaces', () => {
    const disk = memoryDisk({ '/w/mine.txt': 'mine\n' })
    run(disk, THEIRS)
    disk.setMode('/w/auth/a.py', 0o600)
    run(disk, tree({ 'auth/a.py': 'new\n' }))
    expect(disk.stat('/w/auth/a.py')?.mode).toBe(0o600)
    expect(text(disk, '/w/auth/a.py')).toBe('new\n')
  })

  it('keeps the journals of the last ten runs, with the bytes from before', () => {
    const disk = memoryDisk({ '/w/mine.txt': 'mine\n' })
    for (let at = 1; at <= 13; at += 1) run(disk, tree({ 'auth/a.py': `${at}\n` }))
    const journals = disk.list('/w/.taskplan/journal')?.map(({ name }) => name.slice(0, 6))
    expect(journals).toEqual(Array.from({ length: 10 }, (_, at) => String(at + 4).padStart(6, '0')))
    const kept = Object.values(snapshot(disk, '/w/.taskplan/journal'))
    expect(kept).toContain('644 12\n')
  })

  it('writes only what was selected', () => {
    const disk = memoryDisk({ '/w/mine.txt': 'mine\n' })
    const { changeSet } = run(disk, THEIRS, { select: (path) => path === 'auth/a.py' })
    expect(changeSet.counts.left).toBe(2)
    expect(Object.keys(snapshot(disk, '/w/auth'))).toEqual(['a.py'])
    expect(run(disk, THEIRS).report.created).toEqual(['auth/run.sh', 'auth/src/b.py'])
  })
})

const PATHS = ['auth/a.py', 'auth/src/b.py', 'orders/c.py'] as const
const body = fc.array(fc.constantFrom('one', 'two', 'three', 'four'), { minLength: 1, maxLength: 6 })
const rendered = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...PATHS), body), { selector: ([path]) => path })
  .map((files) => tree(Object.fromEntries(files.map(([path, lines]) => [path, `${lines.join('\n')}\n`]))))

type Step =
  | { readonly do: 'run'; readonly theirs: FileTree }
  | { readonly do: 'edit'; readonly path: string; readonly mark: number }
  | { readonly do: 'delete'; readonly path: string }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('run' as const), theirs: rendered }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      path: fc.constantFrom(...PATHS),
      mark: fc.nat(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('delete' as const), path: fc.constantFrom(...PATHS) }),
  },
)

/** The user puts a line of their own on top, or makes the file. */
function edit(disk: Disk, path: string, mark: number): string {
  const line = `mine ${mark}`
  for (const folder of ['auth', 'auth/src', 'orders']) {
    if (path.startsWith(folder) && !disk.stat(`/w/${folder}`)) disk.makeDirectory(`/w/${folder}`)
  }
  put(disk, `/w/${path}`, `${line}\n${text(disk, `/w/${path}`) ?? ''}`)
  return line
}

describe('any history of runs and edits', () => {
  it('never loses a line of the user, writes nothing the second time, and has each rendering at hand', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 8 }), (steps) => {
        const disk = memoryDisk({ '/w/mine.txt': 'mine\n' })
        const mine = new Map<string, string[]>()
        for (const each of steps) {
          if (each.do === 'edit')
            mine.set(each.path, [...(mine.get(each.path) ?? []), edit(disk, each.path, each.mark)])
          else if (each.do === 'delete') {
            mine.delete(each.path)
            disk.remove(`/w/${each.path}`)
          } else checkRun(disk, each.theirs)
          for (const [path, lines] of mine) {
            const now = text(disk, `/w/${path}`)?.split('\n') ?? []
            for (const line of lines) expect(now, path).toContain(line)
          }
        }
        expect(text(disk, '/w/mine.txt')).toBe('mine\n')
      }),
      { numRuns: 150 },
    )
  })

  it('ends with the same bytes, whatever the order in which services come', () => {
    const parts = ['auth', 'orders', 'users', 'mail'].map((name) => [`${name}/a.py`, `${name}/src/b.py`])
    const all = tree(Object.fromEntries(parts.flat().map((path) => [path, `${path}\n`])))
    const whole = memoryDisk({ '/w/mine.txt': 'mine\n' })
    run(whole, all)
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: 4 }), (order) => {
        const disk = memoryDisk({ '/w/mine.txt': 'mine\n' })
        const wanted = new Set<string>()
        for (const paths of order) {
          for (const path of paths) wanted.add(path)
          run(disk, new Map([...all].filter(([path]) => wanted.has(path))))
        }
        expect(lasting(disk)).toEqual(lasting(whole))
      }),
      { numRuns: 20 },
    )
  })
})

function checkRun(disk: Disk, theirs: FileTree): void {
  run(disk, theirs)
  const again = faultyDisk(disk)
  run(again, theirs)
  expect(again.writes).toEqual([])
  for (const { sha256 } of run(disk, theirs).changeSet.nextState.values()) {
    if (sha256) expect(disk.stat(`/w/.taskplan/base/${sha256.slice(0, 2)}/${sha256}`)).toBeDefined()
  }
}
