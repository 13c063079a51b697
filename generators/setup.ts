import { defineGenerator, filesOf, type RenderContext, type Service } from '../src/generator/index.ts'
import { dependenciesOf } from './dependencies.ts'
import { type GroupView, groupsOf } from './views/groups.ts'
import { ownerOf } from './views/owners.ts'
import { planJson } from './views/plan-json.ts'
import { settingsOf } from './views/settings.ts'
import { securityLibraries, traitsOf } from './views/traits.ts'

/** Groups whose use cases are part of the tree. */
export function renderedGroups(groups: readonly GroupView[], context: RenderContext): readonly GroupView[] {
  return groups.filter((group) => context.has({ role: 'service', of: group.name }))
}

export const setup = defineGenerator({
  category: 'setup',
  description: 'project, settings, entry point, the frames of both edges, the TDD plugin',
  files(service) {
    const file = filesOf(service, 'setup')
    const traits = traitsOf(service)
    const groups = groupsOf(service)
    const owners = [ownerOf(service, 'setup')]
    const required = { owners, required: true } as const
    const withGroups = (context: RenderContext) => ({ ...traits, services: renderedGroups(groups, context) })
    const simple = traits.rest && !traits.lifespan
    const version = service.project.version
    return [
      file('pyproject.toml', { role: 'pyproject', ...required, view: () => projectView(service) }),
      file('.gitignore', {
        role: 'gitignore',
        template: 'setup/__dot__gitignore',
        ...required,
        view: () => traits,
      }),
      file('.env.example', {
        role: 'env-example',
        template: 'setup/__dot__env.example',
        ...required,
        view: () => ({ settings: settingsOf(service) }),
      }),
      file('README.md', { role: 'readme', ...required, view: () => readmeView(service) }),
      file('src/__init__.py', { role: 'package', ...required, view: () => ({ purpose: service.purpose }) }),
      file('src/main.py', {
        role: 'main',
        ...required,
        view: () => ({ ...traits, simple, ...mainView(service) }),
      }),
      file('src/core/__init__.py', { role: 'core-package', ...required }),
      file('src/core/config.py', {
        role: 'config',
        ...required,
        view: () => ({ ...traits, settings: settingsOf(service) }),
      }),
      file('src/core/dropins.py', { role: 'dropins', ...required }),
      file('src/core/stubs.py', { role: 'stubs', ...required, view: () => traits }),
      file('src/services/__init__.py', { role: 'services-package', ...required }),
      file('src/schemas/__init__.py', { role: 'schemas-package', ...required }),
      ...(traits.lifespan
        ? [
            file('src/core/lifespan.py', { role: 'lifespan', ...required, view: withGroups }),
            file('src/core/boot/__init__.py', { role: 'boot-package', ...required }),
            file('src/core/boot/services.py', {
              role: 'boot-services',
              follows: groups.map(({ name }) => ({ role: 'service', of: name })),
              view: (context) => ({ services: bootServices(groups, context) }),
            }),
          ]
        : []),
      ...(traits.health ? [file('src/core/health.py', { role: 'health', ...required })] : []),
      ...(traits.rest
        ? [
            file('src/api/__init__.py', { role: 'api-package', ...required }),
            file('src/api/app.py', { role: 'app', ...required, view: () => ({ version }) }),
            file('src/api/deps.py', { role: 'deps', ...required, view: withGroups }),
            file('src/api/errors.py', { role: 'api-errors', ...required }),
            file('src/api/routes/__init__.py', { role: 'routes-package', ...required }),
            file('src/api/routes/health.py', { role: 'route-health', ...required }),
          ]
        : []),
      ...(traits.grpc
        ? [
            file('src/grpc/__init__.py', { role: 'grpc-package', ...required }),
            file('src/grpc/server.py', { role: 'grpc-server', ...required }),
            file('src/grpc/servicers/__init__.py', { role: 'servicers-package', ...required }),
            file('src/grpc/interceptors/__init__.py', { role: 'interceptors-package', ...required }),
            file('src/grpc/interceptors/errors.py', {
              role: 'interceptor-errors',
              ...required,
              view: () => ({ ...traits, kinds: handlerKinds(service) }),
            }),
          ]
        : []),
      file('tests/plan.json', {
        role: 'plan-json',
        ...required,
        view: (context) => ({ text: planJson(service, context) }),
      }),
      file('tests/conftest.py', {
        role: 'conftest',
        ...required,
        view: (context) => ({ ...traits, fakes: context.has('redis') || context.has('session-store') }),
      }),
      file('tests/plugins/tdd.py', { role: 'tdd-plugin', ...required }),
      file('tests/unit/test_wiring.py', {
        role: 'test-wiring',
        ...required,
        view: () => ({ ...traits, simple }),
      }),
      ...(simple
        ? []
        : [
            file('tests/integration/test_shutdown.py', {
              role: 'test-shutdown',
              ...required,
              view: () => traits,
            }),
          ]),
    ]
  },
})

