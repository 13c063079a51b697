/** Paths of another stack, and paths outside of the tree that the plan draws: each kind once a plan. */
import { diagnostic, type Location } from '../diagnostics/index.ts'
import type { Plan, Task } from '../plan/plan.ts'
import { shown } from '../system/names.ts'
import { CHECK_CODES } from './codes.ts'
import type { Rule } from './rule.ts'

export const foreignPaths: Rule = {
  check({ plans }, findings) {
    for (const plan of plans)
      for (const group of groupsOf(plan, stackOf)) findings.add(foreign(group, plan.path))
  },
}

/** Spec-kit only: trees of the other family are drawn for one service each. */
export const pathsOutsideTree: Rule = {
  check({ plans }, findings) {
    for (const plan of plans) {
      const folders = plan.family === 'speckit' ? foldersOf(plan) : NONE
      if (folders.size === 0) continue
      const files = new Set(
        plan.tasks.flatMap(({ paths }) => paths.flatMap(({ path }) => rootedFile(path) ?? [])),
      )
      const outside = [...files].filter((path) => !folders.has(rootOf(path) ?? ''))
      // A tree that most paths are outside of is drawn from another root.
      if (outside.length * 2 > files.size) continue
      const apart = new Set(outside)
      for (const group of groupsOf(plan, (path) => (apart.has(path) ? rootOf(path) : undefined)))
        findings.add(outsideTree(group))
    }
  },
}

const NONE: ReadonlySet<string> = new Set()

/** Folders that no tree of sources has to draw. */
const ASIDE: ReadonlySet<string> = new Set(['docs', 'contracts', 'specs', 'checklists', 'dist', 'build'])

/** A file below a folder; folders alone are often named from elsewhere. */
function rootedFile(path: string): string | undefined {
  const root = rootOf(path)
  const isFile = /[^/.][^/]*\.[A-Za-z0-9]{1,8}$/.test(path)
  return root === undefined || !isFile || /^[.[(]/.test(root) || ASIDE.has(root) ? undefined : path
}

interface Group {
  readonly name: string
  readonly path: string
  readonly origin: Location
  /** Paths besides the first one. */
  readonly more: number
}

/** Paths that share a name, in the order of their first ones. */
function groupsOf({ tasks }: Plan, nameOf: (path: string) => string | undefined): readonly Group[] {
  const groups = new Map<string, Group>()
  const seen = new Set<string>()
  for (const { paths } of tasks) {
    for (const { path, origin } of paths) {
      const name = nameOf(path)
      if (name === undefined || seen.has(path) || isShort(path, paths)) continue
      seen.add(path)
      const known = groups.get(name)
      groups.set(name, known ? { ...known, more: known.more + 1 } : { name, path, origin, more: 0 })
    }
  }
  return [...groups.values()]
}

/** `button.tsx` beside `src/ui/button.tsx` of the same task is one file. */
function isShort(path: string, paths: Task['paths']): boolean {
  return paths.length > 1 && paths.some((other) => other.path.endsWith(`/${path}`))
}

const STACKS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'TypeScript or JavaScript': 'ts tsx js jsx mjs cjs mts cts vue svelte',
    Go: 'go',
    Rust: 'rs',
    'Java or Kotlin': 'java kt kts gradle',
    'C#': 'cs csproj sln cshtml razor',
    Swift: 'swift',
    Ruby: 'rb',
    PHP: 'php',
    Dart: 'dart',
    'C or C++': 'c h cc cpp hpp',
  }).flatMap(([stack, endings]) => endings.split(' ').map((ending) => [ending, stack] as const)),
)

const stackOf = (path: string): string | undefined => STACKS.get(path.slice(path.lastIndexOf('.') + 1))

/** The first folder; of a file at the root there is none to compare. */
function rootOf(path: string): string | undefined {
  const slash = path.indexOf('/')
  return slash > 0 ? path.slice(0, slash) : undefined
}

/** All folders of the drawn tree: a task may name its file from inside of any of them. */
function foldersOf({ facts }: Plan): ReadonlySet<string> {
  return new Set(facts.flatMap(({ tree }) => tree.flatMap(({ path }) => path.split('/').slice(0, -1))))
}

const others = (more: number): string =>
  more === 0 ? '' : more === 1 ? ', as is one more' : `, as are ${more} more`

function foreign({ name, path, origin, more }: Group, plan: string) {
  return diagnostic(CHECK_CODES, 'plan/foreign-path', {
    message: `\`${shown(path)}\` is ${name}${others(more)}: nothing is written there`,
    location: origin,
    hint: `services are written in Python; tasks of \`${shown(plan)}\` that name such files stay manual`,
  })
}

function outsideTree({ name, path, origin, more }: Group) {
  return diagnostic(CHECK_CODES, 'plan/path-outside-tree', {
    message: `\`${shown(path)}\` is outside of the tree in the plan${others(more)}`,
    location: origin,
    hint: `add \`${shown(name)}/\` to the tree, or name a path inside it`,
  })
}
