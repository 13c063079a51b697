import { expect, test } from 'vitest'
import { dependenciesOf } from '../../generators/dependencies/dependencies.ts'
import { dependencyFindings } from '../../generators/dependencies/findings.ts'
import type { Service } from '../../src/generator/index.ts'
import { capBelow, isHeldBelow, lowerBoundOf, lowestBound } from '../../src/generator/index.ts'
import { modernize } from '../../src/system/modernize.ts'
import { type PlanOptions, writePlan } from '../support/plan-builder.ts'
import { readPlanOf } from '../support/render-plan.ts'

async function serviceOf(options: Partial<PlanOptions>): Promise<Service> {
  const { system } = await readPlanOf(writePlan({ edges: 'rest', ...options }))
  const [service] = system.services
  if (!service) throw new Error('no service')
  return service
}

const QUIET = new Set(['dependency/missing-for-feature', 'dependency/listed-but-unused'])

/** What is written for a package, in which group, and what is said about it. */
async function told(packages: readonly string[], options: Partial<PlanOptions> = {}) {
  const service = await serviceOf({ packages, ...options })
  const { entries } = dependenciesOf(service)
  const listed = new Set(service.project.packages.filter(({ group }) => group === 'runtime'))
  return {
    lines: entries
      .filter((entry) => entry.listed && listed.has(entry.listed))
      .map(({ group, line }) => `${group} ${line}`),
    codes: dependencyFindings(service)
      .map(({ code }) => code)
      .filter((code) => !QUIET.has(code)),
  }
}

const TABLE: readonly (readonly [
  what: string,
  packages: readonly string[],
  options: Partial<PlanOptions>,
  lines: readonly string[],
  codes: readonly string[],
])[] = [
  [
    'python-jose',
    ['python-jose[cryptography]>=3.3.0'],
    { jwt: true },
    ['runtime python-jose[cryptography]>=3.5'],
    ['dependency/outdated-python-jose'],
  ],
  [
    'passlib and its hidden bound',
    ['passlib[bcrypt]>=1.7.4', 'bcrypt>=4'],
    { jwt: true },
    ['runtime passlib[bcrypt]>=1.7.4', 'runtime bcrypt>=4.0.1,<4.1'],
    ['dependency/broken-passlib', 'dependency/floor-raised', 'dependency/bound-added'],
  ],
  ['httpx', ['httpx>=0.25'], {}, ['runtime httpx>=0.25'], ['dependency/unmaintained-httpx']],
  ['pytest-grpc', ['pytest-grpc>=0.8'], {}, ['legacy pytest-grpc>=0.8'], ['dependency/dead-pytest-grpc']],
  ['grpc-stubs', ['grpc-stubs>=1.5'], {}, ['legacy grpc-stubs>=1.5'], ['dependency/abandoned-grpc-stubs']],
  [
    'grpcio-tools',
    ['grpcio-tools>=1.71'],
    { edges: 'grpc' },
    ['runtime grpcio-tools>=1.71'],
    ['dependency/grpcio-tools-at-runtime'],
  ],
  ['gunicorn', ['gunicorn>=21'], {}, ['runtime gunicorn>=25.1'], ['dependency/floor-raised']],
  [
    'gunicorn beside gRPC',
    ['gunicorn>=25.1'],
    { edges: 'both' },
    ['runtime gunicorn>=25.1'],
    ['dependency/gunicorn-with-grpc'],
  ],
  ['slowapi', ['slowapi>=0.1.9'], { requirements: ['Rate limiting'] }, ['runtime slowapi>=0.1.9'], []],
  [
    'slowapi beside Redis',
    ['slowapi>=0.1.9'],
    { redis: true, requirements: ['Rate limiting'] },
    ['runtime slowapi>=0.1.9'],
    ['dependency/slowapi-blocks-on-redis'],
  ],
  ['pybreaker', ['pybreaker>=1.0'], {}, ['runtime pybreaker>=1.0'], ['dependency/synchronous-pybreaker']],
  [
    'sqlalchemy',
    ['sqlalchemy>=2.0.36'],
    { database: true },
    ['runtime sqlalchemy[asyncio]>=2.0.36'],
    ['dependency/sqlalchemy-without-asyncio'],
  ],
  [
    'sqlalchemy under tracing',
    ['sqlalchemy[asyncio]>=2.0.36'],
    { database: true, subtasks: ['Tracing'] },
    ['runtime sqlalchemy[asyncio]>=2.0.36,<2.1'],
    ['dependency/otel-caps-sqlalchemy'],
  ],
  [
    'sqlalchemy that is new by demand',
    ['sqlalchemy[asyncio]>=2.1'],
    { database: true, subtasks: ['Tracing'] },
    ['runtime sqlalchemy[asyncio]>=2.1'],
    [],
  ],
  [
    'redis beside any celery',
    ['redis>=7', 'celery>=5.5'],
    {},
    ['runtime redis>=7', 'runtime celery>=5.5'],
    [],
  ],
  [
    'redis beside a celery that is held back',
    ['redis>=7', 'celery<5.7,>=5.5'],
    {},
    ['runtime redis>=7', 'runtime celery<5.7,>=5.5'],
    ['dependency/redis-conflicts-with-celery'],
  ],
  [
    'a redis that may be older',
    ['redis>=5.2', 'kombu~=5.4.0'],
    { redis: true },
    ['runtime redis>=5.2,<6.5', 'runtime kombu~=5.4.0'],
    ['dependency/bound-added'],
  ],
  [
    'testcontainers',
    ['testcontainers[redis]>=4', 'celery==5.5.*'],
    {},
    ['runtime testcontainers[redis]>=4', 'runtime celery==5.5.*'],
    ['dependency/testcontainers-redis-extra'],
  ],
  [
    'protobuf 7 beside old OpenTelemetry',
    ['protobuf>=7', 'opentelemetry-sdk<1.43'],
    {},
    ['runtime protobuf>=7', 'runtime opentelemetry-sdk<1.43'],
    ['dependency/otel-needs-older-protobuf', 'dependency/pinned-below-floor'],
  ],
  ['a pin', ['fastapi==0.110'], {}, ['runtime fastapi==0.110'], ['dependency/pinned-below-floor']],
]

