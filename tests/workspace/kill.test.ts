/** Real processes, killed at random moments between the first and the last rename of a run. */
import { execFile, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDisk } from '../../src/workspace/disk.ts'
import { snapshot } from '../support/memory-disk.ts'

const KILLS = 30
const ATTEMPTS = 90
const LONGEST_WAIT_MILLISECONDS = 110
const HERE = dirname(fileURLToPath(import.meta.url))
const start = promisify(execFile)

let folder = ''
let script = ''
const at = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kill-'))
  script = at('victim.mjs')
  buildSync({
    entryPoints: [join(HERE, 'support/victim.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['fs-extra'],
  })
  mkdirSync(at('old'))
  await start(process.execPath, [script, 'prepare', at('old')])
  cpSync(at('old'), at('new'), { recursive: true })
  await start(process.execPath, [script, 'finish', at('new')])
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Without what is local: journals and the lock. */
function lasting(root: string): Readonly<Record<string, string>> {
  const entries = Object.entries(snapshot(createDisk(), root))
  return Object.fromEntries(entries.filter(([path]) => !/^\.taskplan\/(journal|lock)/.test(path)))
}

/** Kills a run some time after its first rename; the renames it had begun, and whether it had committed. */
async function killRun(root: string, log: string): Promise<{ renames: number; isCommitted: boolean }> {
  const victim = spawn(process.execPath, [script, 'apply', root, log], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => victim.once('close', resolve))
  victim.stdout.once('data', () => {
    setTimeout(() => victim.kill('SIGKILL'), Math.random() * LONGEST_WAIT_MILLISECONDS)
  })
  await ended
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : []
  return { renames: lines.length, isCommitted: lines.includes('committed') }
}

it(`leaves the old files after each of ${KILLS} kills in the middle of a run`, {
  timeout: 60_000,
}, async () => {
  const [old, complete] = [lasting(at('old')), lasting(at('new'))]
  expect(old).not.toEqual(complete)
  let between = 0
  const reached = new Set<number>()
  const once = async (attempt: number): Promise<void> => {
    const root = at(`run${attempt}`)
    cpSync(at('old'), root, { recursive: true })
    const { renames, isCommitted } = await killRun(root, `${root}.log`)
    const found = working(root)
    // A rename is noted before it is done: with the second one begun, the first is done.
    const isBetween = renames >= 2 && !isCommitted && unfinished(root).length === 1
    await start(process.execPath, [script, 'recover', root])
    expect(unfinished(root)).toEqual([])
    if (isBetween) {
      between += 1
      reached.add(renames)
      expect(found, `killed after ${renames} renames`).not.toEqual(working(at('old')))
      expect(lasting(root), `killed after ${renames} renames`).toEqual(old)
    } else expect([old, complete]).toContainEqual(lasting(root))
    rmSync(root, { recursive: true })
  }
  for (let attempt = 0; between < KILLS && attempt < ATTEMPTS; attempt += 2) {
    await Promise.all([once(attempt), once(attempt + 1)])
  }
  expect(between).toBeGreaterThanOrEqual(KILLS)
  expect(reached.size).toBeGreaterThan(KILLS / 3)
})

function unfinished(root: string): readonly string[] {
  const journals = createDisk().list(join(root, '.taskplan/journal')) ?? []
  return journals.map(({ name }) => name).filter((name) => name.endsWith('.active'))
}

/** Files outside the state that stand in their places. */
function working(root: string): Readonly<Record<string, string>> {
  const isInPlace = (path: string): boolean => !path.startsWith('.taskplan') && !path.includes('.tmp')
  return Object.fromEntries(Object.entries(snapshot(createDisk(), root)).filter(([path]) => isInPlace(path)))
}
