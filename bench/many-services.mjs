// Scaffolds many services in one process, each in a workspace of its own; prints the milliseconds it took.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { main } from '../dist/cli.js'
import { GENERATORS } from '../dist/generators.js'

const [count, folder] = [Number(process.argv[2]), process.argv[3]]
const templates = new URL('../templates/', import.meta.url)
const silent = { isTTY: false, write: () => true }

const start = performance.now()
for (let index = 0; index < count; index++) {
  const root = join(folder, String(index))
  mkdirSync(root)
  const host = {
    argv: ['node', 'create-taskplan-service', `service-${index}`, '--yes', '--quiet', '--root', root],
    env: { CI: 'true' },
    stdin: { isTTY: false },
    stdout: silent,
    stderr: silent,
    cwd: () => folder,
  }
  const exitCode = await main(host, {
    program: 'create-taskplan-service',
    templates,
    generators: async () => GENERATORS,
  })
  if (exitCode !== 0) throw new Error(`service ${index}: exit ${exitCode}`)
}
process.stdout.write(String(performance.now() - start))
