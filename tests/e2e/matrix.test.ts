/**
 * Services of many plans, each through every gate. `npm test` runs each pair of edge and database, with the other
 * choices spread over them by hand; `TASKPLAN_MATRIX=all` runs the rest too.
 */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { MATRIX, type MatrixRow, unexpected } from '../support/matrix-rows.ts'
import type { PlanOptions } from '../support/plan-builder.ts'
import { type Built, buildPlan, expectGates, pathsOf } from './support/plan-gates.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const CONTRACT = read('../fixtures/contracts/orders.yaml')
const STREAMS = read('../fixtures/contracts/streams.proto')
const TABLES = read('../fixtures/contracts/orders.sql')
const EMPTY_RPCS =
  'service ParcelService {\n  rpc Ship(ShipRequest) returns (ShipReply);\n  rpc Halt(Empty) returns (Empty);\n}\n'

/** A name of 60 characters that begins with a word. */
const long = (word: string, length = 60) =>
  `${word}_of_a_very_long_kind_that_nobody_would_ever_write_by_hand_again`.slice(0, length)
const LONG: Partial<PlanOptions> = {
  name: long('parcel').replaceAll('_', '-'),
  noun: long('crate', 57),
  field: long('label'),
}
const EVERYTHING = {
  redis: true,
  sessions: true,
  jwt: true,
  logging: true,
  docker: true,
  tests: true,
} as const

interface Case {
  readonly options: PlanOptions
  readonly complaints?: readonly string[]
}

const undefinedMessage = (name: string) =>
  `contract/undefined-message: message \`${name}\` is defined nowhere; it is written without fields`
const UNDOCUMENTED = {
  rest: 'plan/underspecified: the plan promises REST endpoints of `parcel-service`, no document gives a route',
  rpcs: 'plan/underspecified: the plan promises rpcs of `parcel-service`, no document gives a method',
}

/** In every run. */
const CASES: Readonly<Record<string, Case>> = {
  'REST, nothing else': { options: { edges: 'rest' } },
  'REST and a database: every method, parameter, type and column': {
    options: { edges: 'rest', openapi: CONTRACT, database: true, sql: TABLES, logging: true },
    complaints: ['plan/underspecified: entity `Visit` has no primary key and is left out'],
  },
  'gRPC: streams, enums, maps, oneofs': { options: { edges: 'grpc', proto: STREAMS, docker: true } },
  'gRPC and a database of 30 tables': {
    options: { edges: 'grpc', database: true, entities: 30, jwt: true, name: 'oauth2-v3-service' },
  },
  'both edges, formatted by black, Redis without sessions': {
    options: { edges: 'both', redis: true, black: true, name: 'grid7' },
    complaints: ['dependency/two-formatters: black and ruff are both listed: black formats, ruff only lints'],
  },
  'both edges and a database, names of 60 characters, everything asked for': {
    options: { edges: 'both', database: true, entities: 2, resources: 2, ...LONG, ...EVERYTHING },
  },
  'both edges, no route and no message documented': {
    options: { edges: 'both', openapi: '', proto: EMPTY_RPCS },
    complaints: [undefinedMessage('ShipRequest'), undefinedMessage('ShipReply'), UNDOCUMENTED.rest],
  },
}

/** On request: what the subset shows in other company. */
const FURTHER: Readonly<Record<string, Case>> = {
  'REST and a database': { options: { edges: 'rest', database: true } },
  'REST, names of 60 characters': { options: { edges: 'rest', ...LONG } },
  'REST without a documented route, a database': {
    options: { edges: 'rest', openapi: '', database: true },
    complaints: [UNDOCUMENTED.rest],
  },
  'REST with logging alone': { options: { edges: 'rest', logging: true } },
  'REST with sessions in Redis': { options: { edges: 'rest', sessions: true } },
  'REST with tokens': { options: { edges: 'rest', jwt: true } },
  'REST in a container': { options: { edges: 'rest', docker: true } },
  gRPC: { options: { edges: 'grpc' } },
  'gRPC, nothing documented': {
    options: { edges: 'grpc', proto: '' },
    complaints: [UNDOCUMENTED.rpcs],
  },
  'gRPC with Redis': { options: { edges: 'grpc', redis: true } },
  'gRPC with tokens and sessions': { options: { edges: 'grpc', jwt: true, sessions: true } },
  'both edges': { options: { edges: 'both' } },
  'both edges and a database of 30 tables, 5 of them served': {
    options: { edges: 'both', database: true, entities: 30, resources: 5 },
  },
  'both edges, names of 60 characters, black': {
    options: {
      edges: 'both',
      database: true,
      entities: 3,
      resources: 2,
      black: true,
      ...LONG,
      ...EVERYTHING,
    },
    complaints: ['dependency/two-formatters: black and ruff are both listed: black formats, ruff only lints'],
  },
  'both edges, every method, stream and column, everything asked for': {
    options: {
      edges: 'both',
      openapi: CONTRACT,
      proto: STREAMS,
      database: true,
      sql: TABLES,
      ...EVERYTHING,
    },
    complaints: ['plan/underspecified: entity `Visit` has no primary key and is left out'],
  },
  'nothing but a setup task': { options: { edges: 'none' } },
  'nothing but a database': { options: { edges: 'none', database: true } },
}

const chosen = process.env.TASKPLAN_MATRIX === 'all' ? { ...CASES, ...FURTHER } : CASES

it.each(Object.entries(chosen))(
  '%s',
  async (_, { options, complaints = [] }) => {
    const built = await buildPlan(options)
    expect(built.complaints).toEqual(complaints)
    const report = await expectGates(built)
    expect(report.tests.red).toBeGreaterThanOrEqual(promisesOf(built))
  },
  300_000,
)

/** Two of the rows that hold every pair; `npm run test:system` runs them all, on real servers too. */
const PAIRS = [
  'rest, database, kafka both, redis, client grpc, container',
  'grpc, kafka both, client rest, observability, container',
]

it.each(PAIRS.map(rowNamed))(
  'of every pair: $name',
  async ({ options }) => {
    const built = await buildPlan(options)
    expect(unexpected(built)).toEqual([])
    await expectGates(built)
  },
  300_000,
)

function rowNamed(name: string): MatrixRow {
  const row = MATRIX.find((each) => each.name === name)
  if (!row) throw new Error(`no row holds ${name}`)
  return row
}

/** Number of routes and rpcs of the plan: each has a test that waits for its task. */
function promisesOf({ files }: Built): number {
  const text = [...files].find(([path]) => path.endsWith('/tests/plan.json'))?.[1] ?? ''
  const { routes, rpcs }: Readonly<Record<'routes' | 'rpcs', readonly unknown[]>> = JSON.parse(text)
  return routes.length + rpcs.length
}

it('the smallest service has 27 files', async () => {
  const expected = read('../golden/smallest/files.txt').trim().split('\n')
  expect(pathsOf(await buildPlan({ edges: 'rest' }))).toEqual(expected)
})
