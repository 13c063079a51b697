/** Files that ticked tasks name and that are not there. Doubt is silence: a finding says that something was not done. */
import type { Location } from '../diagnostics/index.ts'
import type { Disk } from '../ports.ts'
import type { Schedule, TaskNode } from '../schedule/index.ts'
import { standingPlaces } from './status-places.ts'
import { removedPaths } from './status-removal.ts'
import type { Absent, AbsentFile } from './status-view.ts'

export function findAbsent(
  place: { readonly disk: Disk; readonly root: string },
  { tasks }: Pick<Schedule, 'tasks'>,
): Absent {
  const removed = removedPaths(tasks.map(({ task }) => task))
  const stands = standingPlaces(place)
  const seen = new Set<string>()
  const files: AbsentFile[] = []
  for (const named of tasks.flatMap(tickedPaths)) {
    const { path, node } = named
    const key = `${node.index} ${path}`
    if (seen.has(key) || !isTold(path) || removed(path)) continue
    seen.add(key)
    if (!stands(path, node.plan.path)) files.push(named)
  }
  return { looked: seen.size, files }
}

/** Of a completed task all paths but those of its open subtasks; of another those of its ticked ones. */
function tickedPaths(node: TaskNode): readonly AbsentFile[] {
  const { task, isDone, isExcluded } = node
  if (isExcluded || (!isDone && task.subtasks.length === 0)) return []
  const subtasks = new Map(task.subtasks.map((subtask) => [lineOf(subtask.origin), subtask]))
  return task.paths.flatMap(({ path, origin }) => {
    const subtask = subtasks.get(lineOf(origin))
    return (subtask ? subtask.done : isDone) ? [{ node, id: subtask?.id ?? task.id, path, origin }] : []
  })
}

function lineOf({ path, start }: Location): string {
  return `${path}:${start.line}`
}

/** Made by a tool, kept out of version control, or of a machine. */
const PASSING = new Set(
  `node_modules dist build out target coverage htmlcov .next .nuxt .venv venv __pycache__ .git .pytest_cache .mypy_cache
  .ruff_cache tmp temp logs log`.split(/\s+/),
)
/** Names that stand for others: `XXX_create_users.py`, `YYYYMMDD_init.sql`, `path/to/file.py`. */
const STAND_IN = /x{3}|yyyy|n{3}|\.\.\.|\$|~|^path\/to\/|^(?:foo|bar|example)\b|timestamp|<|\{/i
/** A file without a folder is looked for where it belongs by custom: at the root of a project. */
const ROOT_FILE =
  /^(?:[A-Z][A-Za-z]*file(?:\.\w+)?|LICENSE|README\.md|CHANGELOG\.md|pyproject\.toml|package\.json|tsconfig\.json|requirements[\w-]*\.txt|docker-compose[\w.-]*\.ya?ml|go\.mod|Cargo\.toml|pom\.xml|alembic\.ini|\.gitignore|\.dockerignore|\.env\.(?:example|sample|template))$/

/** Whether the absence of a file says anything. */
function isTold(path: string): boolean {
  const segments = path.split('/').filter((segment) => segment !== '')
  const last = segments.at(-1) ?? ''
  if (path.startsWith('/') || segments.includes('..') || STAND_IN.test(path)) return false
  if (segments.some((segment) => PASSING.has(segment))) return false
  if (isSecret(last) || /\.(?:log|db|sqlite3?|pyc|tmp|bak|key|pem|crt)$/.test(last)) return false
  return segments.length > 1 || ROOT_FILE.test(last)
}

/** `.env` and its local forms are in nobody's repository. */
function isSecret(name: string): boolean {
  return name.startsWith('.env') && !/\.(?:example|sample|template|dist)$/.test(name)
}
