/**
 * What a plan names and what becomes of it: packages that are honoured, refused or replaced, access to the routes,
 * background jobs. Each through every gate, each mechanism with the test that misses it.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PlanOptions } from '../support/plan-builder.ts'
import { buildPlan, expectGates, pathsOf } from './support/plan-gates.ts'
import { describeTeeth, type Tooth } from './support/teeth.ts'

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

const MIDDLEWARE = 'src/api/middleware'
const ACCESS_TEETH: readonly Tooth[] = [
  {
    without: 'the origins of the settings',
    file: `${MIDDLEWARE}/cors.py`,
    was: 'allow_origins=origins',
    is: 'allow_origins=("*",)',
    test: 'tests/api/test_cors.py',
  },
  {
    without: 'the middleware of CORS',
    file: `${MIDDLEWARE}/cors.py`,
    was: 'app.add_middleware(Cors)',
    is: 'del app',
    test: 'tests/api/test_cors.py',
  },
  {
    without: 'CORS of errors nobody expected',
    file: `${MIDDLEWARE}/faults.py`,
    was: 'app.add_middleware(Faults)',
    is: 'del app',
    test: 'tests/api/test_cors.py',
  },
  {
    without: 'headers of errors nobody expected',
    file: `${MIDDLEWARE}/security_headers.py`,
    was: 'ORDER = 8',
    is: 'ORDER = 11',
    test: 'tests/api/test_security_headers.py',
  },
  {
    without: 'security headers',
    file: `${MIDDLEWARE}/security_headers.py`,
    was: 'headers.setdefault(name, value)',
    is: 'del name, value',
    test: 'tests/api/test_security_headers.py',
  },
  {
    without: 'respect for what a route says',
    file: `${MIDDLEWARE}/security_headers.py`,
    was: 'headers.setdefault(name, value)',
    is: 'headers[name] = value',
    test: 'tests/api/test_security_headers.py',
  },
  {
    without: 'the exception of the documentation',
    file: `${MIDDLEWARE}/security_headers.py`,
    was: 'if not documented or message["status"] != HTTPStatus.OK:',
    is: 'if True:',
    test: 'tests/api/test_security_headers.py',
  },
  {
    without: 'hidden documentation',
    file: `${MIDDLEWARE}/docs.py`,
    was: '== "production"',
    is: '== "nowhere"',
    test: 'tests/api/test_docs.py',
  },
  {
    without: 'a limit',
    file: `${MIDDLEWARE}/rate_limit.py`,
    was: 'if seconds == 0:',
    is: 'if seconds >= 0:',
    test: 'tests/api/test_rate_limit.py',
  },
  {
    without: 'the exception of the probes',
    file: `${MIDDLEWARE}/rate_limit.py`,
    was: 'scope["path"] in PROBES',
    is: 'scope["path"] == "/"',
    test: 'tests/api/test_rate_limit.py',
  },
  {
    without: 'a limit of bodies',
    file: `${MIDDLEWARE}/body_limit.py`,
    was: 'return read if size <= most else None',
    is: 'return read',
    test: 'tests/api/test_body_limit.py',
  },
  {
    without: 'a count of later chunks',
    file: `${MIDDLEWARE}/body_limit.py`,
    was: 'size += len(message.get("body", b""))',
    is: 'size = len(message.get("body", b""))',
    test: 'tests/api/test_body_limit.py',
  },
  {
    without: 'the whole body',
    file: `${MIDDLEWARE}/body_limit.py`,
    was: 'return read.pop(0) if read else await receive()',
    is: 'return read.pop() if read else await receive()',
    test: 'tests/api/test_body_limit.py',
  },
  {
    without: 'a count of each client',
    file: 'src/api/rate_limit.py',
    was: 'self._counts[client]',
    is: 'self._counts[""]',
    test: 'tests/api/test_rate_limit.py',
  },
  {
    without: 'a new window',
    file: 'src/api/rate_limit.py',
    was: 'self._counts.clear()',
    is: 'self._counts.copy()',
    test: 'tests/api/test_rate_limit.py',
  },
]

const REDIS_TEETH: readonly Tooth[] = [
  {
    without: 'a count of each client in Redis',
    file: 'src/api/rate_limit.py',
    was: ':{client}:',
    is: ':',
    test: 'tests/api/test_rate_limit.py',
  },
  {
    without: 'a new window in Redis',
    file: 'src/api/rate_limit.py',
    was: ':{window:.0f}',
    is: '',
    test: 'tests/api/test_rate_limit.py',
  },
  {
    without: 'leniency while Redis is away',
    file: 'src/api/rate_limit.py',
    was: '(RedisConnectionError, RedisTimeoutError)',
    is: 'RedisTimeoutError',
    test: 'tests/api/test_rate_limit.py',
  },
]

const INTERCEPTOR = 'src/grpc/interceptors/rate_limit.py'
const CALL_TEETH: readonly Tooth[] = [
  {
    without: 'a limit of calls',
    file: INTERCEPTOR,
    was: 'if seconds > 0:',
    is: 'if seconds < 0:',
    test: 'tests/integration/test_rate_limit.py',
  },
  {
    without: 'the exception of the probes',
    file: INTERCEPTOR,
    was: 'startswith("/grpc.")',
    is: 'startswith("/nothing")',
    test: 'tests/integration/test_rate_limit.py',
  },
]

const JOB_TEETH: readonly Tooth[] = [
  ['late acknowledgement', 'task_acks_late=True', 'task_acks_late=False'],
  ['a second chance', 'task_reject_on_worker_lost=True', 'task_reject_on_worker_lost=False'],
  ['a longer visibility', '2 * TASK_SECONDS', 'TASK_SECONDS'],
  ['JSON alone', 'accept_content=["json"]', 'accept_content=["json", "pickle"]'],
  ['the jobs of the folder', 'include=jobs', 'include=[]'],
  [
    'one loop for all',
    'return self._runner.run(work(self._resources))',
    'return asyncio.run(work(self._resources))',
  ],
  ['the end of the loop', 'self._runner.close()', 'pass'],
].map(([without = '', was = '', is = '']) => ({
  without,
  file: 'src/tasks/celery_app.py',
  was,
  is,
  test: 'tests/unit/test_celery_app.py',
}))

const PACKAGE_TEETH: readonly Tooth[] = [
  {
    without: 'an end of the queue for hashes',
    file: 'src/core/security.py',
    was: 'if self._asked >= MOST_HASHES:',
    is: 'if False:',
    test: 'tests/unit/test_security.py',
  },
  {
    without: 'threads for hashes alone',
    file: 'src/core/security.py',
    was: 'run_in_executor(self._threads, work, *texts)',
    is: 'run_in_executor(None, work, *texts)',
    test: 'tests/unit/test_security.py',
  },
  {
    without: 'workers of gunicorn that speak ASGI',
    file: 'gunicorn.conf.py',
    was: '"asgi"',
    is: '"sync"',
    test: 'tests/integration/test_gunicorn.py',
  },
  {
    without: 'rows that differ',
    file: 'tests/factories/parcel.py',
    was: '{number}',
    is: '',
    test: 'tests/integration/test_factories.py',
  },
]

describeTeeth('access', GUARDED, ACCESS_TEETH)
describeTeeth('access counted in Redis', { ...GUARDED, redis: true }, REDIS_TEETH)
describeTeeth('access over gRPC', CALLS, CALL_TEETH)
describeTeeth('background jobs', JOBS, JOB_TEETH)
describeTeeth('packages of an older time', OLD, PACKAGE_TEETH)
