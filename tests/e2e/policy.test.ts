/**
 * What a plan names and what becomes of it: packages that are honoured, refused or replaced, access to the routes,
 * background jobs. Each through every gate, each mechanism with the test that misses it.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PlanOptions } from '../support/plan-builder.ts'
import { ACCESS_TEETH, CALL_TEETH, JOB_TEETH, PACKAGE_TEETH, REDIS_TEETH } from './support/access-teeth.ts'
import { LOAD_TEETH } from './support/load-teeth.ts'
import { buildPlan, expectGates, pathsOf } from './support/plan-gates.ts'
import { describeTeeth } from './support/teeth.ts'

const SECURED = `openapi: 3.1.0
info: {title: matrix, version: 0.1.0}
paths:
  /api/v1/parcels:
    get:
      operationId: list_parcels
      security: [{bearer: []}]
      responses:
        '200': {description: As told, content: {application/json: {schema: {type: array, items: {type: string}}}}}
`
const LISTED = [
  'python-jose[cryptography]>=3.3.0',
  'passlib[bcrypt]>=1.7.4',
  'httpx>=0.25',
  'gunicorn>=21.0',
  'pytest-grpc>=0.8.0',
  'grpc-stubs>=1.53',
  'factory-boy>=3.3',
]
const OLD: PlanOptions = {
  edges: 'rest',
  jwt: true,
  database: true,
  entities: 2,
  black: true,
  packages: LISTED,
}
const GUARDED: PlanOptions = {
  edges: 'rest',
  subtasks: [
    'CORS and security headers',
    'Body size limit of 64 KB',
    'Rate limiting (20 requests per minute)',
  ],
}
const CALLS: PlanOptions = {
  edges: 'grpc',
  proto: readFileSync(new URL('../fixtures/contracts/streams.proto', import.meta.url), 'utf8'),
  redis: true,
  subtasks: ['Rate limiting of 50 calls per second'],
}
const JOBS: PlanOptions = {
  edges: 'rest',
  database: true,
  redis: true,
  logging: true,
  subtasks: ['Celery worker with the jobs `send_digest` and `expire_parcels`'],
}

const textOf = (files: ReadonlyMap<string, string>, path: string) => files.get(`parcel-service/${path}`) ?? ''

describe('packages of an older time', () => {
  it('are honoured, warned of, and pass the gates of a service over REST', async () => {
    const built = await buildPlan(OLD)
    expect(built.complaints.map((complaint) => complaint.slice(0, complaint.indexOf(':')))).toEqual([
      'dependency/outdated-python-jose',
      'dependency/broken-passlib',
      'dependency/dead-pytest-grpc',
      'dependency/abandoned-grpc-stubs',
      'dependency/two-formatters',
    ])
    const project = textOf(built.files, 'pyproject.toml')
    for (const line of ['python-jose[cryptography]>=3.5', 'bcrypt>=4.0.1,<4.1', '"no:pytest_grpc"'])
      expect(project).toContain(line)
    expect(pathsOf(built)).toEqual(
      expect.arrayContaining(['gunicorn.conf.py', 'tests/factories/parcel.py', 'tests/factories/base.py']),
    )
    await expectGates(built)
  }, 300_000)

  it('lose their use of gunicorn beside gRPC', async () => {
    const built = await buildPlan({ ...OLD, edges: 'both' })
    expect(built.complaints.join('\n')).toContain('dependency/gunicorn-with-grpc')
    expect(pathsOf(built).filter((path) => path.includes('gunicorn'))).toEqual([])
    await expectGates(built)
  }, 300_000)

  it('are gone without a trace when they are replaced', async () => {
    const built = await buildPlan({ ...OLD, edges: 'both' }, { modernizes: true })
    const all = [...built.files.values()].join('\n')
    for (const word of ['jose', 'passlib', 'bcrypt', 'pytest_grpc', 'pytest-grpc', 'grpc-stubs', 'httpx>'])
      expect(all).not.toContain(word)
    for (const line of ['pyjwt[crypto]>=', 'pwdlib[argon2]>=', 'httpx2>='])
      expect(textOf(built.files, 'pyproject.toml')).toContain(line)
    await expectGates(built)
  }, 300_000)
})

describe('access', () => {
  it('is limited in memory', async () => {
    await expectGates(await buildPlan(GUARDED))
  }, 300_000)

  it('is limited in Redis, with tokens, logs and both edges', async () => {
    const options: PlanOptions = { ...GUARDED, edges: 'both', redis: true, jwt: true, logging: true }
    const built = await buildPlan(options)
    expect(textOf(built.files, 'src/api/rate_limit.py')).toContain('counted in Redis')
    expect(textOf(built.files, '.env.example')).toMatch(/RATE_LIMIT_REQUESTS=20\nRATE_LIMIT_SECONDS=60/)
    await expectGates(built)
  }, 300_000)

  it('is limited by slowapi where the plan lists it, in memory even beside Redis', async () => {
    const built = await buildPlan({ ...GUARDED, redis: true, packages: ['slowapi>=0.1.9'] })
    expect(built.complaints.join('\n')).toContain('dependency/slowapi-blocks-on-redis')
    await expectGates(built)
  }, 300_000)

  it('is limited by an interceptor where only gRPC serves', async () => {
    const built = await buildPlan(CALLS)
    expect(pathsOf(built).filter((path) => path.startsWith('src/api/'))).toEqual([])
    await expectGates(built)
  }, 300_000)

  it('leaves no trace where nobody asks for it', async () => {
    const { files } = await buildPlan({ edges: 'rest', database: true })
    const all = [...files].flat().join('\n').toLowerCase()
    const words = [
      'cors',
      'rate_limit',
      'security_headers',
      'environment=',
      'celery',
      'gunicorn',
      'factories',
    ]
    expect(words.filter((word) => all.includes(word))).toEqual([])
  })
})

describe('background jobs', () => {
  it('are the ones the plan names', async () => {
    const built = await buildPlan(JOBS)
    expect(pathsOf(built).filter((path) => path.startsWith('src/tasks/'))).toEqual([
      'src/tasks/__init__.py',
      'src/tasks/celery_app.py',
      'src/tasks/expire_parcels.py',
      'src/tasks/send_digest.py',
    ])
    await expectGates(built)
  }, 300_000)

  it('are none where it names none', async () => {
    const built = await buildPlan({ edges: 'grpc', subtasks: ['Celery worker'] })
    expect(pathsOf(built).filter((path) => path.startsWith('src/tasks/'))).toHaveLength(2)
    await expectGates(built)
  }, 300_000)
})

const LOADED: PlanOptions = { edges: 'rest', jwt: true, openapi: SECURED, subtasks: ['Load tests'] }

describeTeeth('access', GUARDED, ACCESS_TEETH)
describeTeeth('access counted in Redis', { ...GUARDED, redis: true }, REDIS_TEETH)
describeTeeth('access over gRPC', CALLS, CALL_TEETH)
describeTeeth('background jobs', JOBS, JOB_TEETH)
describeTeeth('packages of an older time', OLD, PACKAGE_TEETH)
describeTeeth('load tests', LOADED, LOAD_TEETH)
