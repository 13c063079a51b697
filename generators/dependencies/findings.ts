/** What the plan hears about the packages it lists, and those it forgot. */
import {
  DEPENDENCY_CODES,
  type Diagnostic,
  diagnostic,
  type PackageRequirement,
  replacementOf,
  type Service,
} from '../../src/generator/index.ts'
import type { Cap } from './caps.ts'
import { dependencyConflicts } from './conflicts.ts'
import { dependenciesOf, type Entry } from './dependencies.ts'

type DependencyCode = keyof typeof DEPENDENCY_CODES

interface Known {
  readonly code: DependencyCode
  /** Where no replacement is the way out. */
  readonly hint?: string
  /** Only where it does harm. */
  readonly when?: (service: Service, entry: Entry) => boolean
}

/** Packages whose state is worth a word of its own wherever they are listed. */
const KNOWN: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['python-jose', { code: 'dependency/outdated-python-jose' }],
  ['passlib', { code: 'dependency/broken-passlib' }],
  ['pytest-grpc', { code: 'dependency/dead-pytest-grpc' }],
  ['httpx', { code: 'dependency/unmaintained-httpx' }],
  ['grpc-stubs', { code: 'dependency/abandoned-grpc-stubs' }],
  ['pybreaker', { code: 'dependency/synchronous-pybreaker' }],
  [
    'grpcio-tools',
    {
      code: 'dependency/grpcio-tools-at-runtime',
      when: (_, { group }) => group === 'runtime',
    },
  ],
  [
    'gunicorn',
    {
      code: 'dependency/gunicorn-with-grpc',
      hint: 'drop gunicorn, or split REST and gRPC into two services',
      when: ({ capabilities }) => capabilities.has('grpc'),
    },
  ],
  [
    'slowapi',
    {
      code: 'dependency/slowapi-blocks-on-redis',
      when: ({ capabilities }, { listed }) =>
        capabilities.has('redis') || listed?.extras.includes('redis') === true,
    },
  ],
])

/** Belong to capabilities whose packages are added one by one: not called unused. */
const FAMILIES = /^(opentelemetry|prometheus|sentry)/

export function dependencyFindings(service: Service): readonly Diagnostic[] {
  const { entries } = dependenciesOf(service)
  return [
    ...entries.flatMap((entry) => entryFindings(service, entry)),
    ...entries.flatMap(boundAdded),
    ...replacements(service),
    ...forgotten(service, entries),
    ...formatters(entries),
    ...legacyTable(service),
    ...dependencyConflicts(service),
  ]
}

function entryFindings(service: Service, entry: Entry): readonly Diagnostic[] {
  const { listed, name } = entry
  if (!listed) return []
  const known = KNOWN.get(name)
  if (known && (known.when?.(service, entry) ?? true)) {
    const message = `\`${name}\` is listed: ${DEPENDENCY_CODES[known.code].title}`
    const hint = known.hint ?? wayOut(listed)
    return [diagnostic(DEPENDENCY_CODES, known.code, { message, location: listed.origin, hint })]
  }
  const found = boundFinding(entry, `${name}${listed.specifier}`)
  if (!found) return []
  const { code, message, hint } = found
  return [diagnostic(DEPENDENCY_CODES, code, { message, location: listed.origin, hint })]
}

function wayOut(listed: PackageRequirement): string {
  const { by, movedTo } = replacementOf(listed) ?? {}
  if (by !== undefined) return `list \`${by}\`, or use \`--modernize\``
  const what = movedTo === undefined ? 'remove the line' : `move it to the group \`${movedTo}\``
  return `${what}, or use \`--modernize\``
}

interface Found {
  readonly code: DependencyCode
  readonly message: string
  readonly hint: string
}

