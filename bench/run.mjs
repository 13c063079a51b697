// `npm run bench`: how fast the tool is, as ratios of medians within one run, so that the machine cancels out; how
// fast plans are read is told in plain numbers.
// Prints a table, writes bench/results.json, exits 1 where a ratio misses its target.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfStale } from '../scripts/build.mjs'
import { installPackages, ROOT } from '../scripts/install.mjs'
import { makeBareRenderer } from './bare-renderer.mjs'
import { makeCopierTemplate } from './copier-template.mjs'
import { writeFeatures } from './many-tasks.mjs'

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15)
const ENV = { ...process.env, CI: 'true', NO_COLOR: '1' }
const node = process.execPath
const bin = (name) => join(ROOT, 'bin', `${name}.js`)

installPackages()
await buildIfStale()
const scratch = mkdtempSync(join(tmpdir(), 'taskplan-bench-'))
try {
  const plan = makePlan(join(scratch, 'plan'))
  const bare = await makeBareRenderer(join(scratch, 'bare'), plan)
  const copier = await makeCopierTemplate(join(scratch, 'copier'), plan)
  const medians = measure({
    node: () => run(node, ['-e', '0']),
    help: () => run(node, [bin('taskplan'), '--help']),
    list: () => run(node, [bin('taskplan'), 'list'], plan.folder),
    service: inFreshFolder(plan, (cwd) =>
      run(node, [bin('taskplan'), 'scaffold', plan.service, '--yes'], cwd),
    ),
    bare: inFreshFolder(undefined, (cwd) => run(node, [bare.script, cwd])),
    copier: inFreshFolder(undefined, (cwd) => run(copier.program, copier.args(join(cwd, 'out')), cwd)),
    ten: inFreshFolder(undefined, (cwd) => inProcess(10, cwd)),
    hundred: inFreshFolder(undefined, (cwd) => inProcess(100, cwd)),
  })
  report(medians, [
    ['`--help` / bare node', medians.help / medians.node, 'at most', 1.3],
    ['`list` / bare node', medians.list / medians.node, 'at most', 1.3],
    [`one service (${bare.files} files) / bare EJS script`, medians.service / medians.bare, 'at most', 2],
    ['copier / one service', medians.copier / medians.service, 'at least', 6],
    ['100 services / 10 services, one process', medians.hundred / medians.ten, 'at most', 11],
    ...readingRows(),
  ])
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

/** The starter plan and the service it becomes, made by the tool itself. */
function makePlan(folder) {
  const made = mkdtempSync(`${folder}-`)
  run(node, [bin('create-taskplan-service'), 'auth', '--yes'], made)
  const service = readdirSync(made).find((name) => readdirSafe(join(made, name)).includes('pyproject.toml'))
  if (!service) throw new Error('the starter plan brought no service')
  const output = `${folder}-output`
  cpSync(join(made, service), output, { recursive: true })
  for (const name of [service, '.taskplan']) rmSync(join(made, name), { recursive: true, force: true })
  return { folder: made, service, output }
}

function readdirSafe(path) {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

/** Runs everything in turns, so that a slow moment of the machine meets all; returns medians in milliseconds. */
function measure(subjects) {
  const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]))
  for (let round = -1; round < ROUNDS; round++) {
    for (const [name, subject] of Object.entries(subjects)) {
      const took = subject()
      // The first round only warms the file cache.
      if (round >= 0) times[name].push(took)
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]))
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2
}

function run(program, args, cwd = scratch) {
  const start = performance.now()
  const { status, stderr } = spawnSync(program, args, { cwd, env: ENV, encoding: 'utf8', input: '' })
  const took = performance.now() - start
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: exit ${status}\n${stderr}`)
  return took
}

/** The folder is made and removed outside of the time. */
function inFreshFolder(plan, subject) {
  return () => {
    const cwd = mkdtempSync(join(scratch, 'run-'))
    if (plan) cpSync(plan.folder, cwd, { recursive: true })
    try {
      return subject(cwd)
    } finally {
      rmSync(cwd, { recursive: true, force: true })
    }
  }
}

/** Plain numbers: megabytes and milliseconds of this machine. */
function readingRows() {
  const { many, ...repositories } = measured('read-plans.mjs')
  return [
    ...Object.entries(repositories).flatMap(([name, { megabytesPerSecond, slowestMs }]) => [
      [`${name} plans read, MB/s`, megabytesPerSecond, 'at least', 10],
      [`slowest of the ${name} plans, ms`, slowestMs, 'at most', 200],
    ]),
    ['`lint` of 100,000 tasks in one list, s', lintSeconds('one', 1, 99_999), 'at most', 3],
    ['`lint` of 100,000 tasks in 1,000 lists, s', lintSeconds('many', 1000, 100), 'at most', 3],
    ['100,000 tasks put in order, s', many.scheduleSeconds, 'at most', 1],
    ['100,000 tasks, peak memory in MB', many.peakMegabytes, 'at most', 1024],
    ['hostile text: time for four times the length', measured('hostile-text.mjs').growth, 'at most', 10],
  ]
}

/** What a script of its own prints. */
function measured(script) {
  const program = [join(ROOT, 'bench', script)]
  const { status, stdout, stderr } = spawnSync(node, program, { env: ENV, encoding: 'utf8', input: '' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

/** The median of a few runs of the command, output and all. */
function lintSeconds(name, lists, tasks) {
  const folder = join(scratch, `lint-${name}`)
  writeFeatures(folder, lists, tasks)
  const runs = Array.from({ length: 3 }, () => run(node, [bin('taskplan'), 'lint'], folder))
  return median(runs) / 1000
}

/** Measured inside of the process: start-up is not part of it. */
function inProcess(count, cwd) {
  const args = [join(ROOT, 'bench/many-services.mjs'), String(count), cwd]
  const { status, stdout, stderr } = spawnSync(node, args, { cwd, env: ENV, encoding: 'utf8', input: '' })
  if (status !== 0) throw new Error(stderr)
  return Number(stdout)
}

function report(medians, ratios) {
  const rows = ratios.map(([name, ratio, bound, target]) => {
    const ok = bound === 'at most' ? ratio <= target : ratio >= target
    return { name, ratio: Number(ratio.toFixed(2)), target: `${bound} ${target}`, ok }
  })
  console.table(
    Object.fromEntries(Object.entries(medians).map(([name, ms]) => [name, { ms: Math.round(ms) }])),
  )
  console.table(rows)
  const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model }
  writeFileSync(
    join(ROOT, 'bench/results.json'),
    `${JSON.stringify({ rounds: ROUNDS, machine, medians, ratios: rows }, null, 2)}\n`,
  )
  if (rows.some(({ ok }) => !ok)) process.exitCode = 1
}
