/** The packages of a service: what the plan lists, with the floors the generated code needs, and what it forgot. */
import { type PackageRequirement, raiseFloor, type Service } from '../src/generator/index.ts'
import versions from './versions.json' with { type: 'json' }
import { securityLibraries, traitsOf } from './views/traits.ts'

const FLOORS: Readonly<Record<string, string>> = versions.floors

export interface DependencyPlan {
  readonly runtime: readonly string[]
  readonly dev: readonly string[]
  /** Group `proto`, empty without gRPC. */
  readonly proto: readonly string[]
  /** Further groups of the plan, such as `legacy` for what is kept and not used. */
  readonly groups: readonly { readonly name: string; readonly lines: readonly string[] }[]
  readonly decisions: readonly DependencyDecision[]
}

/** What became of one entry of the plan, or why one was added. */
export interface DependencyDecision {
  readonly code:
    | 'dependency/floor-raised'
    | 'dependency/missing-for-feature'
    | 'dependency/sqlalchemy-without-asyncio'
  readonly name: string
  readonly entry: PackageRequirement | undefined
  readonly written: string
}

interface Wanted {
  readonly name: string
  readonly extras?: readonly string[]
  readonly group: 'runtime' | 'dev' | 'proto'
}

export function dependenciesOf(service: Service): DependencyPlan {
  const decisions: DependencyDecision[] = []
  const lines = new Map<string, string[]>([
    ['runtime', []],
    ['dev', []],
    ['proto', []],
  ])
  const wanted = wantedPackages(service)
  for (const entry of service.project.packages) {
    const needed = wanted.find(({ name, group }) => name === entry.name && group === groupOf(entry))
    const line = honour(entry, needed, decisions)
    const group = groupOf(entry)
    lines.set(group, [...(lines.get(group) ?? []), line])
  }
  for (const want of wanted) {
    if (service.project.packages.some((entry) => entry.name === want.name && sameUse(want, entry))) continue
    const line = requirementLine(want.name, want.extras ?? [], `>=${FLOORS[want.name]}`)
    lines.set(want.group, [...(lines.get(want.group) ?? []), line])
    if (want.group === 'runtime') {
      decisions.push({
        code: 'dependency/missing-for-feature',
        name: want.name,
        entry: undefined,
        written: line,
      })
    }
  }
  if (lines.get('runtime')?.some((line) => line.startsWith('passlib'))) push(lines, 'runtime', 'bcrypt<5')
  const others = [...lines].filter(([name]) => !['runtime', 'dev', 'proto'].includes(name))
  return {
    runtime: lines.get('runtime') ?? [],
    dev: lines.get('dev') ?? [],
    proto: lines.get('proto') ?? [],
    groups: others.map(([name, entries]) => ({ name, lines: entries })),
    decisions,
  }
}

function push(lines: Map<string, string[]>, group: string, line: string): void {
  const name = /^[a-z0-9-]+/.exec(line)?.[0] ?? line
  const entries = lines.get(group) ?? []
  const known = entries.some((entry) => /^[a-z0-9-]+/.exec(entry)?.[0] === name)
  if (!known) lines.set(group, [...entries, line])
}

/** A run-time entry also serves development. */
function sameUse(want: Wanted, entry: PackageRequirement): boolean {
  const group = groupOf(entry)
  return group === want.group || (want.group === 'dev' && group === 'runtime')
}

/** pytest-grpc cannot run async servicers: kept apart, never loaded. */
function groupOf(entry: PackageRequirement): string {
  if (entry.name === 'pytest-grpc') return 'legacy'
  if (entry.group === 'test' || entry.group === 'lint') return 'dev'
  return entry.group
}

function honour(
  entry: PackageRequirement,
  needed: Wanted | undefined,
  decisions: DependencyDecision[],
): string {
  const floor = FLOORS[entry.name]
  const { specifier, raised } =
    floor === undefined ? { specifier: entry.specifier, raised: false } : raiseFloor(entry.specifier, floor)
  const extras = [...new Set([...entry.extras, ...(needed?.extras ?? [])])].sort()
  const line = requirementLine(entry.name, extras, specifier, entry.marker)
  if (raised) decisions.push({ code: 'dependency/floor-raised', name: entry.name, entry, written: line })
  if (entry.name === 'sqlalchemy' && !entry.extras.includes('asyncio') && extras.includes('asyncio')) {
    decisions.push({ code: 'dependency/sqlalchemy-without-asyncio', name: entry.name, entry, written: line })
  }
  return line
}

function requirementLine(
  name: string,
  extras: readonly string[],
  specifier: string,
  marker?: string,
): string {
  const requirement = `${name}${extras.length > 0 ? `[${extras.join(',')}]` : ''}${specifier}`
  return marker ? `${requirement}; ${marker}` : requirement
}

function wantedPackages(service: Service): readonly Wanted[] {
  const traits = traitsOf(service)
  const { jose, passlib } = securityLibraries(service)
  const when = (condition: boolean, group: Wanted['group'], ...names: string[]): readonly Wanted[] =>
    condition ? names.map((name) => ({ name, group })) : []
  return [
    ...when(traits.rest, 'runtime', 'fastapi'),
    ...when(true, 'runtime', 'pydantic', 'pydantic-settings'),
    ...when(traits.rest, 'runtime', 'uvicorn'),
    ...when(traits.grpc, 'runtime', 'grpcio', 'grpcio-health-checking', 'grpcio-reflection', 'protobuf'),
    ...(traits.database ? [{ name: 'sqlalchemy', extras: ['asyncio'], group: 'runtime' as const }] : []),
    ...when(traits.database, 'runtime', 'asyncpg', 'alembic'),
    ...when(traits.redis, 'runtime', 'redis'),
    ...when(traits.logging, 'runtime', 'structlog'),
    ...(traits.jwt && !jose ? [{ name: 'pyjwt', extras: ['crypto'], group: 'runtime' as const }] : []),
    ...(traits.passwords && !passlib
      ? [{ name: 'pwdlib', extras: ['argon2'], group: 'runtime' as const }]
      : []),
    ...when(traits.database, 'dev', 'aiosqlite'),
    ...when(traits.redis, 'dev', 'fakeredis'),
    ...when(traits.rest, 'dev', 'httpx2'),
    ...when(true, 'dev', 'mypy', 'pytest', 'pytest-asyncio'),
    ...when(traits.coverage, 'dev', 'pytest-cov'),
    ...when(true, 'dev', 'ruff'),
    ...when(
      traits.grpc,
      'dev',
      'types-grpcio',
      'types-grpcio-health-checking',
      'types-grpcio-reflection',
      'types-protobuf',
    ),
    ...when(traits.jwt && jose, 'dev', 'types-python-jose'),
    ...when(traits.grpc, 'proto', 'grpcio-tools', 'mypy-protobuf'),
  ]
}
