// Images that stand in for those of a registry: the same names and the same contract, made of Debian's packages.
// What runs in them is Debian's Python 3.11, PostgreSQL 15 and Redis 7, and the Kafka of the tests, whatever the tag says.
import { execFile } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { pythonTools } from '../python-tools.mjs'
import { installKafka } from './kafka.mjs'
import { findProgram, infraCache, provide } from './server.mjs'

const run = promisify(execFile)
const FILES = join(dirname(fileURLToPath(import.meta.url)), 'stand-ins')
const VERSIONS = new URL('../../generators/versions.json', import.meta.url)
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt'
const SUITE = 'bookworm'

/** Makes what the daemon lacks of the images that generated files name. */
export async function makeStandIns({ docker }) {
  const { uv, images } = JSON.parse(readFileSync(VERSIONS, 'utf8'))
  const base = `stand-in/base:${SUITE}`
  const context = mkdtempSync(join(tmpdir(), 'taskplan-images-'))
  const make = async (tag, name, files = () => undefined) => {
    if (await hasImage(docker, tag)) return
    const folder = join(context, name)
    mkdirSync(folder)
    cpSync(FILES, folder, { recursive: true })
    await files(folder)
    const args = [
      '--network',
      'host',
      '--build-arg',
      `BASE=${base}`,
      '-f',
      join(folder, `Dockerfile.${name}`),
    ]
    await docker(['build', '-q', ...args, '-t', tag, folder])
  }
  try {
    if (!(await hasImage(docker, `stand-in/root:${SUITE}`)))
      await docker(['import', await rootArchive(), `stand-in/root:${SUITE}`])
    await make(base, 'base', (folder) => copyFileSync(CERTIFICATES, join(folder, 'ca.crt')))
    await docker(['tag', base, `python:${images.python}`])
    await make(`ghcr.io/astral-sh/uv:${uv}`, 'uv', async (folder) =>
      copyFileSync((await pythonTools()).uv, join(folder, 'uv')),
    )
    await make(`postgres:${images.postgres}`, 'postgres')
    await make(`redis:${images.redis}`, 'redis')
    await make(`apache/kafka:${images.kafka}`, 'kafka', async (folder) =>
      cpSync((await installKafka()).jars, join(folder, 'jars'), { recursive: true }),
    )
  } finally {
    rmSync(context, { recursive: true, force: true })
  }
}

async function hasImage(docker, tag) {
  return docker(['image', 'inspect', tag]).then(
    () => true,
    () => false,
  )
}

/** The files of a small Debian with Python, once into the cache. */
async function rootArchive() {
  const archive = join(infraCache('images'), `${SUITE}.tar`)
  if (existsSync(archive) && statSync(archive).size > 0) return archive
  // The ending decides what is written.
  const fresh = archive.replace(/\.tar$/, '.new.tar')
  const mmdebstrap = await provide(() => findProgram('mmdebstrap'), ['mmdebstrap'])
  const leftOut = ['man', 'doc', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`)
  const packages = '--include=python3,ca-certificates'
  await run(mmdebstrap, ['-q', '--variant=minbase', packages, ...leftOut, SUITE, fresh, await mirror()])
  renameSync(fresh, archive)
  return archive
}

/** Where this machine takes its packages from. */
async function mirror() {
  const format = '$(REPO_URI) $(RELEASE)'
  const { stdout } = await run('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'])
  const line = stdout.split('\n').find((found) => found.endsWith(` ${SUITE}`) || found.endsWith(' stable'))
  return line?.split(' ')[0] ?? 'http://deb.debian.org/debian/'
}