function projectView(service: Service) {
  const traits = traitsOf(service)
  const dependencies = dependenciesOf(service)
  const pkg = service.layout.package
  const folders = [
    pkg,
    ...(traits.grpc ? ['scripts'] : []),
    ...(traits.database ? ['migrations'] : []),
    'tests',
  ]
  const { passlib } = securityLibraries(service)
  return {
    ...traits,
    version: service.project.version,
    requiresPython: service.project.requiresPython,
    pythonVersion: /(\d+\.\d+)/.exec(service.project.requiresPython)?.[1] ?? '3.11',
    dependencies: dependencies.runtime,
    dev: dependencies.dev,
    proto: dependencies.proto,
    groups: dependencies.groups,
    black: service.project.formatter === 'black',
    pytestGrpc: dependencies.groups.some(({ lines }) => lines.some((line) => line.startsWith('pytest-grpc'))),
    mypyFiles: folders.map((folder) => `"${folder}"`).join(', '),
    untyped: passlib && traits.passwords ? ['passlib'] : [],
  }
}

function readmeView(service: Service) {
  const black = service.project.formatter === 'black'
  return {
    ...traitsOf(service),
    purpose: service.purpose,
    formatCheck: black ? 'black --check .' : 'ruff format --check',
  }
}

function mainView(service: Service) {
  const { rest, grpc } = traitsOf(service)
  const ports = [
    ...(rest ? ['http_port=settings.HTTP_PORT'] : []),
    ...(grpc ? ['grpc_port=grpc_server.port'] : []),
  ]
  return {
    edges: [...(rest ? ['REST'] : []), ...(grpc ? ['gRPC'] : [])].join(' and '),
    ports: ports.join(', '),
  }
}

function bootServices(groups: readonly GroupView[], context: RenderContext) {
  return renderedGroups(groups, context).map((group) => ({
    ...group,
    arguments: portArguments(group, context),
  }))
}

/** Arguments of a service's constructor, in the order of its parameters. */
function portArguments(group: GroupView, context: RenderContext): string {
  const ports = portsOf(group, context)
  return [
    ...(ports.uow ? ['partial(SqlAlchemyUnitOfWork, resources.sessions)'] : []),
    ...(ports.tokens ? ['resources.tokens'] : []),
    ...(ports.sessions ? ['resources.session_store'] : []),
  ].join(', ')
}

export interface Ports {
  readonly uow: boolean
  readonly tokens: boolean
  readonly sessions: boolean
}

/** What the use cases of a group are given: the transaction, and to those that are no plain record keeping, tokens and sessions. */
export function portsOf(group: GroupView, context: RenderContext): Ports {
  const acts = group.operations.some(({ operation }) => operation.kind === 'action')
  return {
    uow: context.has('uow'),
    tokens: acts && context.has('security'),
    sessions: acts && context.has('session-store'),
  }
}

function handlerKinds(service: Service) {
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
