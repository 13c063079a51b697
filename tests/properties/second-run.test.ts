/** A run that has nothing to do writes nothing, and nothing of the user's is ever written over. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { Disk } from '../../src/ports.ts'
import { createDisk } from '../../src/workspace/disk.ts'
import { snapshot } from '../support/memory-disk.ts'
import { authPlan, type Example, ferryPlan, recordsPlan } from './plans.ts'
import { ROOT, shopDisk, taskplan, writeFiles } from './workshop.ts'

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

function temporaryWorkspace({ files }: Example): string {
  const folder = mkdtempSync(join(tmpdir(), 'second-run-'))
  made.push(folder)
  writeFiles(folder, files)
  return folder
}

/** What a write of any kind would change: of files and folders the identity, times and permissions. */
function footprint(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = ['', ...entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length))]
  return Object.fromEntries(
    paths.map((path) => {
      const { ino, mtimeNs, ctimeNs, mode, size } = statSync(folder + path, { bigint: true })
      return [path, [ino, mtimeNs, ctimeNs, mode, size].join(' ')]
    }),
  )
}

describe('a second run', () => {
  test.each([
    ['auth', authPlan],
    ['records', recordsPlan],
    ['ferry', ferryPlan],
  ])('writes nothing, not even the same: %s', async (_, make) => {
    const example = make()
    const cwd = temporaryWorkspace(example)
    const bench = { disk: createDisk(), cwd }
    expect(await taskplan(bench, ['scaffold', example.service])).toMatchObject({ exitCode: 0 })
    const first = footprint(cwd)
    for (const more of [[], [example.tasks[3] ?? ''], ['--dry-run']]) {
      const { exitCode, stdout } = await taskplan(bench, ['scaffold', example.service, '--json', ...more])
      expect([exitCode, JSON.parse(stdout).changes]).toEqual([0, []])
      expect(footprint(cwd)).toEqual(first)
    }
  })

  test('a dry run on a new workspace writes nothing', async () => {
    const example = recordsPlan()
    const cwd = temporaryWorkspace(example)
    const first = footprint(cwd)
    const said = await taskplan({ disk: createDisk(), cwd }, ['scaffold', example.service, '--dry-run'])
    expect(said).toMatchObject({ exitCode: 0 })
    expect(footprint(cwd)).toEqual(first)
  })
})

const encoder = new TextEncoder()

function put(disk: Disk, path: string, content: Uint8Array): void {
  disk.remove(`${ROOT}/${path}`)
  disk.create(`${ROOT}/${path}`, content, { mode: 0o644, sync: false })
}

const read = (disk: Disk, path: string) => Buffer.from(disk.read(`${ROOT}/${path}`) ?? [])

/** Whole new contents for a few of the paths, bytes that are no text among them. */
function rewrites(paths: readonly string[]) {
  const content = fc.oneof(
    fc.string({ maxLength: 60 }).map((line) => encoder.encode(`mine: ${line}\n`)),
    fc.uint8Array({ minLength: 1, maxLength: 40 }),
  )
  const some = fc.subarray([...paths], { minLength: 1, maxLength: 12 })
  return some.chain((chosen) =>
    fc
      .array(content, { minLength: chosen.length, maxLength: chosen.length })
      .map((contents) =>
        chosen.map((path, at): Rewrite => ({ path, content: contents[at] ?? new Uint8Array() })),
      ),
  )
}

interface Rewrite {
  readonly path: string
  readonly content: Uint8Array
}

interface Heard {
  readonly exitCode: number
  readonly changes: readonly { readonly kind: string; readonly path: string }[]
}

/** Runs and expects every one of these files as it was, and named among what was done. */
async function expectKept(disk: Disk, line: readonly string[], mine: readonly Rewrite[]): Promise<Heard> {
  const { stdout } = await taskplan({ disk, cwd: ROOT }, [...line, '--json'])
  const heard: Heard = JSON.parse(stdout)
  for (const { path, content } of mine) expect([path, read(disk, path)]).toEqual([path, Buffer.from(content)])
  return heard
}

const generated = (disk: Disk) =>
  Object.fromEntries(pathsOf(disk, recordsPlan().service).map((path) => [path, read(disk, path).toString()]))

const pathsOf = (disk: Disk, folder: string) =>
  Object.entries(snapshot(disk, ROOT))
    .filter(([path, text]) => path.startsWith(`${folder}/`) && text !== 'directory')
    .map(([path]) => path)

