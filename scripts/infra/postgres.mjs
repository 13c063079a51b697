// A throw-away PostgreSQL: loopback only, without a thought of a crash.
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findProgram, provide, startServer, userOptions } from './server.mjs'

const run = promisify(execFile)
const VERSIONS = '/usr/lib/postgresql'
const CLUSTERS = '/etc/postgresql-common/createcluster.d'
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  jit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '200',
  shared_buffers: '32MB',
}

/** Starts the newest version there is. `url` names an empty database that its user owns. */
export async function startPostgres() {
  const initdb = await installPostgres()
  // initdb and the server refuse to run as root.
  const user = await userOptions('postgres')
  const server = await startServer({
    name: 'PostgreSQL',
    user,
    signal: 'SIGQUIT',
    ready: (port) => isReady(join(initdb, '../pg_isready'), port),
    async start({ port, folder }) {
      const data = join(folder, 'data')
      const auth = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8']
      await run(initdb, ['--pgdata', data, ...auth, '--no-sync', '--no-instructions'], {
        ...user,
        cwd: folder,
      })
      const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
      return { command: join(initdb, '../postgres'), args: ['-D', data, '-p', String(port), ...settings] }
    },
  })
  return { ...server, url: `postgresql://postgres@127.0.0.1:${server.port}/postgres` }
}

/** Path of `initdb`; the other programs lie beside it. */
export async function installPostgres() {
  // The package would make and start a cluster of its own.
  if (!findInitdb() && existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    mkdirSync(CLUSTERS, { recursive: true })
    writeFileSync(join(CLUSTERS, 'no-main.conf'), 'create_main_cluster = false\n')
  }
  return provide(findInitdb, ['postgresql'])
}

function findInitdb() {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a)) : []
  return findProgram(
    'initdb',
    versions.map((version) => join(VERSIONS, version, 'bin')),
  )
}

async function isReady(program, port) {
  return run(program, ['-q', '-h', '127.0.0.1', '-p', String(port)]).then(
    () => true,
    () => false,
  )
}
