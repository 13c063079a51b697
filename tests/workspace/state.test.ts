import { describe, expect, it } from 'vitest'
import { Diagnostics, UserError } from '../../src/diagnostics/index.ts'
import { digest } from '../../src/merge/index.ts'
import type { Disk } from '../../src/ports.ts'
import { openWorkspace } from '../../src/workspace/workspace.ts'
import { memoryDisk, snapshot } from '../support/memory-disk.ts'
import { ROOT, run, tree } from './support/scenario.ts'

const THEIRS = tree({ 'auth/b.py': 'b\n', 'auth/a.sh': { text: 'a\n', mode: 0o755 }, 'proto/x.proto': 'x\n' })
const TASKS = [
  { key: 'shop:auth/2', category: 'api', title: 'Two\tand\nmore' },
  { key: 'shop:auth/1', category: 'setup', title: 'One' },
]
const SERVICE = '/w/.taskplan/services/auth.json'

function scaffolded(): Disk {
  const disk = memoryDisk({ '/w/mine.txt': 'mine\n' })
  run(disk, tree({ 'auth/b.py': 'b\n' }))
  const answers = '"answers": {"http_port": {"value":8001,"from":"default"}}'
  put(disk, SERVICE, text(disk, SERVICE).replace('"answers": {}', answers))
  run(disk, THEIRS, { tasks: TASKS })
  return disk
}

function open(disk: Disk) {
  const diagnostics = new Diagnostics()
  const workspace = openWorkspace({ disk, root: ROOT }, diagnostics)
  return { workspace, codes: diagnostics.all.map(({ code }) => code) }
}

function text(disk: Disk, path: string): string {
  return Buffer.from(disk.read(path) ?? []).toString()
}

function put(disk: Disk, path: string, content: string): void {
  disk.remove(path)
  disk.create(path, Buffer.from(content), { mode: 0o644, sync: false })
}

function codeOf(act: () => unknown): string {
  try {
    act()
    return 'nothing thrown'
  } catch (error) {
    return error instanceof UserError ? `${error.exitCode} ${error.diagnostic.code}` : String(error)
  }
}

