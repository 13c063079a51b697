import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../../src/diagnostics/index.ts'
import { readTechspec } from '../../../src/plan/beside/index.ts'
import { createDocument } from '../../../src/text/document.ts'
import { covered, place } from './read.ts'

const fixture = readFileSync(new URL('fixtures/parcel.techspec.md', import.meta.url), 'utf8')
const golden = new URL('../../../../shared/golden/plans/prd-catalog/_techspec.md', import.meta.url)

async function readSpec(text: string, path = 'tasks/prd-x/_techspec.md') {
  const diagnostics = new Diagnostics()
  const facts = await readTechspec(createDocument(path, text), diagnostics)
  return { facts, of: (service?: string) => facts.find((found) => found.service === service), diagnostics }
}

describe('a specification of two services', () => {
  test('gives one set of facts for each service and one without', async () => {
    const { facts, diagnostics } = await readSpec(fixture)
    expect(facts.map(({ service, purpose }) => [service, purpose])).toEqual([
      ['parcel-service', 'Accepts and tracks parcels'],
      ['label-service', 'Prints the labels of parcels.'],
      [undefined, undefined],
    ])
    expect(diagnostics.all).toEqual([])
  })

  test('reads the columns of a route table', async () => {
    const { of } = await readSpec(fixture)
    const endpoints = of('parcel-service')?.endpoints ?? []
    expect(
      endpoints.map(({ method, path, operation, request, responses }) => [
        `${method} ${path} ${operation}`,
        request?.type,
        responses.map(({ status, type, description }) => [status, type, description]),
      ]),
    ).toEqual([
      [
        'POST /api/v1/parcels accept_parcel',
        { kind: 'ref', name: 'NewParcel' },
        [
          [201, { kind: 'ref', name: 'Parcel' }, 'Parcel'],
          [409, undefined, 'Known already'],
          [422, undefined, ''],
        ],
      ],
      [
        'GET /api/v1/parcels/{parcel_id} get_api_v1_parcels_parcel_id',
        undefined,
        [
          [200, { kind: 'ref', name: 'Parcel' }, ''],
          [404, undefined, ''],
        ],
      ],
      [
        'GET /api/v1/parcels list_parcels',
        undefined,
        [[200, { kind: 'array', items: { kind: 'ref', name: 'Parcel' } }, '']],
      ],
    ])
    expect(place(endpoints[1]?.origin)).toBe('19:9')
    expect(endpoints[1]?.parameters.map(({ name, in: where, required }) => [name, where, required])).toEqual([
      ['parcel_id', 'path', true],
    ])
  })

  test('reads field tables and bullets of bodies as schemas', async () => {
    const { of } = await readSpec(fixture)
    const schemas = of('parcel-service')?.schemas ?? []
    expect(
      schemas.map(({ name, fields }) => [name, fields.map((f) => [f.name, f.type, f.required, f.nullable])]),
    ).toEqual([
      [
        'NewParcel',
        [
          ['weight_grams', { kind: 'integer' }, true, false],
          ['stops', { kind: 'array', items: { kind: 'ref', name: 'Stop' } }, false, true],
        ],
      ],
      [
        'Stop',
        [
          ['place', { kind: 'string' }, true, false],
          ['arrived_at', { kind: 'string', format: 'date-time' }, false, true],
        ],
      ],
    ])
    expect(schemas.flatMap(({ fields }) => fields.map((f) => covered(fixture, f.origin)))).toEqual([
      'weight_grams',
      'stops',
      'place',
      'arrived_at',
    ])
  })

  test('reads SQL as an entity of its service', async () => {
    const { of } = await readSpec(fixture)
    const [entity, ...others] = of('parcel-service')?.entities ?? []
    expect(others).toEqual([])
    expect([entity?.name, entity?.table, place(entity?.origin)]).toEqual(['Parcel', 'parcels', '40:14'])
    const flags = { nullable: false, primary: false, unique: false, indexed: false }
    expect(entity?.fields.map(({ origin, ...field }) => field)).toEqual([
      { ...flags, name: 'id', type: { kind: 'uuid' }, primary: true, default: { kind: 'uuid' } },
      {
        ...flags,
        name: 'owner_id',
        type: { kind: 'bigint' },
        unique: true,
        references: { table: 'owners', field: 'id' },
      },
      { ...flags, name: 'weight', type: { kind: 'decimal', precision: 8, scale: 3 } },
      {
        ...flags,
        name: 'state',
        type: { kind: 'enum', values: ['accepted', 'moving'] },
        indexed: true,
        default: { kind: 'value', value: 'accepted' },
      },
      { ...flags, name: 'note', type: { kind: 'text' }, nullable: true },
    ])
    expect(entity?.fields.map((field) => place(field.origin))).toEqual([
      '41:3',
      '42:3',
      '43:3',
      '44:3',
      '45:3',
    ])
  })

  test('reads dependency bullets and the matrix', async () => {
    const { of } = await readSpec(fixture)
    const parcel = of('parcel-service')
    expect(parcel?.edges.map(({ origin, ...edge }) => [edge, place(origin)])).toEqual([
      [{ protocol: 'grpc', target: 'label-service', member: 'PrintLabel' }, '53:3'],
    ])
    expect(parcel?.topics.map(({ topic, role }) => [topic, role])).toEqual([
      ['parcel.accepted', 'produces'],
      ['parcel.moved', 'produces'],
    ])
    expect(of('label-service')?.topics.map(({ topic, role }) => [topic, role])).toEqual([
      ['parcel.moved', 'consumes'],
    ])
    expect(of('label-service')?.edges.map(({ origin, ...edge }) => edge)).toEqual([
      { protocol: 'rest', target: 'parcel-service', method: 'GET', member: '/api/v1/parcels/{parcel_id}' },
    ])
  })

  test('reads a protobuf fence with its path, and data that no service is named for', async () => {
    const { of } = await readSpec(fixture)
    const [proto] = of('label-service')?.protos ?? []
    expect(proto?.path).toBe('label/v1/label.proto')
    expect(proto?.services[0]?.rpcs[0]).toMatchObject({
      name: 'PrintLabel',
      response: 'Empty',
      comment: 'Prints one label.',
    })
    const [owner] = of(undefined)?.entities ?? []
    expect([owner?.name, owner?.table, owner?.fields.length]).toEqual(['Owner', 'owners', 3])
    expect(owner?.fields[1]).toMatchObject({
      type: { kind: 'string', length: 80 },
      unique: true,
      nullable: false,
    })
    expect(owner?.fields[2]?.default).toEqual({ kind: 'now' })
  })
})

