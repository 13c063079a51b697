/** Tasks that may run at the same time and name one file. */
import type { Location } from '../diagnostics/index.ts'
import type { Analysis } from './analyse.ts'
import type { TaskNode } from './graph.ts'

/** `second` and the first task of its wave that names the file. */
export interface Overlap {
  readonly first: TaskNode
  readonly second: TaskNode
  readonly file: string
  /** Where each names it. */
  readonly places: readonly [Location, Location]
}

/** A task with a file it writes, and where that is said. */
export interface Write {
  readonly node: TaskNode
  readonly file: string
  readonly origin: Location
}

/** What tasks are written from: `fields as in data-model.md` reads it. */
const READ = /^(?:data-model|plan|spec|research|quickstart|tasks|_?techspec|_?prd|_tasks)\.md$/

/** What is only looked at; a test is written to verify. */
const LOOKS =
  /^[*`\s]{0,4}(?:verify|confirm|review|inspect|验证|检查|검증|확인|検証|確認|проверить)(?![\p{L}\p{N}])/iu
const TEST = /(?:^|[/._-])(?:tests?|specs?|e2e|__tests__)(?=[/._-])|Test\.[a-z]+$/

/**
 * The files that tasks name themselves. A folder is no file: two tasks may add to it. A bare name is of any folder:
 * each service of a plan has its `main.py`.
 */
export function namedWrites(tasks: readonly TaskNode[]): readonly Write[] {
  const writes: Write[] = []
  for (const node of tasks) {
    const { paths, title } = node.task
    const isLookedAt = paths.length > 0 && LOOKS.test(title)
    for (const { path, origin } of paths)
      if (isFile(path) && !isRead(path, node) && (!isLookedAt || TEST.test(path)))
        writes.push({ node, file: path, origin })
  }
  return writes
}

function isFile(path: string): boolean {
  return path.includes('/') && !path.endsWith('/')
}

function isRead(path: string, { plan }: TaskNode): boolean {
  if (!path.endsWith('.md')) return false
  const isBelow = path.startsWith(`${plan.path}/`)
  return READ.test(isBelow ? path.slice(plan.path.length + 1) : path)
}

/** Pairs of parallel tasks of one wave of a plan: no way leads from one to the other. */
export function findOverlaps({ wave }: Pick<Analysis, 'wave'>, writes: readonly Write[]): readonly Overlap[] {
  const firsts = new Map<string, Write>()
  const found: Overlap[] = []
  const seen = new Set<string>()
  for (const write of writes) {
    const { node, file, origin } = write
    if (!wave[node.index] || !node.task.parallel) continue
    const place = `${node.plan.path} ${wave[node.index]} ${file}`
    const first = firsts.get(place)
    if (!first) firsts.set(place, write)
    else if (first.node !== node && !seen.has(`${place} ${node.index}`)) {
      seen.add(`${place} ${node.index}`)
      found.push({ first: first.node, second: node, file, places: [first.origin, origin] })
    }
  }
  return found
}
