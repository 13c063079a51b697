/** What a user gets: the packed tarball, installed into an empty folder without a network. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildIfStale } from '../scripts/build.mjs'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const NAME = 'create-taskplan-service'
const MEGABYTE = 1024 * 1024
const LIMITS = { bytes: 8 * MEGABYTE, files: 300 }

let folder = ''
let installed: readonly string[] = []

beforeAll(async () => {
  await buildIfStale()
  folder = mkdtempSync(join(tmpdir(), 'taskplan-package-'))
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  const [packed]: { filename: string }[] = JSON.parse(
    npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder, ...quiet], ROOT),
  )
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  npm(['install', '--offline', ...quiet, join(folder, packed?.filename ?? '')], folder)
  const home = join(folder, 'node_modules', NAME)
  installed = readdirSync(home, { recursive: true, encoding: 'utf8' })
    .map((path) => join(home, path))
    .filter((path) => statSync(path).isFile())
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function npm(args: readonly string[], cwd: string): string {
  const env = { ...process.env, npm_config_cache: join(folder, '.npm') }
  return execFileSync('npm', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

function run(bin: string, args: readonly string[], cwd = folder) {
  const env = { ...process.env, CI: 'true', NO_COLOR: '1' }
  const path = join(folder, 'node_modules/.bin', bin)
  return spawnSync(path, args, { cwd, env, encoding: 'utf8', input: '' })
}

it('brings nothing along and needs nothing', () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  expect(dependencies).toBeUndefined()
  expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([NAME])
})

it('is small', () => {
  const bytes = installed.reduce((sum, path) => sum + statSync(path).size, 0)
  console.info(`installed: ${installed.length} files, ${(bytes / MEGABYTE).toFixed(2)} MB`)
  expect(bytes).toBeLessThanOrEqual(LIMITS.bytes)
  expect(installed.length).toBeLessThanOrEqual(LIMITS.files)
})

it('names the licences of what is bundled', () => {
  const path = installed.find((file) => file.endsWith('THIRD-PARTY-LICENSES.txt')) ?? ''
  expect(readFileSync(path, 'utf8')).toMatch(/^ejs \d/m)
})

it.each([NAME, 'taskplan'])('%s --help answers', (bin) => {
  const { status, stdout, stderr } = run(bin, ['--help'])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toContain(bin)
})

it.each(['auth', 'ledger'])('%s: a starter plan and its service are written', (service) => {
  const workspace = join(folder, `workspace-${service}`)
  mkdirSync(workspace)
  const { status, stderr } = run(NAME, [service, '--yes'], workspace)
  expect({ status, stderr }).toMatchObject({ status: 0 })
  const files = readdirSync(workspace, { recursive: true, encoding: 'utf8' })
  expect(files.filter((path) => path.endsWith('pyproject.toml'))).toHaveLength(1)
  expect(files).toContain('.taskplan')
})
