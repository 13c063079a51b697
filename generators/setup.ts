import { can, defineGenerator, type FileSpec, pyStr, type Service } from '../src/generator/index.ts'
import { dependencyFindings } from './dependencies/findings.ts'
import { gunicorn } from './parts/gunicorn.ts'
import { decisionFiles } from './setup/decisions.ts'
import { grpcFrame, probeFrame, protoFrame, restFrame } from './setup/frames.ts'
import { kit, versionOf } from './setup/kit.ts'
import { delayOf } from './views/clients/clients.ts'
import { groupsOf } from './views/contract/groups.ts'
import { messagingTablesIn } from './views/data/messaging-tables.ts'
import { criteriaOf } from './views/plan/criteria.ts'
import { demandsSpeed } from './views/plan/demands-speed.ts'
import { planJson } from './views/plan/plan-json.ts'
import { type Traits, traitsOf } from './views/plan/traits.ts'
import { bootServices } from './views/service/ports.ts'
import { isSimple, mainView, projectView, readmeView } from './views/service/project.ts'
import { outagesOf, resourceFields } from './views/service/resources.ts'
import { settingsOf } from './views/service/settings.ts'
import { testDoubles } from './views/tests/test-doubles.ts'

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
      ...(traits.probes ? probeFrame(service) : []),
      ...(traits.protos ? protoFrame(service) : []),
      ...(traits.grpc ? grpcFrame(service) : []),
      ...testFrame(service),
      ...decisionFiles(service),
    ]
  },
  findings: dependencyFindings,
  criteria: criteriaOf,
})

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
    mainFile(service),
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
            view: (context) => ({
              tracing: traits.tracing,
              answer: answering(traits),
              outages: outagesOf(service, context),
            }),
          }),
        ]
      : []),
    file('src/services/__init__.py', { role: 'services-package', ...required }),
    file('src/schemas/__init__.py', { role: 'schemas-package', ...required }),
  ]
}

/** Where nothing is asked but how the process is, it serves nothing else. */
function mainFile(service: Service): FileSpec {
  const { file, required, traits } = kit(service)
  const fast = demandsSpeed(service)
  return file('src/main.py', {
    role: 'main',
    ...required,
    ...(traits.probes ? { template: 'setup/src/process.py' } : {}),
    view: () =>
      traits.probes
        ? { ...traits, fast, role: 'main', beside: '', place: 'HTTP' }
        : { ...mainView(service), fast },
  })
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
      view: (context) => ({ services: bootServices(service, context), order: 90 + delayOf(service) }),
    }),
  ]
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
    ...(simple || (can(service, 'consumes') && traits.probes)
      ? []
      : [
          file('tests/integration/test_shutdown.py', {
            role: 'test-shutdown',
            ...required,
            ...(traits.probes ? { template: 'setup/tests/integration/test_probes.py' } : {}),
            view: () => traits,
          }),
        ]),
  ]
}

/** Who answers the outages of others. */
function answering({ rest, grpc }: Traits): string {
  if (rest && grpc) return 'both edges answer'
  return rest || grpc ? 'the edge answers' : ''
}
