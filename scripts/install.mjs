// What every script of this repository needs first: the packages of package-lock.json, and nothing stale.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Runs `npm ci` where node_modules is absent or differs from the lock. Throws when npm fails. */
export function installPackages() {
  if (packagesAreCurrent()) return
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (result.status !== 0) throw new Error('npm ci did not succeed')
}

function packagesAreCurrent() {
  const installed = join(ROOT, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return false
  const present = readLock(installed)
  const wanted = readLock(join(ROOT, 'package-lock.json'))
  return Object.entries(wanted).every(
    // A package for another platform is in the lock and not on the disk.
    ([path, entry]) =>
      path === '' || (present[path] ? present[path].version === entry.version : entry.optional),
  )
}

function readLock(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages
}

/** Runs a program of node_modules or Node itself with the terminal's output; returns whether it exited 0. */
export function runNode(args, options = {}) {
  const result = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
  })
  return result.status === 0
}
