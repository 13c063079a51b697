/** What a repository does with a service by itself: its workflow, its hooks, the gate of its contracts. */
import { execFile } from 'node:child_process'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { installBuf } from '../../scripts/infra/buf.mjs'
import { pythonTools } from '../../scripts/python-tools.mjs'
import { DEPLOYED } from '../support/deployment-plans.ts'
import { lintContracts } from './support/contracts.ts'
import { lockService, type ServiceFolder, writeService } from './support/service-folder.ts'

const run = promisify(execFile)

/** File, what stands in it, what is put in its place, the only test that may fail. */
const FAULTS: readonly (readonly [string, string, string, string])[] = [
  ['Dockerfile', 'USER 10001:10001', 'USER root', 'test_image_runs_as_an_unprivileged_user'],
  ['Dockerfile', 'python:3.12-slim-trixie', 'python:latest', 'test_every_image_has_a_tag'],
  ['Dockerfile', 'EXPOSE 8000', 'EXPOSE 80', 'test_exposed_ports_are_those_of_the_settings'],
  ['compose.yaml', 'read_only: true', 'read_only: false', 'test_processes_run_unprivileged'],
  ['compose.yaml', 'parcel-service:dev', 'parcel-service:latest', 'test_every_image_has_a_tag'],
  ['compose.yaml', 'DATABASE_URL:', 'DATABASE_URI:', 'test_variables_are_settings'],
  [
    'compose.yaml',
    'test: ["CMD", "redis-cli", "ping"]',
    'disable: true',
    'test_what_has_to_be_healthy_is_asked_for_its_health',
  ],
  ['compose.yaml', ':-8000}:8000', ':-8000}:80', 'test_published_ports_are_those_of_the_settings'],
  ['k8s/base/deployment.yaml', 'drop: [ALL]', 'drop: [CHOWN]', 'test_pods_run_unprivileged'],
  ['k8s/base/deployment.yaml', 'parcel-service:0.1.0', 'parcel-service', 'test_every_image_has_a_tag'],
  [
    'k8s/base/service.yaml',
    '  selector:\n    app.kubernetes.io/name: parcel-service',
    '  selector:\n    app.kubernetes.io/name: other',
    'test_selectors_meet_the_pods_of_one_deployment',
  ],
  [
    'k8s/jobs/migrate/job.yaml',
    'app.kubernetes.io/component: migrate',
    'app.kubernetes.io/component: api',
    'test_selectors_meet_the_pods_of_one_deployment',
  ],
  [
    'k8s/base/deployment.yaml',
    'containerPort: 8000',
    'containerPort: 8080',
    'test_ports_are_those_of_the_settings',
  ],
  ['k8s/base/kustomization.yaml', 'LOG_LEVEL=', 'LOGLEVEL=', 'test_variables_are_settings'],
  [
    'k8s/base/deployment.yaml',
    'name: JWT_SECRET\n              valueFrom:\n                secretKeyRef:\n                  name: parcel-service-secrets\n                  key: jwt-secret',
    'name: JWT_SECRET\n              valueFrom:\n                fieldRef:\n                  fieldPath: metadata.name',
    'test_secrets_stay_outside_of_the_manifests',
  ],
  [
    'k8s/jobs/migrate/job.yaml',
    'name: DATABASE_URL',
    'name: REDIS_URL',
    'test_a_migration_is_given_the_database_alone',
  ],
  [
    'k8s/overlays/prod/migrate/kustomization.yaml',
    'components:',
    'namespace: other\ncomponents:',
    'test_image_and_namespace_of_an_environment_are_told_once',
  ],
  [
    'k8s/base/networkpolicy.yaml',
    '    - to:\n        - podSelector: {}\n        - ipBlock',
    '    - notes:\n        - podSelector: {}\n        - ipBlock',
    'test_no_server_on_the_internet_is_let_through_by_its_port_alone',
  ],
  [
    'k8s/base/kustomization.yaml',
    '  - networkpolicy.yaml\n',
    '',
    'test_every_file_is_part_of_a_kustomization',
  ],
]

interface Outcome {
  readonly exitCode: number
  readonly output: string
}

async function tries(command: string, args: readonly string[], cwd: string): Promise<Outcome> {
  const { env } = await pythonTools()
  const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 64 << 20 }
  return run(command, args, options).then(
    ({ stdout, stderr }) => ({ exitCode: 0, output: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ exitCode: Number(code), output: `${stdout}${stderr}` }),
  )
}

