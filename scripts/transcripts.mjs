// `npm run transcripts`: records what the README and the docs show, from real runs in a folder of their own.
// With `--check` it compares instead, seconds aside, and names the transcript that is out of date.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfStale } from './build.mjs'
import { ROOT } from './install.mjs'
import { pythonTools } from './python-tools.mjs'

const FILES = ['README.md', 'docs/getting-started.md', 'docs/red-to-green.md']

await buildIfStale()
const { env } = await pythonTools()
const workspace = mkdtempSync(join(tmpdir(), 'taskplan-transcripts-'))
const folders = {
  shop: join(workspace, 'shop'),
  empty: join(workspace, 'empty'),
  tasks: join(workspace, 'tasks'),
}
for (const folder of Object.values(folders)) mkdirSync(folder)

/** What a terminal would show of one command. */
function run(folder, program, args) {
  const command = program.endsWith('.js') ? process.execPath : program
  const words = program.endsWith('.js') ? [join(ROOT, 'bin', program), ...args] : args
  const result = spawnSync(command, words, {
    cwd: folder,
    env: { ...process.env, ...env, COLUMNS: '100', NO_COLOR: '1' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const shown = program.endsWith('.js') ? program.slice(0, -3) : program
  return `$ ${[shown, ...args].join(' ')}\n${result.stdout}${result.stderr}`.trimEnd()
}

const create = 'create-taskplan-service.js'
const taskplan = 'taskplan.js'
const recorded = {
  create: () => run(folders.shop, create, ['auth', '--yes', '--prove']),
  starter: () => run(folders.empty, create, ['parcels', '--yes']),
  status: () => run(folders.shop, taskplan, []),
  list: () => run(folders.shop, taskplan, ['list']),
  'one-task': () => {
    run(folders.tasks, create, ['parcels', '--yes', '--tasks', '1.1'])
    return run(folders.tasks, taskplan, ['scaffold', 'parcels', '1.2'])
  },
  red: () => {
    const text = run(join(folders.shop, 'auth-service'), 'uv', [
      'run',
      'pytest',
      '-q',
      '--tdd=red',
      '-rN',
      '--tb=no',
    ])
    return text.replace(/^.*(warning|VIRTUAL_ENV).*\n/gm, '')
  },
}

const isSame = (a, b) => a.replace(/\d+\.\d+ ?s/g, 'N s') === b.replace(/\d+\.\d+ ?s/g, 'N s')
const stale = []
for (const file of FILES) {
  const path = join(ROOT, file)
  const before = readFileSync(path, 'utf8')
  const after = before.replace(/<!-- transcript: ([a-z-]+) -->\n[\s\S]*?\n<!-- end -->/g, (old, name) => {
    const fresh = `<!-- transcript: ${name} -->\n\`\`\`\n${recorded[name]()}\n\`\`\`\n<!-- end -->`
    if (isSame(old, fresh)) return old
    stale.push(`${file}: ${name}`)
    return fresh
  })
  if (!process.argv.includes('--check') && after !== before) writeFileSync(path, after)
}
rmSync(workspace, { recursive: true, force: true })
for (const name of stale)
  console.log(`${process.argv.includes('--check') ? 'out of date' : 'recorded'}  ${name}`)
process.exitCode = process.argv.includes('--check') && stale.length > 0 ? 1 : 0
