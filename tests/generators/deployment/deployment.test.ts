/** What is deployed is what the plan declares: files, names, secrets, edges; and nothing beside it. */
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { buildPlan, pathsOf } from '../../e2e/support/plan-gates.ts'
import { DEPLOYED } from '../../support/deployment-plans.ts'
import type { Manifest } from '../../support/manifest-rules.ts'
import { type PlanOptions, writePlan } from '../../support/plan-builder.ts'
import { readPlanOf, renderSystem } from '../../support/render-plan.ts'
import { BASE, objectsOf } from './parsed-manifests.ts'

const DEPLOYMENT =
  /Dockerfile|compose\.yaml|^k8s\/|\.dockerignore|pre-commit|healthcheck|test_(dockerfile|compose|manifests)|\.\.\/|workflows/

async function deploymentOf(options: PlanOptions): Promise<readonly string[]> {
  return pathsOf(await buildPlan(options)).filter((path) => DEPLOYMENT.test(path))
}

async function baseOf(options: PlanOptions): Promise<readonly Manifest[]> {
  return objectsOf((await buildPlan(options)).files, BASE)
}

const kindsOf = (objects: readonly Manifest[]) =>
  objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()

const container = (objects: readonly Manifest[]) =>
  objects.find(({ kind }) => kind === 'Deployment').spec.template.spec.containers[0]

describe('each of image, compose, manifests, workflow and hooks comes by itself', () => {
  it.each<readonly [string, readonly RegExp[]]>([
    ['Dockerfile', [/^Dockerfile$/, /^\.dockerignore$/]],
    ['Kubernetes manifests', [/^k8s\/base\/deployment/]],
    ['Docker Compose file', [/^compose\.yaml$/, /^Dockerfile$/]],
    ['Pre-commit hooks', [/^\.pre-commit-config\.yaml$/]],
  ])('%s', async (title, wanted) => {
    const paths = await deploymentOf({ edges: 'rest', subtasks: [title] })
    for (const pattern of wanted)
      expect(
        paths
          .join('\n')
          .split('\n')
          .some((path) => pattern.test(path)),
      ).toBe(true)
    const others = [/^k8s\//, /^compose/, /pre-commit/, /^Dockerfile/].filter(
      (pattern) => !wanted.some((own) => own.source.includes(pattern.source.slice(1, 6))),
    )
    for (const pattern of others) expect(paths.filter((path) => pattern.test(path))).toEqual([])
  })

  it('a plan without a word of it has none of it', async () => {
    const built = await buildPlan({ edges: 'both', database: true, redis: true })
    expect(await deploymentOf({ edges: 'both', database: true, redis: true })).toEqual([])
    expect([...built.files.values()].join('\n')).not.toMatch(
      /docker|kubernetes|k8s|compose|pyyaml|pre-commit|github/i,
    )
  })

  it('one task that names the image and the manifests owns both', async () => {
    const { system, diagnostics } = await readPlanOf(writePlan(DEPLOYED.small))
    const owner = system.services[0]?.items.find(({ title }) => title === 'Dockerfile and K8s manifests')
    const { files } = renderSystem(system, diagnostics, (item) => item === owner)
    const paths = [...files.keys()].map((path) => path.replace('parcel-service/', ''))
    expect(paths).toEqual(
      expect.arrayContaining(['Dockerfile', 'k8s/base/deployment.yaml', 'tests/unit/test_manifests.py']),
    )
    expect(paths.filter((path) => /compose|workflows|pre-commit/.test(path))).toEqual([])
  })

  it('a criterion alone is carried by the task that sets the project up', async () => {
    const built = await buildPlan({ edges: 'rest', criteria: ['Kubernetes deployment ready'] })
    expect(pathsOf(built)).toContain('k8s/base/deployment.yaml')
  })
})

