/** Manifests: a base, an overlay for each environment, the migration, a component that scales. */
import { can, type FileSpec, filesOf, hostName, type Service } from '../../src/generator/index.ts'
import { ownerAbout } from '../views/plan/owners.ts'
import { answersHttp } from '../views/plan/serves-rest.ts'
import { testOwners } from '../views/tests/test-file.ts'
import { clusterVariables, migrationSecrets, mustBeGiven, portsOf, secretsOf } from './environment.ts'
import { environmentsOf, imageTag, systemName } from './names.ts'
import { egressRules, ingressRules } from './network.ts'
import { mainComponent, processesOf } from './processes.ts'

export function kubernetesFiles(service: Service): readonly FileSpec[] {
  if (!can(service, 'kubernetes')) return []
  const owner = ownerAbout(service, 'kubernetes')
  const manifests = [
    ...baseFiles(service),
    ...overlayFiles(service),
    ...componentFiles(service),
    ...jobFiles(service),
  ]
  return [...manifests, ...flatFile(service), ...testFiles(service, owner)]
}

/** The file function, with what all manifests share. */
function manifestOf(service: Service) {
  const file = filesOf(service, 'deployment')
  const owners = [ownerAbout(service, 'kubernetes')]
  return (path: string, template: string, more: Readonly<Record<string, unknown>> = {}) =>
    file(`k8s/${path}`, {
      role: 'manifest',
      of: path.replace(/\.yaml$/, ''),
      template: `deployment/k8s/${template}`,
      owners,
      view: () => ({ ...manifestView(service), ...more }),
    })
}

function baseFiles(service: Service): readonly FileSpec[] {
  const manifest = manifestOf(service)
  const { http, grpcPort } = manifestView(service)
  return [
    manifest('base/kustomization.yaml', 'base/kustomization.yaml'),
    manifest('base/serviceaccount.yaml', 'base/serviceaccount.yaml'),
    ...processesOf(service).map((process) =>
      manifest(`base/${fileOf(process)}`, 'base/deployment.yaml', { process }),
    ),
    ...(http ? [manifest('base/service.yaml', 'base/service.yaml')] : []),
    ...(grpcPort ? [manifest('base/service-grpc.yaml', 'base/service-grpc.yaml')] : []),
    manifest('base/pdb.yaml', 'base/pdb.yaml'),
    manifest('base/networkpolicy.yaml', 'base/networkpolicy.yaml'),
  ]
}

function fileOf({ second, component }: { readonly second: boolean; readonly component: string }): string {
  return second ? `${component}.yaml` : 'deployment.yaml'
}

function overlayFiles(service: Service): readonly FileSpec[] {
  const manifest = manifestOf(service)
  return environmentsOf(service).flatMap((environment) => {
    const small = environment === 'dev'
    const more = {
      namespace: `${systemName(service)}-${environment}`,
      small,
      scaled: !small && can(service, 'autoscaling'),
      literals: small ? developmentLiterals(service) : [],
      migrates: can(service, 'database'),
    }
    return [
      manifest(`overlays/${environment}/kustomization.yaml`, 'overlay/kustomization.yaml', more),
      manifest(`overlays/${environment}/namespace.yaml`, 'overlay/namespace.yaml', more),
      manifest(
        `overlays/${environment}/release/kustomization.yaml`,
        'overlay/release/kustomization.yaml',
        more,
      ),
      ...(more.migrates
        ? [
            manifest(
              `overlays/${environment}/migrate/kustomization.yaml`,
              'overlay/migrate/kustomization.yaml',
            ),
          ]
        : []),
    ]
  })
}

/** What differs from the base where developers look. */
function developmentLiterals(service: Service): readonly string[] {
  const names = new Set(clusterVariables(service).map(({ name }) => name))
  return ['ENVIRONMENT=development', 'LOG_LEVEL=DEBUG'].filter((literal) =>
    names.has(literal.slice(0, literal.indexOf('='))),
  )
}

function componentFiles(service: Service): readonly FileSpec[] {
  if (!can(service, 'autoscaling')) return []
  const manifest = manifestOf(service)
  return ['components/hpa/kustomization.yaml', 'components/hpa/hpa.yaml'].map((path) => manifest(path, path))
}

function jobFiles(service: Service): readonly FileSpec[] {
  if (!can(service, 'database')) return []
  const manifest = manifestOf(service)
  return ['jobs/migrate/kustomization.yaml', 'jobs/migrate/job.yaml'].map((path) => manifest(path, path))
}

function flatFile(service: Service): readonly FileSpec[] {
  if (!service.hosting.flat) return []
  const { root } = service.layout
  return [
    filesOf(service, 'deployment')(`k8s/${hostName(service.name)}.yaml`, {
      role: 'flat-manifest',
      template: 'deployment/k8s/flat.yaml',
      owners: [ownerAbout(service, 'kubernetes')],
      beside: true,
      view: () => ({ ...manifestView(service), root: root === '' ? '' : `${root}/` }),
    }),
  ]
}

function testFiles(service: Service, owner: string | undefined): readonly FileSpec[] {
  const file = filesOf(service, 'deployment')
  const owners = testOwners(service, owner)
  return [
    file('tests/unit/test_manifests.py', {
      role: 'test-manifests',
      owners,
      requires: [{ role: 'manifest', of: 'base/kustomization' }],
      view: () => ({
        portSettings: portsOf(service),
        database: can(service, 'database'),
        metrics: can(service, 'metrics'),
        consumes: can(service, 'consumes'),
        needs: mustBeGiven(service),
      }),
    }),
    ...(answersHttp(service)
      ? []
      : [file('tests/integration/test_liveness.py', { role: 'test-liveness', owners })]),
  ]
}

function manifestView(service: Service) {
  const name = hostName(service.name)
  const tag = imageTag(service)
  const ports = portsOf(service)
  const numberOf = (wanted: string) => ports.find((port) => port.name === wanted)?.number
  const http = can(service, 'rest') ? numberOf('http') : undefined
  const grpcPort = numberOf('grpc')
  const processes = processesOf(service)
  return {
    name,
    tag,
    image: `${name}:${tag}`,
    system: systemName(service),
    component: mainComponent(service),
    processes,
    ports,
    http,
    grpcPort,
    config: clusterVariables(service),
    secrets: secretsOf(service),
    migrateSecrets: migrationSecrets(service),
    ingress: ingressRules(service),
    egress: egressRules(service),
    resources: [
      'serviceaccount.yaml',
      ...processes.map(fileOf),
      ...(http ? ['service.yaml'] : []),
      ...(grpcPort ? ['service-grpc.yaml'] : []),
      'pdb.yaml',
      'networkpolicy.yaml',
    ],
  }
}
