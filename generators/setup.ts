import {
  defineGenerator,
  type FileSpec,
  filesOf,
  pyStr,
  type RenderContext,
  type Service,
} from '../src/generator/index.ts'
import { dependencyFindings } from './dependency-findings.ts'
import { gunicorn } from './parts/gunicorn.ts'
import { environment } from './parts/process.ts'
import { decisionFiles } from './setup/decisions.ts'
import { criteriaOf } from './views/criteria.ts'
import { demandsSpeed } from './views/demands-speed.ts'
import { groupsOf } from './views/groups.ts'
import { messagingTablesIn } from './views/messaging-tables.ts'
import { ownerOf } from './views/owners.ts'
import { placedElsewhere } from './views/placed.ts'
import { planJson } from './views/plan-json.ts'
import { bootServices, renderedGroups } from './views/ports.ts'
import { handlerKinds, isSimple, mainView, projectView, readmeView } from './views/project.ts'
import { requestContextOf } from './views/request-context.ts'
import { outagesOf, resourceFields } from './views/resources.ts'
import { settingsOf } from './views/settings.ts'
import { testDoubles } from './views/test-doubles.ts'
import { traitsOf } from './views/traits.ts'

export const setup = defineGenerator({
  category: 'setup',
  description: 'project, settings, entry point, the frames of both edges, the TDD plugin',
  files(service) {
    const traits = traitsOf(service)
    return [
      ...projectFiles(service),
      ...coreFiles(service),
      ...(traits.lifespan ? lifespanFiles(service) : []),
      ...(traits.rest ? restFrame(service) : []),
      ...(traits.protos ? protoFrame(service) : []),
      ...(traits.grpc ? grpcFrame(service) : []),
      ...testFrame(service),
      ...decisionFiles(service),
    ]
  },
  findings: dependencyFindings,
  criteria: criteriaOf,
})

/** The file function of setup, and what all its files share. */
function kit(service: Service) {
  return {
    file: filesOf(service, 'setup'),
    required: { owners: [ownerOf(service, 'setup')], required: true },
    traits: traitsOf(service),
  } as const
}

function withGroups(service: Service) {
  const groups = groupsOf(service)
  return (context: RenderContext) => ({ ...traitsOf(service), services: renderedGroups(groups, context) })
}

function projectFiles(service: Service): readonly FileSpec[] {
  const { file, required, traits } = kit(service)
  const settings = () => ({ settings: settingsOf(service) })
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
      view: settings,
    }),
    ...(gunicorn.asked(service)
      ? [
          file('gunicorn.conf.py', { role: 'gunicorn', ...required }),
          file('tests/integration/test_gunicorn.py', { role: 'test-gunicorn', ...required }),
        ]
      : []),
    file('README.md', { role: 'readme', ...required, view: () => readmeView(service) }),
  ]
}

function coreFiles(service: Service): readonly FileSpec[] {
  const { file, required, traits } = kit(service)
  return [
    file('src/__init__.py', {
      role: 'package',
      ...required,
      view: () => ({ ...versionOf(service), purpose: service.purpose }),
    }),
    file('src/main.py', {
      role: 'main',
      ...required,
      view: () => ({ ...mainView(service), fast: demandsSpeed(service) }),
    }),
    file('src/core/__init__.py', { role: 'core-package', ...required }),
    file('src/core/config.py', {
      role: 'config',
      ...required,
      view: () => ({ ...traits, settings: settingsOf(service) }),
    }),
    file('src/core/dropins.py', { role: 'dropins', ...required }),
    file('src/core/stubs.py', { role: 'stubs', ...required, view: () => traits }),
    ...(traits.health
      ? [
          file('src/core/health.py', {
            role: 'health',
            ...required,
            view: (context) => ({ tracing: traits.tracing, outages: outagesOf(service, context) }),
          }),
        ]
      : []),
    file('src/services/__init__.py', { role: 'services-package', ...required }),
    file('src/schemas/__init__.py', { role: 'schemas-package', ...required }),
  ]
}

