// What every server of the tests needs: its packages, a free port, a folder of its own, an end.
import { execFile, spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from '../python-tools.mjs'

const run = promisify(execFile)
const POLICY = '/usr/sbin/policy-rc.d'
const STOP_MS = 10_000
const ATTEMPTS = 3

/** Whether this process may install packages and run servers under users of their own. */
export const isRoot = process.getuid?.() === 0

/** Path of a program of `PATH`, or of one of the further folders; undefined where there is none. */
export function findProgram(name, folders = []) {
  const paths = [...folders, ...(process.env.PATH ?? '').split(delimiter)].map((folder) => join(folder, name))
  return paths.find((path) => existsSync(path))
}

/** Installs packages of the distribution where `find` finds nothing; none of them starts a service by itself. */
export async function provide(find, packages) {
  const found = find()
  if (found) return found
  if (!isRoot || !findProgram('apt-get'))
    throw new Error(`${packages.join(', ')} is not installed, and only root on Debian can do it from here`)
  await withoutServices(() => aptInstall(packages))
  const installed = find()
  if (!installed) throw new Error(`${packages.join(', ')} was installed without the program that is needed`)
  return installed
}

async function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { env, maxBuffer: 64 << 20 }
  await run('apt-get', ['update', '-qq'], options)
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options)
}

/** A package's own start script asks this file first. */
async function withoutServices(work) {
  const mine = !existsSync(POLICY)
  if (mine) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    await work()
  } finally {
    if (mine) rmSync(POLICY)
  }
}

/** `{ uid, gid }` of a system user, for `spawn`; nothing where this process cannot change its user. */
export async function userOptions(name) {
  if (!isRoot) return {}
  const id = async (flag) => Number((await run('id', [flag, name])).stdout)
  return { uid: await id('-u'), gid: await id('-g') }
}

/** A folder for the data of one server, owned by its user. */
export function dataFolder({ uid, gid } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'taskplan-server-'))
  if (uid !== undefined) chownSync(folder, uid, gid)
  return folder
}

/** A folder below the cache, made where it is missing. */
export function infraCache(...parts) {
  const folder = join(cacheFolder(), 'infra', ...parts)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** A port of the loopback interface that was free just now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

export function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (open) => {
      socket.destroy()
      resolve(open)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}

/** Asks every 50 ms; returns whether the answer was true in time. */
export async function becomes(condition, seconds) {
  const end = Date.now() + seconds * 1000
  for (;;) {
    if (await condition()) return true
    if (Date.now() > end) return false
    await new Promise((wake) => setTimeout(wake, 50))
  }
}

/**
 * Starts a server on a free port and waits until `ready` says that it serves. Another process may take the port in
 * between, so there are a few attempts.
 * @param start gives `{ command, args, options }` for a port and an empty folder
 * @returns the port, the process id and `stop()`, which removes the folder too
 */
export async function startServer({
  name,
  user = {},
  start,
  ready = answers,
  seconds = 60,
  signal = 'SIGTERM',
}) {
  let log = ''
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const folder = dataFolder(user)
    const port = await freePort()
    const { command, args, options } = await start({ port, folder })
    const child = spawnInto(join(folder, 'log'), command, args, { cwd: folder, ...user, ...options })
    const gone = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined
    const stop = async () => {
      await endProcess(child, gone, signal)
      rmSync(folder, { recursive: true, force: true })
    }
    if ((await becomes(async () => gone() || ready(port), seconds)) && !gone())
      return { port, pid: child.pid, stop }
    log = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n').slice(-5).join('\n')
    await stop()
  }
  throw new Error(`${name} did not start: ${log}`)
}

/** Outside the terminal's process group: a Ctrl-C must not end the server before its tests. */
function spawnInto(log, command, args, options) {
  const out = openSync(log, 'w')
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', out, out] })
  closeSync(out)
  child.on('error', (error) => writeFileSync(log, error.message))
  child.unref()
  return child
}

async function endProcess(child, gone, signal) {
  if (gone()) return
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await becomes(() => gone(), (2 * STOP_MS) / 1000)
  clearTimeout(timer)
}
