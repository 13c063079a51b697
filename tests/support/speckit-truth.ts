/** What people who read public task lists wrote down about them, and how far a plan agrees. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plan, Task } from '../../src/plan/plan.ts'

interface TrueTask {
  readonly line: number
  readonly id: string
  readonly done: boolean
  readonly parallel: boolean
  readonly story: string | null
  readonly phase: string | null
  readonly paths: readonly string[]
  /** The reader was not sure. */
  readonly doubt?: boolean
}

interface TrueDependency {
  readonly line: number
  readonly from: readonly string[]
  readonly to: readonly string[]
  /** The reader was not sure. */
  readonly doubt?: boolean
}

export interface Truth {
  /** Path in the corpus. */
  readonly path: string
  readonly tasks: readonly TrueTask[]
  readonly dependencies: readonly TrueDependency[]
}

/**
 * The reader was written against the one half; the other was read by it only when it was finished, and what was written
 * down later after what the other had shown was mended. Of `blind` lists only what they say of order was written down,
 * before the reader, finished, was run on them.
 */
export type Half = 'development' | 'held-out' | 'later' | 'blind'

const folderOf = (half: Half) => fileURLToPath(new URL(`../corpus/truth/speckit/${half}/`, import.meta.url))

/** The truths of a half; empty where they are not there. */
export function readTruths(half: Half): readonly Truth[] {
  const folder = folderOf(half)
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const truths = names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Truth)
  return truths.filter(({ path }) => path.startsWith('speckit/'))
}

export interface Score {
  readonly wanted: number
  readonly given: number
  readonly right: number
  readonly misses: readonly string[]
}

export interface Scores {
  readonly tasks: Score
  readonly paths: Score
  readonly states: Score
  readonly stories: Score
  readonly phases: Score
  /** Statements whose every pair is found. */
  readonly dependencies: Score
}

/** What its reader was sure of. */
export function firm(truth: Truth): Truth {
  return { ...truth, dependencies: truth.dependencies.filter(({ doubt }) => !doubt) }
}

export function score(truth: Truth, plan: Plan): Scores {
  const found = new Map(plan.tasks.map((task) => [`${task.origin.start.line} ${task.id}`, task]))
  const pairs = truth.tasks.flatMap((task): [TrueTask, Task][] => {
    const own = found.get(`${task.line} ${task.id}`)
    return own ? [[task, own]] : []
  })
  const wanted = new Set(truth.tasks.map(({ line, id }) => `${line} ${id}`))
  const compare = (of: (task: TrueTask) => string, own: (task: Task) => string): Score =>
    total(pairs.map(([task, read]) => scoreSets([of(task)], [own(read)], `${task.line} ${task.id}`)))
  return {
    tasks: scoreSets([...wanted], [...found.keys()], ''),
    paths: total(
      pairs.map(([task, own]) =>
        scoreSets(
          task.paths.map(plain),
          own.paths.map(({ path }) => plain(path)),
          `${task.line} ${task.id}`,
        ),
      ),
    ),
    states: compare(
      (task) => String(task.done),
      (task) => String(task.status === 'completed'),
    ),
    stories: compare(
      (task) => task.story ?? '',
      (task) => task.story ?? '',
    ),
    phases: compare(
      (task) => String(task.phase ?? ''),
      (task) => String(task.phase ?? ''),
    ),
    dependencies: scoreDependencies(truth, plan),
  }
}

