// `npm run demo`: what a newcomer would type, in a folder of its own, with what it printed.
import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installPackages, ROOT, runNode } from './install.mjs'
import { pythonTools } from './python-tools.mjs'

installPackages()
const { env } = await pythonTools()
if (!runNode(['scripts/build.mjs'])) throw new Error('the build found problems')

const folder = mkdtempSync(join(tmpdir(), 'taskplan-demo-'))
const args = ['auth', '--yes', '--prove']
console.log(`\n$ cd ${folder}\n$ create-taskplan-service ${args.join(' ')}\n`)
const result = spawnSync(process.execPath, [join(ROOT, 'bin/create-taskplan-service.js'), ...args], {
  cwd: folder,
  env: { ...process.env, ...env },
  stdio: ['ignore', 'inherit', 'inherit'],
})
console.log(`\nThe service stays in ${folder}`)
process.exitCode = result.status ?? 2
