/** The checks of a service where its repository is hosted, and before each commit. */
import { can, type FileSpec, filesOf, hostName, jsonStr, type Service } from '../../src/generator/index.ts'
import versions from '../versions.json' with { type: 'json' }
import { ownerAbout } from '../views/plan/owners.ts'
import { traitsOf } from '../views/plan/traits.ts'
import { imageContext } from '../views/service/image-context.ts'
import { projectView } from '../views/service/project.ts'
import { serverVariables } from '../views/tests/test-doubles.ts'
import { IMAGES, ownServers } from './compose.ts'

/** Where the servers of a workflow listen. */
const ADDRESSES: ReadonlyMap<string, string> = new Map([
  ['DATABASE', 'postgresql+asyncpg://postgres@localhost:5432/postgres'],
  ['REDIS', 'redis://localhost:6379/0'],
  ['KAFKA', 'localhost:9092'],
])

export function workflowFiles(service: Service): readonly FileSpec[] {
  if (!can(service, 'ci')) return []
  const name = hostName(service.name)
  return [
    filesOf(service, 'deployment')(`.github/workflows/${name}.yml`, {
      role: 'workflow',
      template: 'deployment/__dot__github/workflows/service.yml',
      owners: [ownerAbout(service, 'workflow')],
      beside: true,
      view: () => workflowView(service, name),
    }),
  ]
}

function workflowView(service: Service, name: string) {
  const traits = traitsOf(service)
  const { root } = service.layout
  const { pythonVersion } = projectView(service)
  const variables = serverVariables(service)
  const given = variables.flatMap((variable) => {
    const value = ADDRESSES.get(variable.split('_')[1] ?? '')
    return value === undefined ? [] : [{ name: variable, value }]
  })
  const has = (server: string) => given.some((entry) => entry.name.includes(server))
  const servers = ownServers(service)
  return {
    ...imageContext(service),
    name,
    images: IMAGES,
    uv: versions.uv,
    docker: traits.docker,
    database: servers.database && has('DATABASE'),
    redis: servers.redis && has('REDIS'),
    kafka: servers.kafka && has('KAFKA'),
    servers: given.length === 0 ? [] : [...given, { name: 'REQUIRE_SERVICES', value: '"1"' }],
    paths: root === '' ? '' : [`${root}/**`, `.github/workflows/${name}.yml`].map(jsonStr).join(', '),
    directory: root === '' ? '' : jsonStr(root),
    pythons: [...new Set([pythonVersion, '3.13'])].map(jsonStr).join(', '),
    commands: [
      'uv sync --locked',
      ...(traits.protos ? ['uv run python -m scripts.generate_protos'] : []),
      ...checksOf(service).map(({ check }) => check),
      `uv run pytest --tdd=xfail${traits.coverage ? ' --cov' : ''}`,
    ],
  }
}

interface StaticCheck {
  readonly id: string
  readonly name: string
  readonly check: string
  /** What it does where it may change files. */
  readonly fix: string
}

/** The gates that run nothing of the service. */
function checksOf(service: Service): readonly StaticCheck[] {
  const black = service.project.formatter === 'black'
  return [
    { id: 'ruff-check', name: 'ruff check', check: 'uv run ruff check', fix: 'uv run ruff check --fix' },
    black
      ? { id: 'black', name: 'black', check: 'uv run black --check .', fix: 'uv run black .' }
      : {
          id: 'ruff-format',
          name: 'ruff format',
          check: 'uv run ruff format --check',
          fix: 'uv run ruff format',
        },
    { id: 'mypy', name: 'mypy', check: 'uv run mypy', fix: 'uv run mypy' },
  ]
}

export function hookFiles(service: Service): readonly FileSpec[] {
  if (!can(service, 'preCommit')) return []
  const { root } = service.layout
  const uv = root === '' ? 'uv run' : `uv run --directory ${root}`
  const below = root === '' ? '' : `${root.replaceAll('.', '\\.')}/`
  const { protos } = traitsOf(service)
  const compile = {
    id: 'proto',
    name: 'compile proto/',
    entry: `${uv} python -m scripts.generate_protos`,
    files: `^${below}proto/`,
  }
  return [
    filesOf(service, 'deployment')('.pre-commit-config.yaml', {
      role: 'pre-commit',
      template: 'deployment/__dot__pre-commit-config.yaml',
      owners: [ownerAbout(service, 'hooks')],
      view: () => ({
        hooks: [
          ...(protos ? [compile] : []),
          ...checksOf(service).map(({ id, name, fix }) => ({
            id,
            name,
            entry: fix.replace(/^uv run/, uv),
            files: `^${below}.*\\.py$`,
          })),
        ],
      }),
    }),
  ]
}
