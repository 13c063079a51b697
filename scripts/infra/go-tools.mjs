// Programs that come as Go source: built once into the cache, each at its pinned version.
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { findProgram, infraCache } from './server.mjs'

const run = promisify(execFile)
const MODULES = {
  kustomize: 'sigs.k8s.io/kustomize/kustomize/v5@v5.7.1',
  actionlint: 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12',
}

/** Path of a tool that `go install` makes. */
export async function goTool(name) {
  const [module = '', version = ''] = (MODULES[name] ?? '').split('@')
  const folder = infraCache('bin', `${name}-${version}`)
  const path = join(folder, name)
  if (existsSync(path)) return path
  await runGo(['install', '-ldflags=-s -w', `${module}@${version}`], { env: { GOBIN: folder } })
  return path
}

/**
 * A program of a module that `go install` refuses, because its own go.mod replaces or excludes modules: built inside
 * a module made for it.
 * @param files gives the content of the made module by name, from the folder of `source`'s downloaded module
 */
export async function goProgram({ path, source, target, files, flags = '' }) {
  if (existsSync(path)) return path
  const folder = mkdtempSync(join(tmpdir(), 'taskplan-build-'))
  try {
    const { Dir } = JSON.parse((await runGo(['mod', 'download', '-json', source], { cwd: folder })).stdout)
    for (const [name, text] of Object.entries(await files(Dir))) writeFileSync(join(folder, name), text)
    const fresh = `${path}.${process.pid}`
    mkdirSync(dirname(path), { recursive: true })
    await runGo(['build', '-trimpath', '-ldflags', `-s -w ${flags}`, '-o', fresh, target], { cwd: folder })
    renameSync(fresh, path)
    return path
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function textOf(...parts) {
  return readFileSync(join(...parts), 'utf8')
}

function runGo(args, { cwd, env = {} } = {}) {
  const go = findProgram('go', ['/usr/local/go/bin'])
  if (!go) throw new Error('Go 1.25 or newer is not installed, and its tools cannot be built without it')
  return run(go, args, {
    cwd: cwd ?? tmpdir(),
    env: { ...process.env, GOFLAGS: '-mod=mod', ...env },
    maxBuffer: 256 << 20,
  })
}
