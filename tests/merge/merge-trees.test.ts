import { describe, expect, it } from 'vitest'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { type Base, mergeTrees, type OursEntry } from '../../src/merge/index.ts'
import { reportDecision } from '../../src/merge/report.ts'
import type { FileTree } from '../../src/render/tree.ts'
import { base, ours, theirs } from './support/sides.ts'

interface Input {
  readonly base?: Base
  readonly ours?: Readonly<Record<string, OursEntry>>
  readonly theirs: FileTree
  readonly select?: (path: string) => boolean
}

function merge(input: Input) {
  const diagnostics = new Diagnostics()
  const standing = new Map(Object.entries(input.ours ?? {}))
  const changeSet = mergeTrees(
    { ...input, base: input.base ?? new Map(), ours: (path) => standing.get(path) },
    diagnostics,
  )
  return { changeSet, diagnostics }
}

describe('mergeTrees', () => {
  it('lists changes by path, whatever the order of its input', () => {
    const paths = ['b/z.py', 'a/b.py', 'B.py', 'a/a.py']
    const forward = merge({ theirs: new Map(paths.map((path) => [path, theirs('x\n')])) })
    const backward = merge({ theirs: new Map([...paths].reverse().map((path) => [path, theirs('x\n')])) })
    expect(forward.changeSet.changes.map(({ path }) => path)).toEqual(['B.py', 'a/a.py', 'a/b.py', 'b/z.py'])
    expect(backward).toEqual(forward)
  })

  it('names the owner and the template of a conflict, and what to do', () => {
    const { diagnostics } = merge({
      ours: { 'a.py': ours('mine\n') },
      theirs: new Map([['a.py', theirs('x\n')]]),
    })
    expect(diagnostics.all).toMatchObject([
      {
        code: 'merge/add-add',
        severity: 'warning',
        message: '`a.py` is yours and differs from the file that would be written',
        notes: [{ message: 'generated of shop:auth/1 from core:a.ejs' }],
        hint: expect.stringContaining('.taskplan/conflicts/a.py.theirs'),
      },
    ])
    expect(diagnostics.hasErrors).toBe(false)
  })
})

describe('a selection', () => {
  const before = new Map([
    ['in.py', base('a\n')],
    ['out.py', base('a\n')],
    ['same.py', base('a\n')],
    ['gone.py', base('a\n')],
  ])
  const input = {
    base: before,
    ours: { 'in.py': ours('a\n'), 'out.py': ours('a\n'), 'same.py': ours('a\n'), 'gone.py': ours('a\n') },
    theirs: new Map([
      ['in.py', theirs('b\n')],
      ['out.py', theirs('b\n')],
      ['same.py', theirs('a\n')],
      ['new.py', theirs('a\n')],
    ]),
    select: (path: string) => path === 'in.py',
  }

  it('changes what it names and counts what else would differ', () => {
    const { changeSet } = merge(input)
    expect(changeSet.changes.map(({ path, kind }) => [path, kind])).toEqual([['in.py', 'update']])
    expect(changeSet.counts).toMatchObject({ update: 1, keep: 0, left: 3 })
  })

  it('leaves the state of everything else as it was', () => {
    const { changeSet } = merge(input)
    expect([...changeSet.nextState.keys()].sort()).toEqual(['gone.py', 'in.py', 'out.py', 'same.py'])
    expect(changeSet.nextState.get('out.py')?.sha256).toBe(before.get('out.py')?.sha256)
    expect(changeSet.nextState.get('in.py')?.sha256).not.toBe(before.get('in.py')?.sha256)
    expect(changeSet.blobs.size).toBe(2)
  })
})

describe('a path that may not be written', () => {
  const hostile = [
    '../evil.py',
    'a/../../evil.py',
    '/etc/passwd',
    'C:/x',
    'a\\b',
    'a//b',
    './a',
    '',
    'a/.git/hooks/pre-commit',
    '.GIT/config',
    '.ssh/authorized_keys',
    '.taskplan/tasks',
    '.github/workflows/ci.yml',
    'con',
    'a/NUL.txt',
    'COM1.py',
    'a.',
    'a /b',
    'a\u0000b',
    'a\nb',
    'a\u202eb',
    'e\u0301.py',
    'x'.repeat(256),
    `${'a/'.repeat(2050)}b`,
    '\ud800',
  ]
  it.each(hostile)('%j is an error and no change', (path) => {
    const { changeSet, diagnostics } = merge({ theirs: new Map([[path, theirs('x\n')]]) })
    expect(diagnostics.all.map(({ code }) => code)).toEqual(['merge/outside-root'])
    expect(diagnostics.hasErrors).toBe(true)
    expect(changeSet.changes).toEqual([])
    expect(changeSet.nextState.size).toBe(0)
  })

  it.each(['a.py', 'é/ü.py', '.github/dependabot.yml', '.gitignore', 'console.py', 'a b.py', '.env.example'])(
    '%j is fine',
    (path) => {
      const { diagnostics } = merge({ theirs: new Map([[path, theirs('x\n')]]) })
      expect(diagnostics.all).toEqual([])
    },
  )

  it.each([
    ['a/Main.py', 'a/main.py'],
    ['A/x.py', 'a/y.py'],
    ['straße.py', 'STRASSE.py'],
    ['a', 'a/b.py'],
  ])('clashes: %s and %s', (first, second) => {
    const tree = new Map([first, second].map((path) => [path, theirs('x\n')] as const))
    expect(merge({ theirs: tree }).diagnostics.all.map(({ code }) => code)).toEqual(['merge/path-collision'])
  })
})

it('asks a person where repeated lines leave the place of an edit open', () => {
  const { diagnostics, changeSet } = merge({
    base: new Map([['a.py', base('}\nb\n}\n')]]),
    ours: { 'a.py': ours('}\nN\n}\n') },
    theirs: new Map([['a.py', theirs('}\nb\n}\n}\n')]]),
  })
  expect(changeSet.changes).toMatchObject([{ kind: 'conflict' }])
  expect(diagnostics.all).toMatchObject([{ code: 'merge/ambiguous-placement' }])
})

it('tells a line that a merge lost: a defect of its own', () => {
  const diagnostics = new Diagnostics()
  const [change] = merge({ theirs: new Map([['a.py', theirs('x\n')]]) }).changeSet.changes
  if (!change) throw new Error('no change')
  reportDecision(change, { kind: 'conflict', row: 8, lostLine: 'x = 1' }, diagnostics)
  expect(diagnostics.all).toMatchObject([
    { code: 'merge/line-lost', message: 'merging `a.py` lost the line `x = 1`', location: { path: 'a.py' } },
  ])
})
