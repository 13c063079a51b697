// How fast plans are read, in one process on one core: prints JSON. Public plans count where they stand beside the repository.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../scripts/install.mjs'
import { importTypeScript } from './load-typescript.mjs'
import { writeFeatures } from './many-tasks.mjs'

const MANY = 99_999
const ROUNDS = 5
const { createDisk, Diagnostics, locatePlans, readPlan, buildSchedule } = await importTypeScript([
  'src/workspace/disk.ts',
  'src/diagnostics/index.ts',
  'src/plan/locate.ts',
  'src/plan/read-plan.ts',
  'src/schedule/index.ts',
])
const disk = createDisk()
const scratch = mkdtempSync(join(tmpdir(), 'taskplan-read-'))
try {
  writeFeatures(join(scratch, 'many'), 100, 150)
  writeFeatures(join(scratch, 'one'), 1, MANY)
  const made = await readRepositories([join(scratch, 'many')])
  const corpus = join(ROOT, '../shared/corpus')
  const open = existsSync(corpus) ? await readRepositories(repositoriesIn(corpus)) : undefined
  process.stdout.write(JSON.stringify({ made, ...(open && { public: open }), many: await readMany() }))
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

function repositoriesIn(corpus) {
  return ['prd', 'speckit'].flatMap((family) =>
    readdirSync(join(corpus, family)).map((name) => join(corpus, family, name)),
  )
}

/** The best of some rounds: megabytes a second of all plans, and the slowest of them. */
async function readRepositories(roots) {
  let best = { megabytesPerSecond: 0, slowestMs: Number.POSITIVE_INFINITY }
  for (let round = 0; round < ROUNDS; round++) {
    let bytes = 0
    let slowestMs = 0
    let took = 0
    for (const root of roots) {
      for (const location of locatePlans(disk, { root, cwd: root }, new Diagnostics()).all) {
        const start = performance.now()
        const { documents } = await readPlan(disk, root, location, new Diagnostics())
        const ms = performance.now() - start
        took += ms
        slowestMs = Math.max(slowestMs, ms)
        for (const { text } of documents) bytes += Buffer.byteLength(text)
      }
    }
    best = {
      megabytesPerSecond: Math.max(best.megabytesPerSecond, bytes / 1000 / took),
      slowestMs: Math.min(best.slowestMs, slowestMs),
    }
  }
  return best
}

async function readMany() {
  const root = join(scratch, 'one')
  const location = { family: 'speckit', slug: '000-depot', path: 'specs/000-depot' }
  const plan = await readPlan(disk, root, location, new Diagnostics())
  const read = performance.now()
  if (plan.tasks.length !== MANY) throw new Error(`${plan.tasks.length} tasks were read`)
  buildSchedule([plan], new Diagnostics())
  return {
    scheduleSeconds: (performance.now() - read) / 1000,
    // Kilobytes.
    peakMegabytes: process.resourceUsage().maxRSS / 1000,
  }
}
