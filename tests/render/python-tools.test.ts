/** Black and ruff are the judges of what `finishPython` prints. */
import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pythonTools } from '../../scripts/python-tools.mjs'
import { finishPython } from '../../src/render/python/finish.ts'
import { createModule } from './python-corpus.ts'

const run = promisify(execFile)
const OPTIONS = { width: 120, firstParty: ['src', 'tests', 'scripts'], knownThirdParty: ['grpc'] }
const PYPROJECT = `[tool.black]
line-length = 120
target-version = ["py311"]
[tool.ruff]
src = ["."]
line-length = 120
target-version = "py311"
[tool.ruff.lint]
select = ["I", "F401"]
[tool.ruff.lint.isort]
known-first-party = ["src", "tests", "scripts"]
known-third-party = ["grpc"]
`
const GOLDEN = new URL('../../../shared/golden/', import.meta.url).pathname
const hasGolden = existsSync(GOLDEN)

let home = ''
let tools: Awaited<ReturnType<typeof pythonTools>>

beforeAll(async () => {
  tools = await pythonTools()
  home = mkdtempSync(join(tmpdir(), 'finish-'))
}, 120_000)

afterAll(() => rmSync(home, { recursive: true, force: true }))

function folder(name: string, files: ReadonlyMap<string, string>): string {
  const path = join(home, name)
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, 'pyproject.toml'), PYPROJECT)
  for (const [file, text] of files) writeFileSync(join(path, file), text)
  return path
}

const black = (path: string) => run(tools.black, ['--quiet', '.'], { cwd: path })
const ruff = (path: string) => run(tools.ruff, ['format', '--quiet', '--no-cache', '.'], { cwd: path })

function read(path: string): Map<string, string> {
  const names = readdirSync(path).filter((name) => name.endsWith('.py'))
  return new Map(names.map((name) => [name, readFileSync(join(path, name), 'utf8')]))
}

async function formatted(name: string, files: ReadonlyMap<string, string>, ...formats: (typeof black)[]) {
  const path = folder(name, files)
  for (const format of formats) await format(path)
  return read(path)
}

describe('generated modules with names of 1 to 60 letters', () => {
  const files = new Map<string, string>()
  for (let seed = 0; seed < 300; seed += 1) {
    files.set(`m${seed}.py`, finishPython(createModule(seed, 1), OPTIONS))
  }

  test('are fixed points of black and ruff wherever the two have a common one', async () => {
    const [byRuff, byBlack] = await Promise.all([formatted('r', files, ruff), formatted('b', files, black)])
    const moved = [...files].filter(([name, text]) => byRuff.get(name) !== text || byBlack.get(name) !== text)
    const open = new Map(moved)
    const [ruffBlack, blackRuff] = await Promise.all([
      formatted('rb', open, ruff, black),
      formatted('br', open, black, ruff),
    ])
    const reachable = moved.filter(
      ([name]) => ruffBlack.get(name) === byRuff.get(name) || blackRuff.get(name) === byBlack.get(name),
    )
    expect(reachable.map(([name]) => name)).toEqual([])
    // The formatters themselves disagree where one name chain is wider than the line.
    expect(moved.length).toBeLessThan(9)
  }, 60_000)

  test('have sorted imports and no unused ones', async () => {
    const path = folder('lint', files)
    const { stdout } = await run(tools.ruff, ['check', '--no-cache', '.'], { cwd: path })
    expect(stdout).toContain('All checks passed')
  }, 60_000)

  test('are finished once and for all', () => {
    for (const text of files.values()) expect(finishPython(text, OPTIONS)).toBe(text)
  })
})

describe.skipIf(!hasGolden)('modules written by hand', () => {
  test('come back from one-line statements, but for commas their writers chose', async () => {
    const path = folder('golden', new Map())
    cpSync(GOLDEN, path, { recursive: true, filter: (source) => !source.endsWith('.toml') })
    await run(tools.black, ['--quiet', '--skip-magic-trailing-comma', '--line-length=100000', '.'], {
      cwd: path,
    })
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.py'),
    )
    const changed = names.filter((name) => {
      const written = readFileSync(join(GOLDEN, name), 'utf8')
      return finishPython(readFileSync(join(path, name), 'utf8'), OPTIONS) !== written
    })
    expect(names.length).toBeGreaterThan(150)
    expect(changed.length / names.length).toBeLessThan(0.04)
  }, 60_000)
})