test.each(TABLE)('%s', async (_, packages, options, lines, codes) => {
  const found = await told(packages, options)
  expect(found.codes).toEqual(expect.arrayContaining([...codes]))
  expect(found.codes.filter((code) => !codes.includes(code))).toEqual([])
  expect(found.lines).toEqual(lines)
})

test('what nothing uses is kept and said', async () => {
  const service = await serviceOf({ packages: ['celery>=5.5', 'slowapi>=0.1.9', 'rich>=13'] })
  const unused = dependencyFindings(service).filter(({ code }) => code === 'dependency/listed-but-unused')
  expect(unused.map(({ message }) => message)).toEqual(
    ['celery', 'slowapi', 'rich'].map((name) => `nothing in the plan uses \`${name}\``),
  )
})

test('a bound on a package that the plan does not list is told where it asks for it', async () => {
  const service = await serviceOf({ jwt: true, redis: true, packages: ['passlib>=1.7', 'celery<5.6'] })
  const added = dependencyFindings(service).filter(({ code }) => code === 'dependency/bound-added')
  const origin = (wanted: string) => service.project.packages.find(({ name }) => name === wanted)?.origin
  expect(added.map(({ message, location }) => [message, location])).toEqual([
    [expect.stringMatching(/^`redis` is added as `redis>=[\d.]+,<6\.5`$/), origin('celery')],
    [expect.stringMatching(/^`bcrypt` is added as `bcrypt>=[\d.]+,<4\.1`$/), origin('passlib')],
  ])
})

test('the way out of a dead package is the one that `--modernize` takes', async () => {
  const service = await serviceOf({
    jwt: true,
    packages: ['python-jose>=3.3', 'pybreaker', 'grpcio-tools'],
  })
  const hints = dependencyFindings(service).flatMap(({ hint }) =>
    hint?.includes('--modernize') ? [hint] : [],
  )
  expect(hints).toEqual([
    'list `pyjwt[crypto]`, or use `--modernize`',
    'remove the line, or use `--modernize`',
    'move it to the group `proto`, or use `--modernize`',
  ])
})

test('modernize puts successors in the place of what is dead, each once', async () => {
  const { project } = await serviceOf({
    jwt: true,
    packages: [
      'python-jose>=3.3',
      'passlib>=1.7',
      'httpx>=0.25',
      'httpx2>=2',
      'pybreaker',
      'grpcio-tools',
      'slowapi',
      'rich',
    ],
  })
  const { packages, replaced } = modernize(project.packages.filter(({ group }) => group === 'runtime'))
  expect(packages.map(({ name, extras }) => [name, ...extras].join(' '))).toEqual([
    'pyjwt crypto',
    'pwdlib argon2',
    'httpx2',
    'rich',
  ])
  expect(replaced.map(({ listed, by, movedTo }) => `${listed.name} ${by ?? movedTo ?? '-'}`)).toEqual([
    'python-jose pyjwt[crypto]',
    'passlib pwdlib[argon2]',
    'httpx httpx2',
    'pybreaker -',
    'grpcio-tools proto',
    'slowapi -',
  ])
})

test.each([
  ['<5.7', true],
  ['<=5.6', true],
  ['<=5.7', false],
  ['==5.6', true],
  ['==5.6.*', true],
  ['==5.7.*', false],
  ['~=5.6.0', true],
  ['~=5.6', false],
  ['>=5.5', false],
  ['>=5,<5.8', false],
  ['', false],
])('%s holds below 5.7: %s', (specifier, held) => {
  expect(isHeldBelow(specifier, '5.7')).toBe(held)
})

test('a cap is added once and never against the lower bound', () => {
  expect(capBelow('>=2.0', '2.1')).toBe('>=2.0,<2.1')
  expect(capBelow('>=2.0,<2.1', '2.1')).toBe('>=2.0,<2.1')
  expect(capBelow('>=2.1', '2.1')).toBe('>=2.1')
  expect(capBelow('', '2.1')).toBe('<2.1')
  expect(lowerBoundOf('<3,>=2.4')).toBe('2.4')
  expect(lowerBoundOf('!=2')).toBeUndefined()
})

test('the deprecated table of uv is named where the plan has it', async () => {
  const service = await serviceOf({})
  const origin = { path: 'a.md', start: { line: 3, column: 1 }, end: { line: 3, column: 9 } }
  const project = { ...service.project, legacyDevDependencies: origin }
  expect(dependencyFindings({ ...service, project })).toContainEqual(
    expect.objectContaining({ code: 'dependency/legacy-uv-dev-dependencies', location: origin }),
  )
})

test('the lowest bound is told by versions, not by letters, and whatever stands beside it', () => {
  expect(lowestBound(['>=3.12', '>=3.9,<4', '~=3.11'])).toBe('3.9')
  expect(lowestBound(['==3.12.*', '<4'])).toBeUndefined()
  expect(lowestBound([])).toBeUndefined()
})