/** What became of the bounds and extras of an entry, else whether it is used at all. */
function boundFinding({ name, line, listed, ...entry }: Entry, written: string): Found | undefined {
  const [requirement] = line.split(';')
  const rewritten = `\`${written}\` is written as \`${requirement}\``
  if (entry.raised)
    return { code: 'dependency/floor-raised', message: rewritten, hint: 'raise it in the plan' }
  if (entry.outdated) {
    const message = `\`${written}\` is older than the generated code is written for`
    return { code: 'dependency/pinned-below-floor', message, hint: 'write `>=` alone' }
  }
  if (name === 'sqlalchemy' && !listed?.extras.includes('asyncio') && line.includes('[asyncio]')) {
    const code = 'dependency/sqlalchemy-without-asyncio'
    return { code, message: rewritten, hint: 'add the extra in the plan' }
  }
  if (entry.used || entry.group !== 'runtime' || FAMILIES.test(name)) return undefined
  const message = `nothing in the plan uses \`${name}\``
  return { code: 'dependency/listed-but-unused', message, hint: 'remove the line' }
}

const BOUNDS: Readonly<Record<Cap['why'], { readonly code: DependencyCode; readonly hint: string }>> = {
  tracing: { code: 'dependency/otel-caps-sqlalchemy', hint: 'write `<2.1` in the plan' },
  kombu: {
    code: 'dependency/bound-added',
    hint: 'raise celery or kombu to 5.7, or write `<6.5` in the plan',
  },
  passlib: { code: 'dependency/bound-added', hint: 'replace passlib, or write `<4.1` in the plan' },
}

/** At the entry, else at what asks for the bound. */
function boundAdded({ name, line, listed, cap }: Entry): readonly Diagnostic[] {
  if (cap === undefined) return []
  const [requirement] = line.split(';')
  const { code, hint } = BOUNDS[cap.why]
  const message =
    listed === undefined
      ? `\`${name}\` is added as \`${requirement}\``
      : `\`${name}${listed.specifier}\` is written as \`${requirement}\``
  return [diagnostic(DEPENDENCY_CODES, code, { message, location: listed?.origin ?? cap.origin, hint })]
}

function replacements({ project }: Service): readonly Diagnostic[] {
  return project.replaced.map(({ listed, by, movedTo }) =>
    diagnostic(DEPENDENCY_CODES, 'dependency/modernized', {
      message: `\`${listed.name}\` is ${
        by !== undefined
          ? `replaced by \`${by}\``
          : movedTo !== undefined
            ? `moved to the group \`${movedTo}\``
            : 'left out'
      }`,
      location: listed.origin,
      hint: 'change the plan accordingly',
    }),
  )
}

/** One finding for all packages that were added. */
function forgotten(service: Service, entries: readonly Entry[]): readonly Diagnostic[] {
  const added = entries.filter(({ listed, group }) => listed === undefined && group === 'runtime')
  if (added.length === 0 || service.project.packages.length === 0) return []
  return [
    diagnostic(DEPENDENCY_CODES, 'dependency/missing-for-feature', {
      message: `the plan uses and does not list ${added.map(({ name }) => `\`${name}\``).join(', ')}`,
      location: service.project.packages[0]?.origin,
      hint: 'list them in the plan to choose the versions',
    }),
  ]
}

function formatters(entries: readonly Entry[]): readonly Diagnostic[] {
  const black = entries.find(({ name }) => name === 'black')
  const ruff = entries.find(({ name }) => name === 'ruff')
  if (!black?.listed || !ruff?.listed) return []
  return [
    diagnostic(DEPENDENCY_CODES, 'dependency/two-formatters', {
      message: 'black and ruff are both listed: black formats, ruff only lints',
      location: black.listed.origin,
      hint: 'keep one of them as the formatter',
    }),
  ]
}

function legacyTable({ project }: Service): readonly Diagnostic[] {
  const location = project.legacyDevDependencies
  if (location === undefined) return []
  return [
    diagnostic(DEPENDENCY_CODES, 'dependency/legacy-uv-dev-dependencies', {
      message: '`[tool.uv] dev-dependencies` is deprecated; written as `[dependency-groups]`',
      location,
      hint: 'use `[dependency-groups]` in the plan',
    }),
  ]
}
