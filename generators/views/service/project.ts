/** Views of the files that describe the project: pyproject, README, entry point. */
import { jsonStr, type Service } from '../../../src/generator/index.ts'
import { dependenciesOf } from '../../dependencies/dependencies.ts'
import { rolloutOf } from '../../deployment/rollout.ts'
import { partsOf } from '../../parts/index.ts'
import { clientsOf } from '../clients/clients.ts'
import { groupsOf } from '../contract/groups.ts'
import { entitiesOf } from '../data/entities.ts'
import { workerOf } from '../events/worker.ts'
import { traitsOf } from '../plan/traits.ts'
import { markersOf, serverVariables } from '../tests/test-doubles.ts'
import { imageContext } from './image-context.ts'
import { PORT_NUMBERS } from './port-numbers.ts'
import { securityLibraries } from './security-libraries.ts'
import { settingsOf } from './settings.ts'

export function projectView(service: Service) {
  const traits = traitsOf(service)
  const dependencies = dependenciesOf(service)
  return {
    ...traits,
    version: service.project.version,
    requiresPython: dependencies.requiresPython,
    pythonVersion: /(\d+\.\d+)/.exec(dependencies.requiresPython)?.[1] ?? '3.11',
    dependencies: [...dependencies.runtime, ...(service.library ? [service.library.name] : [])],
    library: service.library && {
      name: service.library.name,
      path: [...service.layout.root.split('/').map(() => '..'), service.library.root].join('/'),
    },
    dev: dependencies.dev,
    proto: dependencies.proto,
    groups: dependencies.groups,
    black: service.project.formatter === 'black',
    pytestGrpc: dependencies.groups.some(({ lines }) => lines.some((line) => line.startsWith('pytest-grpc'))),
    ignored: ignoredRules(service),
    markers: markersOf(service),
    untypedCalls: partsOf(service)
      .flatMap(({ untypedCalls: names = [] }) => names.map(jsonStr))
      .join(', '),
    untyped: securityLibraries(service).passlib && traits.passwords ? ['passlib'] : [],
  }
}

/** Of a function, as ruff counts them. */
const MOST_PARAMETERS = 5

/** Rules a service of this size cannot keep: many methods in a class, many parameters of one operation. */
function ignoredRules(service: Service): string {
  const groups = groupsOf(service)
  const entities = entitiesOf(service)
  const clients = clientsOf(service)
  const { database, jwt, sessions } = traitsOf(service)
  const classes = [...groups, ...clients]
  const isTall =
    classes.some(({ operations }) => operations.length > 20) ||
    entities.length > 15 ||
    entities.some(({ uniques }) => uniques.length > 15)
  const isWide =
    classes.some(({ operations }) => operations.some(({ parameters }) => parameters.length > 3)) ||
    clients.length + [database, jwt, sessions].filter(Boolean).length > MOST_PARAMETERS
  const rules = [
    'ANN401',
    'ARG001',
    'ARG002',
    'D107',
    ...(isTall ? ['PLR0904'] : []),
    ...(isWide ? ['PLR0913', 'PLR0917'] : []),
  ]
  return rules.map((rule) => `"${rule}"`).join(', ')
}

export function readmeView(service: Service) {
  const traits = traitsOf(service)
  return {
    ...traits,
    purpose: service.purpose,
    commands: commandsOf(service),
    rollout: rolloutOf(service),
    needs: inWords(partsOf(service).flatMap(({ needs }) => needs ?? [])),
    servers: inWords(serverVariables(service).map((name) => `\`${name}\``)),
  }
}

/** `PostgreSQL, Redis and Kafka`. */
function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** The commands of a day, in the order a newcomer needs them, their comments in one column. */
function commandsOf(service: Service): readonly string[] {
  const { rest, grpc, probes, protos, database, docker, metrics } = traitsOf(service)
  const format = service.project.formatter === 'black' ? 'black --check .' : 'ruff format --check'
  const places = [
    ...(rest ? [`HTTP ${PORT_NUMBERS.http}, documentation at /docs`] : []),
    ...(grpc ? [`gRPC ${PORT_NUMBERS.grpc}`] : []),
    ...(probes ? [`probes on ${PORT_NUMBERS.http}`] : []),
    ...(metrics ? [`metrics ${PORT_NUMBERS.metrics}`] : []),
  ]
  const required = settingsOf(service).filter((setting) => setting.required)
  const worker = workerOf(service)
  const rows: readonly (readonly [string, string])[] = [
    ['uv sync', 'install'],
    ...(required.length === 0
      ? []
      : [
          [
            'cp .env.example .env',
            `serving needs a value of ${inWords(required.map(({ name }) => name))}`,
          ] as const,
        ]),
    ...(protos ? [['uv run python -m scripts.generate_protos', 'compile proto/'] as const] : []),
    ['uv run pytest', '--tdd=xfail: open tasks may be red, --tdd=red: they must be'],
    [`uv run ruff check && uv run ${format} && uv run mypy`, 'lint, format, types'],
    ...(database ? [['uv run alembic upgrade head', 'migrate'] as const] : []),
    [`uv run python -m ${service.layout.package}.main`, `${probes ? 'run' : 'serve'}: ${places.join('; ')}`],
    ...(worker ? [[`uv run python -m ${worker.module}`, 'work on events, beside it'] as const] : []),
    ...partsOf(service).flatMap(({ commands }) => commands?.(service) ?? []),
    ...(docker
      ? [
          [
            `docker build -t ${service.name} ${imageContext(service).context}${service.library ? ' -f Dockerfile' : ''}`,
            'the image; needs uv.lock',
          ] as const,
        ]
      : []),
  ]
  const width = Math.max(...rows.map(([command]) => command.length))
  return rows.map(([command, comment]) => `${command.padEnd(width)}  # ${comment}`)
}

/** The entry point is a few lines where REST is all there is. */
export function isSimple(service: Service): boolean {
  const { rest, lifespan } = traitsOf(service)
  return rest && !lifespan
}

export function mainView(service: Service) {
  const traits = traitsOf(service)
  const ports = [
    ...(traits.rest ? ['http_port=settings.HTTP_PORT'] : []),
    ...(traits.grpc ? ['grpc_port=grpc_server.port'] : []),
  ]
  const edges = [...(traits.rest ? ['REST'] : []), ...(traits.grpc ? ['gRPC'] : [])]
  return { ...traits, simple: isSimple(service), edges: edges.join(' and '), ports: ports.join(', ') }
}

/** Kinds of rpc handlers that the service's rpcs need wrapped. */
export function handlerKinds(service: Service) {
  const rpcs = service.protos.flatMap((file) => file.services.flatMap((entry) => entry.rpcs))
  const kinds = [
    { attribute: 'unary_unary', request: false, reply: false, stream: false },
    { attribute: 'unary_stream', request: false, reply: true, stream: true },
    { attribute: 'stream_unary', request: true, reply: false, stream: false },
    { attribute: 'stream_stream', request: true, reply: true, stream: true },
  ]
  return kinds.filter(
    ({ attribute, request, reply }) =>
      attribute === 'unary_unary' ||
      rpcs.some((rpc) => rpc.requestStream === request && rpc.responseStream === reply),
  )
}
