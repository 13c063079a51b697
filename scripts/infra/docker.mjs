// A Docker daemon of the tests' own: its data, its socket, the compose plugin, and images under the names that
// generated files use. No registry of images is asked: the images are made of this distribution's packages.
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { goProgram, textOf } from './go-tools.mjs'
import { findProgram, infraCache, isRoot, provide, startServer } from './server.mjs'

const run = promisify(execFile)
const COMPOSE = '2.40.3'
/** The distribution's own client: another one without its build plugin cannot mount caches while it builds. */
const CLIENT = '/usr/bin/docker'

/** Starts a daemon. Its images stay in the cache for the next one; containers and volumes do not. */
export async function startDocker() {
  if (!isRoot) throw new Error('a Docker daemon of its own needs root')
  const { dockerd, config } = await installDocker()
  const data = infraCache('docker-data')
  const state = mkdtempSync(join(tmpdir(), 'taskplan-docker-'))
  const socket = join(state, 'docker.sock')
  const server = await startServer({
    name: 'dockerd',
    start: async ({ folder }) => {
      const settings = join(folder, 'daemon.json')
      writeFileSync(settings, await daemonSettings())
      const places = [
        '--data-root',
        data,
        '--exec-root',
        join(state, 'exec'),
        '--pidfile',
        join(folder, 'pid'),
      ]
      return { command: dockerd, args: ['--config-file', settings, ...places, '-H', `unix://${socket}`] }
    },
    ready: async () => existsSync(socket) && (await succeeds(CLIENT, ['-H', `unix://${socket}`, 'info'])),
  })
  const env = { DOCKER_HOST: `unix://${socket}`, DOCKER_CONFIG: config, DOCKER_BUILDKIT: '1' }
  const docker = async (args, options = {}) => {
    const done = run(CLIENT, args, {
      ...options,
      env: { ...process.env, ...options.env, ...env },
      maxBuffer: 64 << 20,
    })
    return (await done).stdout.trim()
  }
  const logs = async (id) => {
    const { stdout, stderr } = await run(CLIENT, ['logs', id], { env: { ...process.env, ...env } })
    return stdout + stderr
  }
  return { docker, logs, env, stop: () => stopDocker(server, docker, state) }
}

async function stopDocker(server, docker, state) {
  const left = await docker(['ps', '-aq']).catch(() => '')
  if (left !== '') await docker(['rm', '-f', '-v', ...left.split('\n')]).catch(() => undefined)
  await docker(['volume', 'prune', '-f']).catch(() => undefined)
  await docker(['network', 'prune', '-f']).catch(() => undefined)
  await server.stop()
  await unmountBelow(state)
  rmSync(state, { recursive: true, force: true })
}

/** What a daemon leaves mounted, such as the network of a container, keeps its folder. */
async function unmountBelow(folder) {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n')
  const below = mounts.map((line) => line.split(' ')[1] ?? '').filter((path) => path.startsWith(`${folder}/`))
  for (const path of below.sort().reverse()) await succeeds('umount', ['-l', path])
}

/** The daemon from the distribution; compose from its source, minutes, once. */
export async function installDocker() {
  const dockerd = await provide(
    () => (existsSync(CLIENT) ? findProgram('dockerd', ['/usr/sbin', '/usr/bin']) : undefined),
    ['docker.io', 'iptables'],
  )
  const config = infraCache('docker-config')
  const plugins = join(config, 'cli-plugins')
  mkdirSync(plugins, { recursive: true })
  const compose = await goProgram({
    path: infraFile(`docker-compose-${COMPOSE}`),
    source: `github.com/docker/compose/v2@v${COMPOSE}`,
    target: 'github.com/docker/compose/v2/cmd',
    // Its go.mod excludes modules, which `go install` refuses.
    files: (folder) => ({
      'go.mod': `${textOf(folder, 'go.mod').replace(/^module .*$/m, 'module composerun')}\nrequire github.com/docker/compose/v2 v${COMPOSE}\n`,
      'go.sum': textOf(folder, 'go.sum'),
    }),
    flags: `-X github.com/docker/compose/v2/internal.Version=v${COMPOSE}`,
  })
  const plugin = join(plugins, 'docker-compose')
  rmSync(plugin, { force: true })
  symlinkSync(compose, plugin)
  return { dockerd, config }
}

function infraFile(name) {
  return join(infraCache('bin'), name)
}

/** No container may have more open files than this process, which may lack the right to raise its limit. */
async function daemonSettings() {
  const { stdout } = await run('sh', ['-c', 'ulimit -Hn'])
  const limit = stdout.trim() === 'unlimited' ? 1_048_576 : Number(stdout)
  const nofile = { Name: 'nofile', Soft: limit, Hard: limit }
  return JSON.stringify({ 'default-ulimits': { nofile }, features: { buildkit: true } })
}

async function succeeds(command, args) {
  try {
    await run(command, args)
    return true
  } catch {
    return false
  }
}