describe('a repository', () => {
  let folder: ServiceFolder

  beforeAll(async () => {
    folder = await writeService(DEPLOYED.full)
    await lockService(folder.path)
  })
  afterAll(() => folder?.remove())

  it('passes every step of its workflow', async () => {
    const text = readFileSync(join(folder.root, '.github/workflows/parcel-service.yml'), 'utf8')
    const { defaults, jobs } = parse(text)
    const steps: readonly string[] = jobs.verify.steps.flatMap(
      ({ run: line }: { run?: string }) => line ?? [],
    )
    expect(steps).toContain('uv sync --locked')
    for (const step of steps) {
      const done = await tries('sh', ['-c', step], join(folder.root, defaults.run['working-directory']))
      expect({ step, exitCode: done.exitCode }, done.output).toEqual({ step, exitCode: 0 })
    }
  })

  it('passes its hooks, and one with a bad file does not', async () => {
    const hooks = [
      'run',
      '--directory',
      'parcel-service',
      'pre-commit',
      'run',
      '--all-files',
      '--color',
      'never',
    ]
    const { uv } = await pythonTools()
    const check = () => tries(uv, [...hooks, '-c', '.pre-commit-config.yaml'], folder.root)
    await tries('git', ['init', '-q'], folder.root)
    writeFileSync(join(folder.root, '.gitignore'), '.venv\n')
    await tries('git', ['add', '-A'], folder.root)
    const clean = await check()
    expect(clean.output.match(/Passed$/gm)).toHaveLength(4)
    expect(clean.exitCode, clean.output).toBe(0)
    appendFileSync(join(folder.path, 'src/core/config.py'), 'x:int="1"\n')
    const broken = await check()
    expect(broken.output).toMatch(/ruff format\.*Failed/)
    expect(broken.output).toMatch(/mypy\.*Failed/)
  })

  it.each(FAULTS)('has a test that finds in %s: %s', async (file, from, to, test) => {
    const path = join(folder.path, file)
    const text = readFileSync(path, 'utf8')
    expect(text).toContain(from)
    const { uv } = await pythonTools()
    const suites = ['dockerfile', 'compose', 'manifests'].map((name) => `tests/unit/test_${name}.py`)
    try {
      writeFileSync(path, text.replace(from, to))
      const { output } = await tries(
        uv,
        ['run', '--locked', 'pytest', '-q', '--noconftest', ...suites],
        folder.path,
      )
      expect([...output.matchAll(/^FAILED \S+::(\w+)/gm)].map(([, name]) => name)).toEqual([test])
    } finally {
      writeFileSync(path, text)
    }
  })

  it('has a test that finds a migration that asks for every setting', async () => {
    const path = join(folder.path, 'migrations/env.py')
    const text = readFileSync(path, 'utf8')
    const { uv } = await pythonTools()
    const migrations = ['run', '--locked', 'pytest', '-q', 'tests/integration/test_migrations.py']
    try {
      writeFileSync(path, text.replaceAll('DatabaseSettings', 'Settings'))
      const { output } = await tries(uv, migrations, folder.path)
      expect([...output.matchAll(/^FAILED \S+::(\w+)/gm)].map(([, name]) => name)).toEqual([
        'test_the_url_is_all_that_has_to_be_given',
      ])
    } finally {
      writeFileSync(path, text)
    }
  })

  it('has contracts that buf accepts but for names that the plan chose', async () => {
    expect(await lintContracts(join(folder.path, 'proto'))).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: '',
    })
  })

  it('has contracts whose breaking changes buf refuses', async () => {
    const buf = await installBuf()
    const file = join(folder.path, 'proto/matrix/parcel/v1/parcel_service.proto')
    const text = readFileSync(file, 'utf8')
    const breaking = () => tries(buf, ['breaking', 'proto', '--against', 'base.binpb'], folder.path)
    await tries(buf, ['build', 'proto', '-o', 'base.binpb'], folder.path)
    writeFileSync(file, text.replace('message NewParcel {', 'message NewParcel {\n  string note = 9;'))
    expect((await breaking()).exitCode).toBe(0)
    writeFileSync(file, text.replace('string label = 1;', 'int32 label = 1;'))
    expect((await breaking()).output).toContain('changed type')
    writeFileSync(file, text)
  })
})
