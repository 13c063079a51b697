import { expect, test } from 'vitest'
import { covered, fenced, readText } from './read.ts'

const YAML = `grpc_dependencies:
  - reader-service:FindReader
  - shelf-service: [Put, Take]
  - clock-service/Now
  - name-service
rest_dependencies:
  - mail-service: /api/v1/mails
  - bank-service: POST /pay
  - map-service:/tiles
kafka_topics:
  produces:
    - loan.opened
    - loan.closed: LoanClosed
  consumes: none`

test('both YAML shapes are read', async () => {
  const { facts, reported, text } = await readText(fenced('yaml', YAML))
  expect(reported).toEqual([])
  expect(
    facts.edges.map(({ protocol, target, method, member }) => [protocol, target, method, member]),
  ).toEqual([
    ['grpc', 'reader-service', undefined, 'FindReader'],
    ['grpc', 'shelf-service', undefined, 'Put'],
    ['grpc', 'shelf-service', undefined, 'Take'],
    ['grpc', 'clock-service', undefined, 'Now'],
    ['grpc', 'name-service', undefined, undefined],
    ['rest', 'mail-service', undefined, '/api/v1/mails'],
    ['rest', 'bank-service', 'POST', '/pay'],
    ['rest', 'map-service', undefined, '/tiles'],
  ])
  expect([0, 3, 6].map((index) => covered(text, facts.edges[index]?.origin ?? never()))).toEqual([
    'reader-service:FindReader',
    'clock-service/Now',
    'bank-service: POST /pay',
  ])
  expect(facts.topics.map(({ topic, role, origin }) => [topic, role, covered(text, origin)])).toEqual([
    ['loan.opened', 'produces', 'loan.opened'],
    ['loan.closed', 'produces', 'loan.closed'],
  ])
})

function never(): never {
  throw new Error('no such edge')
}

test.each([
  'grpc_dependencies: []',
  'rest_dependencies: none',
  'grpc_dependencies: ~',
  'produces:',
  'consumes: []',
])('%j is nothing', async (yaml) => {
  const { facts, reported } = await readText(fenced('yaml', yaml))
  expect([facts.edges, facts.topics, reported]).toEqual([[], [], []])
})

test('flat topics', async () => {
  const { facts } = await readText(fenced('yaml', 'produces: [a.b]\nconsumes:\n  - c.d'))
  expect(facts.topics.map(({ topic, role }) => [topic, role])).toEqual([
    ['a.b', 'produces'],
    ['c.d', 'consumes'],
  ])
})

test.each([
  ['grpc_dependencies:\n  - a: [b\n', 'contract/unparsable'],
  ['grpc_dependencies:\n  - [[a]]', 'contract/unparsable'],
  ['grpc_dependencies:\n  - a: {b: c}', 'contract/unparsable'],
])('%j is reported, not guessed', async (yaml, code) => {
  const { facts, diagnostics } = await readText(fenced('yaml', yaml))
  expect(facts.edges).toEqual([])
  expect(diagnostics.map((found) => found.code)).toEqual([code])
})

test('other YAML is left alone', async () => {
  const { reported } = await readText(fenced('yaml', 'apiVersion: apps/v1\nkind: Deployment\nbad: : :'))
  expect(reported).toEqual([])
})