test('a design is about the service of its folder', async () => {
  const text = '# Design\n\n**Purpose**: Weighs.\n\n## API Endpoints\n\n- `POST /weigh` - Weigh it\n'
  const { facts } = await readSpec(text, 'tasks/prd-x/services/scale/design.md')
  expect(facts.map(({ service, purpose }) => [service, purpose])).toEqual([['scale', 'Weighs.']])
  expect(
    facts[0]?.endpoints.map(({ operation, summary, origin }) => [operation, summary, place(origin)]),
  ).toEqual([['post_weigh', 'Weigh it', '7:9']])
})

test('a field table without a name above it is reported', async () => {
  const { facts, diagnostics } = await readSpec(
    '# S\n\n## Data Models\n\n| Field | Type |\n|---|---|\n| a | int |\n',
  )
  expect(facts.flatMap(({ entities }) => entities)).toEqual([])
  expect(diagnostics.all.map(({ code, location }) => [code, place(location)])).toEqual([
    ['contract/unnamed-fields', '5:1'],
  ])
})

test.skipIf(!existsSync(golden))('the catalog example is read whole', async () => {
  const text = readFileSync(golden, 'utf8')
  const { of, diagnostics } = await readSpec(text)
  const catalog = of('catalog-service')
  expect(diagnostics.all).toEqual([])
  expect(
    catalog?.endpoints.map((found) => [found.operation, found.responses.map(({ status }) => status)]),
  ).toEqual([
    ['list_products', [200]],
    ['create_product', [201]],
    ['get_product', [200, 404]],
  ])
  expect(catalog?.schemas.map(({ name, closed, fields }) => [name, closed, fields.length])).toEqual([
    ['NewProduct', true, 2],
    ['Product', false, 3],
  ])
  for (const field of catalog?.schemas.flatMap(({ fields }) => fields) ?? []) {
    expect(covered(text, field.origin)).toBe(field.name)
  }
})
