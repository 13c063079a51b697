/** The packages of a service: what the plan lists, with the floors the generated code needs, and what it forgot. */
import { isHeldBelow, type PackageRequirement, raiseFloor, type Service } from '../../src/generator/index.ts'
import { partsOf } from '../parts/index.ts'
import versions from '../versions.json' with { type: 'json' }
import { type Cap, capped, capsOf } from './caps.ts'

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
  /** An upper bound was added: what newer versions break. */
  readonly cap: Cap | undefined
  /** The generated code, or its gates, use it. */
  readonly used: boolean
}

interface Wanted {
  readonly name: string
  readonly extras?: readonly string[]
  readonly group: 'runtime' | 'dev' | 'proto'
}

const TOOLS = new Set(['black', 'pre-commit', 'pytest-cov', 'coverage', 'factory-boy', 'pytest-grpc'])

/** Kept where the plan lists them and in nobody's way: neither installed with the others nor loaded. */
const LEGACY = new Set(['pytest-grpc', 'grpc-stubs'])

export function dependenciesOf(service: Service): DependencyPlan {
  const wanted = wantedPackages(service)
  const { packages } = service.project
  const caps = capsOf(service, wanted)
  const listed = packages.map((entry) => honoured(entry, wanted, caps.get(entry.name)))
  const added = wanted
    .filter((want) => !packages.some((entry) => serves(entry, want)))
    .map((want) => addition(want, caps.get(want.name)))
  const entries = [...listed, ...added, ...companions(listed, caps)]
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

function addition({ name, extras, group }: Wanted, cap: Cap | undefined): Entry {
  const floor = `>=${FLOORS.get(name)}`
  const specifier = capped(floor, cap)
  return {
    name,
    group,
    line: requirementLine(name, extras ?? [], specifier),
    listed: undefined,
    raised: false,
    outdated: false,
    cap: specifier === floor ? undefined : cap,
    used: true,
  }
}

/** passlib does not work with bcrypt 5, and logs a traceback with 4.1; it does not say so itself. */
function companions(listed: readonly Entry[], caps: ReadonlyMap<string, Cap>): readonly Entry[] {
  const passlib = listed.some(({ name, group }) => name === 'passlib' && group === 'runtime')
  if (!passlib || listed.some(({ name }) => name === 'bcrypt')) return []
  return [addition({ name: 'bcrypt', group: 'runtime' }, caps.get('bcrypt'))]
}

/** A run-time entry also serves development. */
function serves(entry: PackageRequirement, want: Wanted): boolean {
  const group = groupOf(entry)
  return entry.name === want.name && (group === want.group || (want.group === 'dev' && group === 'runtime'))
}

function groupOf(entry: PackageRequirement): string {
  if (LEGACY.has(entry.name)) return 'legacy'
  return entry.group === 'test' || entry.group === 'lint' ? 'dev' : entry.group
}

function honoured(entry: PackageRequirement, wanted: readonly Wanted[], cap: Cap | undefined): Entry {
  const { name, marker } = entry
  const needed = wanted.find((want) => want.name === name)
  const floor = FLOORS.get(name)
  const held = floor !== undefined && isHeldBelow(entry.specifier, floor)
  const { specifier: bounded, raised } =
    floor === undefined || held
      ? { specifier: entry.specifier, raised: false }
      : raiseFloor(entry.specifier, floor)
  const specifier = capped(bounded, cap)
  const extras = [...new Set([...entry.extras, ...(needed?.extras ?? [])])].sort()
  return {
    name,
    group: groupOf(entry),
    line: requirementLine(name, extras, specifier, marker),
    listed: entry,
    raised,
    cap: specifier === bounded ? undefined : cap,
    outdated: held,
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
    wanted.set(`${group} ${name}`, {
      name,
      group,
      ...(extra === undefined ? {} : { extras: extra.split(',') }),
    })
  }
  return [...wanted.values()]
}
