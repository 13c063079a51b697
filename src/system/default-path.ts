/** The file that a task means which names none. */
import { wordsOf } from '../text/names.ts'
import { snake } from './names.ts'
import type { TaskKind } from './task-kinds.ts'

/** Nouns that name a file of their own, wherever they stand. */
const FILES: readonly (readonly [RegExp, string])[] = [
  [/pre-?commit/i, '.pre-commit-config.yaml'],
  [/docker[- ]?compose/i, 'docker-compose.yml'],
  [/dockerfile/i, 'Dockerfile'],
  [/github (?:actions?|workflows?)/i, '.github/workflows/ci.yml'],
  [/\breadme\b/i, 'README.md'],
  [/\bchangelog\b/i, 'CHANGELOG.md'],
  [/environment variables|\.env\b/i, '.env.example'],
]
const PYTHON_FILES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:uv|poetry|pyproject|ruff|black|mypy|pytest|hatch)\b|python project/i, 'pyproject.toml'],
  [/\balembic\b/i, 'alembic.ini'],
  [/\bcorrelation ids?\b/i, 'src/api/middleware/correlation_id.py'],
  [/\brequest ids?\b/i, 'src/api/middleware/request_id.py'],
  [/^(?!.{0,300}\bclient\b).{0,300}\brate limit/i, 'src/api/middleware/rate_limit.py'],
  [/\bcors\b/i, 'src/api/middleware/cors.py'],
  [/(?:database|sqlalchemy|async|db) session|connection pool/i, 'src/db/session.py'],
]
const PYTHON_KINDS: ReadonlyMap<TaskKind, string> = new Map([
  ['auth', 'src/core/security.py'],
  ['logging', 'src/core/logging.py'],
  ['migration', 'migrations/versions/'],
  ['performance', 'tests/load/'],
])
const NAMED: ReadonlyMap<TaskKind, (noun: string) => string> = new Map([
  ['model', (noun) => `src/models/${noun}.py`],
  ['service', (noun) => `src/services/${noun}_service.py`],
  ['repository', (noun) => `src/repositories/${noun}_repository.py`],
])
/** `UserService`, `UserRepository`: the noun stands before the role. */
const CLASS = /\b([A-Z][a-z0-9]{1,40}(?:[A-Z][a-z0-9]{1,40}){0,4}?)(Service|Repository|Model)\b/

/** Undefined where nothing tells. A folder ends in `/`. */
export function defaultPath(title: string, kind: TaskKind, isPython: boolean): string | undefined {
  const match = [...FILES, ...(isPython ? PYTHON_FILES : [])].find(([noun]) => noun.test(title))
  if (match && kind !== 'polish') return match[1]
  if (!isPython) return undefined
  const noun = CLASS.exec(title)?.[1]
  const named = NAMED.get(kind)
  return named && noun ? named(snake(noun)) : PYTHON_KINDS.get(kind)
}

/** Literal parts of a route, without prefix and version: `users` of `/api/v1/users/{id}`. */
export function nounsOfRoute(route: string): readonly string[] {
  return route
    .split(/[/?#]/)
    .filter((part) => /^[A-Za-z][\w.:-]*$/.test(part) && !/^(?:api|v\d{1,2})$/i.test(part))
    .map((part) => wordsOf(part).join('_'))
    .filter((part) => part !== '')
}