const plain = (path: string): string => path.replace(/^\.?\//, '').replace(/\/$/, '')

function scoreSets(wanted: readonly string[], given: readonly string[], at: string): Score {
  const [a, b] = [new Set(wanted), new Set(given)]
  const missing = [...a].filter((one) => !b.has(one))
  const extra = [...b].filter((one) => !a.has(one))
  const misses = [...missing.map((one) => `${at} - ${one}`), ...extra.map((one) => `${at} + ${one}`)]
  return { wanted: a.size, given: b.size, right: a.size - missing.length, misses }
}

export function total(scores: readonly Score[]): Score {
  return {
    wanted: scores.reduce((sum, one) => sum + one.wanted, 0),
    given: scores.reduce((sum, one) => sum + one.given, 0),
    right: scores.reduce((sum, one) => sum + one.right, 0),
    misses: scores.flatMap(({ misses }) => misses),
  }
}

/** A statement is found if each of its pairs is; a statement of the reader is right if it says a pair that is true. */
function scoreDependencies(truth: Truth, plan: Plan): Score {
  const expand = expander(plan)
  const read = edgesOf(plan, expand)
  const misses: string[] = []
  const told = new Set<string>()
  let right = 0
  let wanted = 0
  for (const { line, from, to } of truth.dependencies) {
    if (from.length === 0 || to.length === 0) continue
    wanted += 1
    const lacks: string[] = []
    for (const a of from.flatMap(expand)) {
      for (const b of to.flatMap(expand)) {
        told.add(`${a} ${b}`)
        if (a !== b && !read.edges.has(`${a} ${b}`)) lacks.push(`${a} after ${b}`)
      }
    }
    if (lacks.length === 0) right += 1
    else
      misses.push(`${line} - ${lacks.slice(0, 3).join(', ')}${lacks.length > 3 ? ` … ${lacks.length}` : ''}`)
  }
  let given = 0
  let wrong = 0
  for (const { edges, line, reason } of read.statements) {
    given += 1
    const extra = edges.filter((edge) => !told.has(edge))
    if (extra.length === 0) continue
    wrong += 1
    misses.push(
      `${line} + ${extra.slice(0, 3).join(', ')} … ${extra.length} of ${edges.length}: ${reason.slice(0, 80)}`,
    )
  }
  return { wanted, given: given + right - (given - wrong), right, misses }
}

/** Keys of the tasks a name stands for: an id, `Phase 2`, `US1`. */
function expander(plan: Plan): (name: string) => readonly string[] {
  const keys = new Map<string, string[]>()
  const add = (name: string, key: string) => keys.set(name, [...(keys.get(name) ?? []), key])
  for (const task of plan.tasks) {
    const key = task.key ?? task.id
    add(task.id, key)
    if (task.phase !== undefined) add(`Phase ${task.phase}`, key)
    for (const story of task.story?.split(',') ?? []) add(story, key)
  }
  return (name) => keys.get(name) ?? []
}

function edgesOf(plan: Plan, expand: (name: string) => readonly string[]) {
  const edges = new Set<string>()
  const statements: { edges: string[]; line: number; reason: string }[] = []
  const add = (from: readonly string[], to: readonly string[], line: number, reason: string) => {
    const done = new Set(to)
    // What is waited for does not wait itself: `Phase 3 after T011` is about the rest of the phase.
    const own = from.filter((a) => !done.has(a)).flatMap((a) => to.map((b) => `${a} ${b}`))
    for (const edge of own) edges.add(edge)
    statements.push({ edges: own, line, reason })
  }
  const nameOf = ({ kind, id }: { kind: string; id: string }) => (kind === 'phase' ? `Phase ${id}` : id)
  const byKey = new Map(plan.tasks.map((task) => [task.key ?? task.id, task.key ?? task.id]))
  const expandEnd = (end: { kind: 'task' | 'phase' | 'story'; id: string }) =>
    end.kind === 'task' ? [byKey.get(end.id) ?? end.id] : expand(nameOf(end))
  for (const { waiting, on, origin, reason } of plan.dependencies ?? [])
    add(waiting.flatMap(expandEnd), on.flatMap(expandEnd), origin.start.line, reason)
  for (const task of plan.tasks) {
    for (const { id, origin } of task.blockedBy)
      add([task.key ?? task.id], expand(id), origin.start.line, `${task.id} says ${id}`)
  }
  return { edges, statements }
}
