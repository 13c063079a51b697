// buf, which judges contracts, from its npm package: once into the cache.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { infraCache } from './server.mjs'

const VERSION = '1.75.0'

/** Path of the program. */
export async function installBuf() {
  const folder = infraCache(`buf-${VERSION}`)
  const path = join(folder, 'node_modules', '.bin', 'buf')
  if (existsSync(path)) return path
  const args = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--prefix',
    folder,
    `@bufbuild/buf@${VERSION}`,
  ]
  await promisify(execFile)('npm', args)
  return path
}