describe('a file of the user', { timeout: 60_000 }, () => {
  const example = recordsPlan()
  const line = ['scaffold', example.service]
  const scaffolded = async (more: readonly string[] = []) => {
    const disk = shopDisk(example.files)
    expect(await taskplan({ disk, cwd: ROOT }, [...line, ...more])).toMatchObject({ exitCode: 0 })
    return disk
  }

  test('that stands where one would be written is kept, and said, until it is gone', async () => {
    const fresh = await scaffolded()
    const [paths, whole] = [pathsOf(fresh, example.service), generated(fresh)]
    const isKept = async (mine: readonly Rewrite[]) => {
      const disk = shopDisk(example.files)
      for (const { path } of mine) makeFolders(disk, path)
      for (const { path, content } of mine) put(disk, path, content)
      for (const _ of ['first', 'second']) {
        const { exitCode, changes } = await expectKept(disk, line, mine)
        expect(exitCode).toBe(1)
        const conflicts = changes.filter(({ kind }) => kind === 'conflict').map(({ path }) => path)
        expect(conflicts.sort()).toEqual(mine.map(({ path }) => path).sort())
      }
      for (const { path } of mine) {
        expect(disk.stat(`${ROOT}/.taskplan/conflicts/${path}.theirs`)?.kind).toBe('file')
        disk.remove(`${ROOT}/${path}`)
      }
      expect(await taskplan({ disk, cwd: ROOT }, line)).toMatchObject({ exitCode: 0 })
      expect(generated(disk)).toEqual(whole)
    }
    await fc.assert(fc.asyncProperty(rewrites(paths), isKept), { numRuns: 15, endOnFailure: true })
  })

  test('that was generated and written anew is kept, and said', async () => {
    const paths = pathsOf(await scaffolded(), example.service)
    const isKept = async (mine: readonly Rewrite[], tasks: readonly string[]) => {
      const disk = await scaffolded(tasks)
      const there = mine.filter(({ path }) => disk.stat(`${ROOT}/${path}`))
      for (const { path, content } of there) put(disk, path, content)
      const { changes } = await expectKept(disk, line, there)
      const said = changes
        .filter(({ kind }) => kind === 'conflict' || kind === 'keep')
        .map(({ path }) => path)
      expect(said.sort()).toEqual(there.map(({ path }) => path).sort())
    }
    const tasks = fc.subarray([...example.tasks], { minLength: 1 })
    await fc.assert(fc.asyncProperty(rewrites(paths), tasks, isKept), { numRuns: 15, endOnFailure: true })
  })

  test('with a line of theirs keeps the line while the file grows', async () => {
    const isKept = async (picks: readonly number[], tasks: readonly string[]) => {
      const disk = await scaffolded(tasks)
      const paths = pathsOf(disk, example.service)
      const edited = picks.map((pick, at) => ({
        path: paths[pick % paths.length] ?? '',
        line: `# mine ${at} ${pick}`,
      }))
      for (const { path, line: added } of edited) {
        const lines = read(disk, path).toString().split('\n')
        lines.splice((edited.length * 7) % lines.length, 0, added)
        put(disk, path, encoder.encode(lines.join('\n')))
      }
      await taskplan({ disk, cwd: ROOT }, line)
      for (const { path, line: added } of edited)
        expect(read(disk, path).toString().split('\n')).toContain(added)
    }
    const picks = fc.array(fc.nat(1000), { minLength: 1, maxLength: 10 })
    const tasks = fc.subarray([...example.tasks], { minLength: 1, maxLength: 4 })
    await fc.assert(fc.asyncProperty(picks, tasks, isKept), { numRuns: 15, endOnFailure: true })
  })

  test('that takes the place of a folder stops the run, and nothing is written', async () => {
    const blocked = `${example.service}/src`
    const disk = shopDisk({ ...example.files, [blocked]: 'mine\n' })
    const before = snapshot(disk, ROOT)
    const { exitCode, stderr } = await taskplan({ disk, cwd: ROOT }, line)
    expect([exitCode, stderr.includes(`\`${blocked}\` is not a folder`)]).toEqual([2, true])
    expect(snapshot(disk, ROOT)).toEqual(before)
  })
})

function makeFolders(disk: Disk, path: string): void {
  const parts = path.split('/').slice(0, -1)
  for (const at of parts.keys()) {
    const folder = `${ROOT}/${parts.slice(0, at + 1).join('/')}`
    if (disk.stat(folder) === undefined) disk.makeDirectory(folder)
  }
}
