/** The packages of a service: what the plan lists, with the floors the generated code needs, and what it forgot. */
import { isPinnedBelow, type PackageRequirement, raiseFloor, type Service } from '../src/generator/index.ts'
import { partsOf } from './parts/index.ts'
import versions from './versions.json' with { type: 'json' }

const FLOORS: ReadonlyMap<string, string> = new Map(Object.entries(versions.floors))

export interface DependencyPlan {
  readonly requiresPython: string
  readonly runtime: readonly string[]
  readonly dev: readonly string[]
  /** Group `proto`, empty without gRPC. */
  readonly proto: readonly string[]
  /** Further groups of the plan, such as `legacy` for what is kept and not used. */
  readonly groups: readonly { readonly name: string; readonly lines: readonly string[] }[]
  readonly entries: readonly Entry[]
}

/** One line of `pyproject.toml`, and where it comes from. */
export interface Entry {
  readonly name: string
  readonly group: string
  readonly line: string
  /** undefined: the plan does not list it. */
  readonly listed: PackageRequirement | undefined
  readonly raised: boolean
  /** The plan pins it below what the generated code is written for. */
  readonly outdated: boolean
  /** The generated code, or its gates, use it. */
  readonly used: boolean
}

interface Wanted {
  readonly name: string
  readonly extras?: readonly string[]
  readonly group: 'runtime' | 'dev' | 'proto'
}

const TOOLS = new Set(['black', 'pre-commit', 'pytest-cov', 'coverage', 'factory-boy', 'pytest-grpc'])

export function dependenciesOf(service: Service): DependencyPlan {
  const wanted = wantedPackages(service)
  const listed = service.project.packages.map((entry) => honoured(entry, wanted))
  const added = wanted
    .filter((want) => !service.project.packages.some((entry) => serves(entry, want)))
    .map(({ name, extras, group }): Entry => {
      const line = requirementLine(name, extras ?? [], `>=${FLOORS.get(name)}`)
      return { name, group, line, listed: undefined, raised: false, outdated: false, used: true }
    })
  const entries = [...listed, ...added, ...boundsOf(listed)]
  const linesOf = (group: string) => entries.filter((entry) => entry.group === group).map(({ line }) => line)
  const others = [...new Set(entries.map(({ group }) => group))].filter(
    (group) => !['runtime', 'dev', 'proto'].includes(group),
  )
  return {
    requiresPython: raiseFloor(service.project.requiresPython, versions.python).specifier,
    runtime: linesOf('runtime'),
    dev: linesOf('dev'),
    proto: linesOf('proto'),
    groups: others.map((name) => ({ name, lines: linesOf(name) })),
    entries,
  }
}

/** passlib 1.7 does not work with bcrypt 5, and logs a traceback with 4.1. */
function boundsOf(listed: readonly Entry[]): readonly Entry[] {
  const passlib = listed.some(({ name, group }) => name === 'passlib' && group === 'runtime')
  if (!passlib || listed.some(({ name }) => name === 'bcrypt')) return []
  return [
    {
      name: 'bcrypt',
      group: 'runtime',
      line: 'bcrypt>=4.0.1,<4.1',
      listed: undefined,
      raised: false,
      outdated: false,
      used: true,
    },
  ]
}

/** A run-time entry also serves development. */
function serves(entry: PackageRequirement, want: Wanted): boolean {
  const group = groupOf(entry)
  return entry.name === want.name && (group === want.group || (want.group === 'dev' && group === 'runtime'))
}

/** pytest-grpc cannot run async servicers: kept apart, never loaded. */
function groupOf(entry: PackageRequirement): string {
  if (entry.name === 'pytest-grpc') return 'legacy'
  return entry.group === 'test' || entry.group === 'lint' ? 'dev' : entry.group
}

function honoured(entry: PackageRequirement, wanted: readonly Wanted[]): Entry {
  const { name, marker } = entry
  const needed = wanted.find((want) => want.name === name)
  const floor = FLOORS.get(name)
  const { specifier, raised } =
    floor === undefined ? { specifier: entry.specifier, raised: false } : raiseFloor(entry.specifier, floor)
  const extras = [...new Set([...entry.extras, ...(needed?.extras ?? [])])].sort()
  return {
    name,
    group: groupOf(entry),
    line: requirementLine(name, extras, specifier, marker),
    listed: entry,
    raised,
    outdated: floor !== undefined && isPinnedBelow(entry.specifier, floor),
    used: needed !== undefined || TOOLS.has(name),
  }
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

/** Each package once: two parts may need the same. */
function wantedPackages(service: Service): readonly Wanted[] {
  const wanted = new Map<string, Wanted>()
  for (const { name: wish, group } of partsOf(service).flatMap((part) => part.packages?.(service) ?? [])) {
    const [, name = wish, extra] = /^([a-z0-9-]+)\[(.+)\]$/.exec(wish) ?? []
    wanted.set(`${group} ${name}`, { name, group, ...(extra === undefined ? {} : { extras: [extra] }) })
  }
  return [...wanted.values()]
}