describe('manifests', () => {
  it('hold an object for each thing the service has', async () => {
    expect(kindsOf(await baseOf(DEPLOYED.small))).toEqual([
      'Deployment parcel-service',
      'NetworkPolicy parcel-service',
      'PodDisruptionBudget parcel-service',
      'Service parcel-service',
      'ServiceAccount parcel-service',
    ])
    expect(kindsOf(await baseOf(DEPLOYED.events))).toEqual([
      'Deployment parcel-service',
      'Deployment parcel-service-worker',
      'NetworkPolicy parcel-service',
      'PodDisruptionBudget parcel-service',
      'PodDisruptionBudget parcel-service-worker',
      'Service parcel-service',
      'Service parcel-service-grpc',
      'ServiceAccount parcel-service',
    ])
    expect(kindsOf(await baseOf(DEPLOYED.worker)).filter((kind) => kind.startsWith('Service '))).toEqual([])
  })

  it('probe what cannot fail for another server, and readiness apart from it', async () => {
    const probes = async (options: PlanOptions) => {
      const { livenessProbe, readinessProbe } = container(await baseOf(options))
      return [livenessProbe, readinessProbe].map(({ httpGet, grpc }) => httpGet?.path ?? grpc)
    }
    expect(await probes(DEPLOYED.small)).toEqual(['/health', '/health'])
    expect(await probes({ ...DEPLOYED.small, database: true })).toEqual(['/health', '/health/ready'])
    expect(await probes(DEPLOYED.full)).toEqual(['/health', { port: 50051 }])
    expect(await probes(DEPLOYED.remote)).toEqual([{ port: 50051, service: 'live' }, { port: 50051 }])
  })

  it('take secrets from where the plan takes them, else from one of the service', async () => {
    const manifest = [
      '```yaml',
      'env:',
      '- name: DATABASE_URL',
      '  valueFrom:',
      '    secretKeyRef:',
      '      name: parcel-db',
      '      key: url',
      '```',
    ]
    const { env } = container(await baseOf({ ...DEPLOYED.full, techspec: manifest.join('\n') }))
    const taken = env.map(({ name, valueFrom }: Manifest) => [
      name,
      valueFrom.secretKeyRef.name,
      valueFrom.secretKeyRef.key,
    ])
    expect(taken).toEqual([
      ['DATABASE_URL', 'parcel-db', 'url'],
      ['REDIS_URL', 'parcel-service-secrets', 'redis-url'],
      ['JWT_SECRET', 'parcel-service-secrets', 'jwt-secret'],
    ])
  })

  it('let through the declared edges and no other', async () => {
    const policy = async (options: PlanOptions) => {
      const { spec } = (await baseOf(options)).find(({ kind }) => kind === 'NetworkPolicy')
      return spec.egress
        .slice(1)
        .map(({ to, ports }: Manifest) => [
          to?.[0].podSelector.matchLabels?.['app.kubernetes.io/name'] ?? (to ? PRIVATE : ANY),
          ...ports.map(({ port }: Manifest) => port),
        ])
    }
    const [PRIVATE, ANY] = ['namespace and private addresses', 'any host']
    expect(await policy(DEPLOYED.small)).toEqual([])
    expect(await policy(DEPLOYED.full)).toEqual([
      ['stock-service', 50051],
      [PRIVATE, 5432, 6379],
    ])
    expect(await policy(DEPLOYED.events)).toEqual([[PRIVATE, 5432, 9092]])
    expect(await policy(DEPLOYED.observed)).toEqual([
      ['mail-service', 8000],
      [PRIVATE, 6379, 4317],
      [ANY, 443],
    ])
  })

  it('let through to the pods that the clients call, however the plan spells them', async () => {
    const calls = { grpcDependencies: ['stock:GetStock'], restDependencies: ['Stock_Service: GET /stock'] }
    const { 'tasks/prd-matrix/stock/1_task.md': stock = '' } = writePlan({
      name: 'stock-service',
      edges: 'none',
    })
    for (const others of [{}, { 'tasks/prd-matrix/stock/1_task.md': stock }]) {
      const plan = { ...writePlan({ ...DEPLOYED.small, ...calls }), ...others }
      const { system, diagnostics } = await readPlanOf(plan)
      const caller = system.services.find(({ name }) => name === 'parcel-service')
      const { files } = renderSystem(system, diagnostics)
      const objects = objectsOf(files, /^parcel-service\/k8s\/base\//)
      const { spec } = objects.find(({ kind }) => kind === 'NetworkPolicy')
      const pods = spec.egress
        .slice(1)
        .map(({ to, ports }: Manifest) => [
          to[0].podSelector.matchLabels['app.kubernetes.io/name'],
          ...ports.map(({ port }: Manifest) => port),
        ])
      const name = system.services.length > 1 ? 'stock-service' : 'stock'
      expect(pods).toEqual([[name, 8000, 50051]])
      const config = files.get('parcel-service/k8s/base/kustomization.yaml')
      expect(config).toContain(`=dns:///${name}-grpc:50051`)
      expect(config).toContain(`=http://${name}:8000`)
      expect(new Set(caller?.clients.map(({ target }) => target))).toEqual(new Set([name]))
    }
  })

  it.each<readonly [string, readonly string[]]>([
    ['Kubernetes manifests', ['dev', 'prod']],
    ['Kubernetes manifests, production ready', ['dev', 'prod']],
    ['Kustomize overlays for staging and production', ['staging', 'prod']],
    ['Deploy to the qa environment on Kubernetes', ['qa']],
  ])('have an overlay for each environment of "%s"', async (title, environments) => {
    const paths = await deploymentOf({ edges: 'rest', subtasks: ['Kubernetes manifests', title] })
    const found = paths.flatMap((path) => /^k8s\/overlays\/([^/]+)\/kustomization/.exec(path)?.[1] ?? [])
    expect(found.sort()).toEqual([...environments].sort())
  })

  it('stand in one file too where a task names it', async () => {
    const { files } = await buildPlan({
      ...DEPLOYED.full,
      requirements: ['Manifests in `k8s/parcel-service.yaml`'],
    })
    const flat = objectsOf(files, /^k8s\/parcel-service\.yaml$/)
    const base = objectsOf(files, BASE)
    expect(flat.slice(1)).toEqual(expect.arrayContaining([...base]))
    expect(flat[0]).toMatchObject({
      kind: 'ConfigMap',
      data: { STOCK_SERVICE_TARGET: 'dns:///stock-service-grpc:50051' },
    })
    expect(flat).toHaveLength(base.length + 1)
  })
})

describe('a rollout', () => {
  const textsOf = async (options: PlanOptions) => {
    const { files } = await buildPlan(options)
    return (path: string) => files.get(`parcel-service/${path}`) ?? ''
  }

  it('migrates with the secret of the database and no other', async () => {
    const { files } = await buildPlan(DEPLOYED.full)
    const [{ spec }] = objectsOf(files, /^parcel-service\/k8s\/jobs\//) as [Manifest]
    const { env, envFrom } = spec.template.spec.containers[0]
    expect([env.map(({ name }: Manifest) => name), envFrom]).toEqual([['DATABASE_URL'], undefined])
    expect(files.get('parcel-service/migrations/env.py')).not.toMatch(/\bSettings\(/)
  })

  it('is of production unless the overlay is for development', async () => {
    const text = await textsOf(DEPLOYED.full)
    expect(text('k8s/base/kustomization.yaml')).toContain('- ENVIRONMENT=production\n')
    expect(text('k8s/overlays/dev/kustomization.yaml')).toContain('- ENVIRONMENT=development\n')
    expect(text('k8s/overlays/prod/kustomization.yaml')).not.toContain('ENVIRONMENT')
  })

  it('sends traces to a collector where the plan names tracing', async () => {
    expect((await textsOf(DEPLOYED.observed))('k8s/base/kustomization.yaml')).toContain(
      'OTEL_EXPORTER_OTLP_ENDPOINT=http://',
    )
    expect((await textsOf(DEPLOYED.full))('k8s/base/kustomization.yaml')).not.toContain('OTEL')
  })

  it.each<readonly [keyof typeof DEPLOYED, readonly string[], readonly string[]]>([
    [
      'full',
      [
        'cp .env.example .env',
        '-n matrix-dev --from-literal=database-url=… --from-literal=redis-url=… --from-literal=jwt-secret=…\n',
        'kubectl replace --force -k k8s/overlays/dev/migrate\n',
        'job/parcel-service-migrate',
        'docker compose up',
      ],
      ['src.worker', 'gunicorn'],
    ],
    ['events', ['python -m src.worker', 'database-url=…\n', 'docker compose up'], ['jwt', 'cp .env']],
    ['small', ['kubectl apply -k k8s/overlays/dev\n'], ['src.worker', 'migrate', 'secret', 'cp .env']],
    ['observed', ['gunicorn src.main:app', 'celery-broker-url=…\n'], ['sentry-dsn', 'python -m src.worker']],
  ])('is told by the README of %s', async (name, told, untold) => {
    const readme = (await textsOf(DEPLOYED[name]))('README.md')
    expect(told.filter((words) => !readme.includes(words))).toEqual([])
    expect(untold.filter((words) => readme.includes(words))).toEqual([])
  })

  it('of several processes behind one port starts them by gunicorn', async () => {
    const observed = (await textsOf(DEPLOYED.observed))('Dockerfile')
    expect(observed).toContain('COPY gunicorn.conf.py ./\n')
    expect(observed).toMatch(/^CMD \["gunicorn", "src\.main:app"\]$/m)
    expect((await textsOf(DEPLOYED.full))('Dockerfile')).toMatch(/^CMD \["python", "-m", "src\.main"\]$/m)
  })
})

describe('compose', () => {
  it.each<readonly [keyof typeof DEPLOYED, readonly string[]]>([
    ['small', ['parcel-service']],
    ['remote', ['parcel-service']],
    ['full', ['parcel-service', 'migrate', 'postgres', 'redis']],
    ['events', ['parcel-service', 'parcel-service-worker', 'migrate', 'postgres', 'kafka']],
    ['worker', ['parcel-service', 'migrate', 'postgres', 'kafka']],
  ])('of %s starts its processes and its servers', async (name, services) => {
    const { files } = await buildPlan(DEPLOYED[name])
    const compose = parse(files.get('parcel-service/compose.yaml') ?? '', { merge: true })
    expect(Object.keys(compose.services)).toEqual(services)
    const { environment = {} } = compose['x-process']
    expect(Object.keys(compose.services.migrate?.environment ?? {})).toEqual(
      'DATABASE_URL' in environment ? ['DATABASE_URL'] : [],
    )
    expect(environment.JWT_SECRET ?? '').toMatch(name === 'full' ? /^\$\{JWT_SECRET:-development-only/ : /^$/)
  })
})

describe('the workflow', () => {
  it('stands at the root of the repository and holds no text of the plan in an expression', async () => {
    const { files } = await buildPlan(DEPLOYED.full)
    const text = files.get('.github/workflows/parcel-service.yml') ?? ''
    expect([...text.matchAll(/\$\{\{(.*?)\}\}/g)].map(([, inside = '']) => inside.trim())).toEqual([
      'github.workflow',
      'github.ref',
      'matrix.python',
    ])
    const { on, jobs } = parse(text)
    expect(on.push.paths).toEqual(['parcel-service/**', '.github/workflows/parcel-service.yml'])
    expect(Object.keys(jobs.verify.services)).toEqual(['postgres', 'redis'])
    expect(jobs.verify.env).toMatchObject({ REQUIRE_SERVICES: '1' })
  })

  it('has no server where the service has none', async () => {
    const { files } = await buildPlan(DEPLOYED.small)
    const { jobs } = parse(files.get('.github/workflows/parcel-service.yml') ?? '')
    expect(jobs.verify.services).toBeUndefined()
    expect(Object.keys(jobs.verify.env)).toEqual(['UV_PYTHON'])
  })
})