describe('the state on disk', () => {
  const disk = scaffolded()

  it('has one sorted entry a line', () => {
    const hash = (content: string) => digest(Buffer.from(content))
    const rest = '"owners":["shop:auth/1"],"chain":["core:x.ejs"],"strategy":"lines"'
    expect(text(disk, SERVICE)).toBe(`{
"schema": 1,
"answers": {
  "http_port": {"value":8001,"from":"default"}
},
"files": {
  "auth/a.sh": {"mode":"755","sha256":"${hash('a\n')}",${rest}},
  "auth/b.py": {"mode":"644","sha256":"${hash('b\n')}",${rest}}
},
"moved": {},
"deleted": {},
"conflicts": {},
"decisions": {}
}
`)
    expect(text(disk, '/w/.taskplan/tasks')).toBe('shop:auth/1\tsetup\tOne\nshop:auth/2\tapi\tTwo and more\n')
  })

  it('keeps each rendering under its hash, and says to version control what is local', () => {
    const names = Object.keys(snapshot(disk, '/w/.taskplan')).filter(
      (path) => !/^(journal|base)\/[^/]*$/.test(path),
    )
    expect(names.filter((path) => path.startsWith('base/')).sort()).toEqual(
      ['a\n', 'b\n', 'x\n']
        .map((each) => digest(Buffer.from(each)))
        .map((hash) => `base/${hash.slice(0, 2)}/${hash}`)
        .sort(),
    )
    expect(text(disk, '/w/.taskplan/.gitattributes')).toContain('tasks merge=union')
    for (const local of ['/journal/', '/claims/', '/conflicts/', '/lock', '/tmp/']) {
      expect(text(disk, '/w/.taskplan/.gitignore')).toContain(local)
    }
  })

  it('reads back what was written', () => {
    const { workspace, codes } = open(disk)
    expect(codes).toEqual([])
    expect(workspace.state.tasks.map(({ title }) => title)).toEqual(['One', 'Two and more'])
    expect(workspace.state.services.get('auth')?.answers.get('http_port')).toEqual({
      value: 8001,
      from: 'default',
    })
    const base = workspace.readBase()
    expect([...base.keys()].sort()).toEqual(['auth/a.sh', 'auth/b.py', 'proto/x.proto'])
    expect(base.get('auth/a.sh')).toMatchObject({ mode: 0o755, service: 'auth', content: Buffer.from('a\n') })
  })

  it('drops renderings that nothing names any more, and services without files', () => {
    const again = scaffolded()
    run(again, tree({ 'auth/b.py': 'B\n' }))
    const paths = Object.keys(snapshot(again, '/w/.taskplan'))
    expect(paths.filter((path) => /^base\/..\//.test(path))).toHaveLength(1)
    expect(paths.filter((path) => path.startsWith('services/'))).toEqual(['services/auth.json'])
  })
})

describe('a damaged state', () => {
  it.each([
    ['truncated', (source: string) => source.slice(0, 60), '2 workspace/state-damaged'],
    ['empty', () => '', '2 workspace/state-damaged'],
    ['a list', () => '[]', '2 workspace/state-damaged'],
    ['without a schema', () => '{}', '2 workspace/state-damaged'],
    [
      'of a newer version',
      (source: string) => source.replace('"schema": 1', '"schema": 2'),
      '2 workspace/newer-state',
    ],
  ])('%s stops the command', (_, spoil, code) => {
    const disk = scaffolded()
    put(disk, SERVICE, spoil(text(disk, SERVICE)))
    expect(codeOf(() => open(disk))).toBe(code)
  })

  it.each([
    ['a path that leaves the workspace', '"../../etc/passwd"'],
    ['a path into version control', '".git/config"'],
    ['a key that is a property of every object', '"__proto__"'],
  ])('%s is left out, and the file is not touched', (_, key) => {
    const disk = scaffolded()
    put(disk, SERVICE, text(disk, SERVICE).replace('"auth/b.py"', key).replace('"owners"', '"owner"'))
    const { workspace, codes } = open(disk)
    expect(codes).toContain('workspace/state-entry')
    expect([...workspace.readBase().keys()].filter((path) => path !== '__proto__')).toEqual(['proto/x.proto'])
    expect(({} as Record<string, unknown>).mode).toBeUndefined()
  })

  it('with a rendering that is lost or wrong never overwrites: every difference is a conflict', () => {
    for (const spoil of [
      (disk: Disk, path: string) => disk.remove(path),
      (disk: Disk, path: string) => put(disk, path, 'A\n'),
    ]) {
      const disk = scaffolded()
      const hash = digest(Buffer.from('b\n'))
      spoil(disk, `/w/.taskplan/base/${hash.slice(0, 2)}/${hash}`)
      put(disk, '/w/auth/b.py', 'b\nmine\n')
      const { report, diagnostics } = run(disk, tree({ 'auth/b.py': 'c\n' }))
      expect(report.conflicts).toEqual(['auth/b.py'])
      expect(diagnostics.all.map(({ code }) => code)).toContain('merge/base-lost')
      expect(text(disk, '/w/auth/b.py')).toBe('b\nmine\n')
    }
  })
})

describe('markers that version control left', () => {
  const entry = (path: string, hash: string) =>
    `  "${path}": {"mode":"644","sha256":"${hash.repeat(64)}","owners":[],"chain":[],"strategy":"lines"}`
  const merged = [
    '{',
    '"schema": 1,',
    '"answers": {',
    '<<<<<<< HEAD',
    '  "port": {"value":1,"from":"flag"}',
    '||||||| base',
    '  "old": {"value":0,"from":"flag"}',
    '=======',
    '  "port": {"value":2,"from":"flag"}',
    '>>>>>>> branch',
    '},',
    '"files": {',
    `${entry('auth/a.py', 'a')},`,
    '<<<<<<< HEAD',
    `${entry('auth/b.py', 'b')},`,
    entry('auth/both.py', 'c'),
    '=======',
    `${entry('auth/both.py', 'd')},`,
    entry('auth/z.py', 'e'),
    '>>>>>>> branch',
    '},',
    '"moved": {},',
    '"conflicts": {}',
    '}',
  ].join('\n')

  it('are settled: the entries of both sides', () => {
    const { workspace, codes } = open(memoryDisk({ [SERVICE]: merged }))
    expect(codes).toEqual(['workspace/state-merged', 'workspace/answers-differ'])
    const { files, answers } = workspace.state.services.get('auth') ?? {}
    expect([...(files?.keys() ?? [])]).toEqual(['auth/a.py', 'auth/b.py', 'auth/both.py', 'auth/z.py'])
    expect(files?.get('auth/both.py')?.sha256).toBe('c'.repeat(64))
    expect([...(answers ?? [])]).toEqual([['port', { value: 1, from: 'flag' }]])
  })

  it('in the list of tasks are settled too', () => {
    const tasks = '<<<<<<< HEAD\na:b/1\tapi\tOne\n=======\na:b/2\tapi\tTwo\n>>>>>>> x\na:b/1\tapi\tOther\n'
    const { workspace } = open(memoryDisk({ '/w/.taskplan/tasks': tasks }))
    expect(workspace.state.tasks.map(({ key, title }) => `${key} ${title}`)).toEqual([
      'a:b/1 One',
      'a:b/2 Two',
    ])
  })
})