function lifespanFiles(service: Service): readonly FileSpec[] {
  const { file, required } = kit(service)
  const groups = groupsOf(service)
  return [
    file('src/core/lifespan.py', {
      role: 'lifespan',
      ...required,
      view: (context) => ({ fields: resourceFields(service, context) }),
    }),
    file('src/core/boot/__init__.py', { role: 'boot-package', ...required }),
    file('src/core/boot/services.py', {
      role: 'boot-services',
      follows: groups.map(({ name }) => ({ role: 'service', of: name })),
      view: (context) => ({ services: bootServices(service, context) }),
    }),
  ]
}

function restFrame(service: Service): readonly FileSpec[] {
  const { file, required, traits } = kit(service)
  return [
    file('src/api/__init__.py', { role: 'api-package', ...required }),
    file('src/api/app.py', { role: 'app', ...required, view: () => ({ ...traits, ...versionOf(service) }) }),
    ...(traits.middleware
      ? [file('src/api/middleware/__init__.py', { role: 'middleware-package', ...required })]
      : []),
    file('src/api/deps.py', { role: 'deps', ...required, view: withGroups(service) }),
    file('src/api/errors.py', {
      role: 'api-errors',
      ...required,
      view: () => ({ ...traits, ...requestContextOf(service) }),
    }),
    file('src/api/routes/__init__.py', {
      role: 'routes-package',
      ...required,
      view: (context) => {
        const routes = groupsOf(service).map(({ resource }) => ({ role: 'route', of: resource }))
        const elsewhere = placedElsewhere(context, 'routes-package', routes)
        return { elsewhere, placed: elsewhere.map(({ name }) => name).join(', ') }
      },
    }),
    file('src/api/routes/health.py', { role: 'route-health', ...required }),
    ...(traits.operated
      ? [
          file('tests/api/test_problems.py', {
            role: 'test-problems',
            ...required,
            view: () => ({ ...traits, ...requestContextOf(service) }),
          }),
        ]
      : []),
  ]
}

function protoFrame(service: Service): readonly FileSpec[] {
  const { file, required, traits } = kit(service)
  return [file('src/grpc/__init__.py', { role: 'grpc-package', ...required, view: () => traits })]
}

function grpcFrame(service: Service): readonly FileSpec[] {
  const { file, required, traits } = kit(service)
  return [
    file('src/grpc/server.py', {
      role: 'grpc-server',
      ...required,
      view: () => ({ ...traits, ...serverView(service) }),
    }),
    file('src/grpc/requests.py', { role: 'grpc-requests', ...required }),
    file('src/grpc/servicers/__init__.py', { role: 'servicers-package', ...required }),
    file('src/grpc/interceptors/__init__.py', { role: 'interceptors-package', ...required }),
    file('src/grpc/interceptors/errors.py', {
      role: 'interceptor-errors',
      ...required,
      view: () => ({ ...traits, kinds: handlerKinds(service) }),
    }),
    file('tests/integration/test_grpc_server.py', {
      role: 'test-grpc-server',
      ...required,
      view: () => ({ ...traits, ...serverView(service) }),
    }),
  ]
}

/** Traces and reports name the version too: then it stands in one place. */
function versionOf(service: Service) {
  const { tracing, sentry } = traitsOf(service)
  return { version: service.project.version, shared: tracing || sentry }
}

function serverView(service: Service) {
  const { kubernetes, rest } = traitsOf(service)
  return { live: kubernetes && !rest, balanced: kubernetes, hides: environment.asked(service) }
}

function testFrame(service: Service): readonly FileSpec[] {
  const { file, required, traits } = kit(service)
  const simple = isSimple(service)
  return [
    file('tests/plan.json', {
      role: 'plan-json',
      ...required,
      view: (context) => ({ text: planJson(service, context) }),
    }),
    file('tests/conftest.py', {
      role: 'conftest',
      ...required,
      view: (context) => ({ ...traits, ...testDoubles(service, context) }),
    }),
    file('tests/plugins/tdd.py', { role: 'tdd-plugin', ...required }),
    file('tests/unit/test_wiring.py', {
      role: 'test-wiring',
      ...required,
      view: (context) => ({
        ...traits,
        simple,
        tables: messagingTablesIn(service, context)
          .map(({ name }) => pyStr(name))
          .join(', '),
      }),
    }),
    ...(traits.health ? [file('tests/unit/test_health.py', { role: 'test-health', ...required })] : []),
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
}
