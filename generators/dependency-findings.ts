/** What the plan hears about the packages it lists, and those it forgot. */
import { DEPENDENCY_CODES, type Diagnostic, diagnostic, type Service } from '../src/generator/index.ts'
import { dependenciesOf, type Entry } from './dependencies.ts'

type DependencyCode = keyof typeof DEPENDENCY_CODES

/** Packages whose state is worth a word of its own wherever they are listed. */
const KNOWN: ReadonlyMap<string, DependencyCode> = new Map([
  ['python-jose', 'dependency/outdated-python-jose'],
  ['passlib', 'dependency/broken-passlib'],
  ['pytest-grpc', 'dependency/dead-pytest-grpc'],
  ['httpx', 'dependency/unmaintained-httpx'],
  ['grpc-stubs', 'dependency/abandoned-grpc-stubs'],
])

/** Belong to what the plan may declare and a later version generates: not called unused. */
const LATER =
  /^(opentelemetry|aiokafka|celery|prometheus|sentry|httpx|stamina|tenacity|slowapi|gunicorn|aiohttp)/

export function dependencyFindings(service: Service): readonly Diagnostic[] {
  const { entries } = dependenciesOf(service)
  const legacy = service.project.legacyDevDependencies
  return [
    ...entries.flatMap(entryFindings),
    ...forgotten(service, entries),
    ...formatters(entries),
    ...(legacy === undefined
      ? []
      : [
          diagnostic(DEPENDENCY_CODES, 'dependency/legacy-uv-dev-dependencies', {
            message: '`[tool.uv] dev-dependencies` is deprecated; written as `[dependency-groups]`',
            location: legacy,
            hint: 'use `[dependency-groups]` in the plan',
          }),
        ]),
  ]
}

function entryFindings(entry: Entry): readonly Diagnostic[] {
  const { listed, name, line, raised, used, group } = entry
  if (!listed) return []
  const find = (code: DependencyCode, message: string, hint: string): Diagnostic =>
    diagnostic(DEPENDENCY_CODES, code, { message, location: listed.origin, hint })
  const known = KNOWN.get(name)
  if (known)
    return [
      find(known, `\`${name}\` is listed: ${DEPENDENCY_CODES[known].title}`, `read \`explain ${known}\``),
    ]
  const written = `${name}${listed.specifier}`
  if (raised) {
    return [
      find('dependency/floor-raised', `\`${written}\` is written as \`${line}\``, 'raise it in the plan'),
    ]
  }
  if (entry.outdated) {
    const message = `\`${written}\` is older than the generated code is written for`
    return [find('dependency/pinned-below-floor', message, 'write `>=` instead of `==`')]
  }
  if (name === 'sqlalchemy' && !listed.extras.includes('asyncio') && line.includes('[asyncio]')) {
    const message = `\`${written}\` is written as \`${line}\``
    return [find('dependency/sqlalchemy-without-asyncio', message, 'add the extra in the plan')]
  }
  if (name === 'grpcio-tools' && group === 'runtime') {
    const message = '`grpcio-tools` is a run-time dependency'
    return [find('dependency/grpcio-tools-at-runtime', message, 'move it to the group `proto`')]
  }
  if (!used && group === 'runtime' && !LATER.test(name)) {
    return [find('dependency/listed-but-unused', `nothing in the plan uses \`${name}\``, 'remove the line')]
  }
  return []
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
