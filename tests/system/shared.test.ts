/** What belongs to several services: contracts, topics, circles of calls, a package in common. */
import { describe, expect, test } from 'vitest'
import type { PlanFiles } from '../support/plan-builder.ts'
import { BERTH_PROTO, QUAY, type QuayOptions, quayPlan } from '../support/quay-plan.ts'
import { readPlanOf, renderSystem } from '../support/render-plan.ts'

const CRANE = `${QUAY}/crane/3_task.md`
const BERTH = `${QUAY}/berth/2_task.md`
const SPEC = `${QUAY}/_techspec.md`

async function read(
  options: QuayOptions = {},
  edit: (files: Record<string, string>) => PlanFiles = (files) => files,
) {
  const { system, diagnostics } = await readPlanOf(edit({ ...quayPlan(options) }))
  const said = (prefix: string) =>
    diagnostics.all.flatMap((d) => (d.code.startsWith(prefix) ? [d.message] : []))
  return { system, diagnostics, said }
}

const replace = (path: string, from: string, to: string) => (files: Record<string, string>) => ({
  ...files,
  [path]: (files[path] ?? '').replace(from, to),
})

describe('contracts', () => {
  test('belong to the service and its callers, or to the shared task that names the service', async () => {
    const own = await read()
    expect(own.system.shared.contracts.map(({ owners, foreign }) => ({ owners, foreign }))).toEqual([
      { owners: ['quay:berth-service/2.2', 'quay:crane-service/3.4'], foreign: false },
    ])
    const planned = await read({ shared: true })
    expect(planned.system.shared.items.map(({ key, categories }) => [key, ...categories])).toEqual([
      ['quay:shared/1.1', 'shared'],
      ['quay:shared/1.2', 'shared'],
    ])
    expect(planned.system.shared.contracts.map(({ owners }) => owners)).toEqual([['quay:shared/1.1']])
  })

  test('are nobody else’s where no other service calls', async () => {
    const { system } = await read({}, ({ [CRANE]: _, ...files }) => files)
    expect([system.shared.contracts, system.shared.items, system.services[0]?.sharedProtos]).toEqual([
      [],
      [],
      [],
    ])
  })

  test('of names that buf would refuse are excepted by rule, file and name', async () => {
    const proto = `${BERTH_PROTO.replace('BerthService', 'berth_api').replace('Berth {', 'Berth {\n  oneof Which { string leftName = 8; }')}
enum Kind { DEEP = 0; }
`
    const { system, diagnostics } = await read({ shared: true, proto })
    const text = renderSystem(system, diagnostics).files.get('proto/buf.yaml') ?? ''
    const rules = [...text.matchAll(/# The plan names (\S+)\.\n {4}([A-Z_]+):/g)].map(
      ([, name, rule]) => `${rule} ${name}`,
    )
    expect(rules).toEqual([
      'ENUM_VALUE_PREFIX DEEP',
      'ENUM_ZERO_VALUE_SUFFIX DEEP',
      'FIELD_LOWER_SNAKE_CASE leftName',
      'ONEOF_LOWER_SNAKE_CASE Which',
      'RPC_REQUEST_RESPONSE_UNIQUE FindBerthRequest',
      'RPC_REQUEST_STANDARD_NAME FindBerthRequest',
      'RPC_RESPONSE_STANDARD_NAME Berth',
      'SERVICE_PASCAL_CASE berth_api',
      'SERVICE_SUFFIX berth_api',
    ])
  })
})

describe('topics', () => {
  test('carry what the producer describes, at both ends', async () => {
    const { system, said } = await read()
    const [crane] = system.services.filter(({ name }) => name === 'crane-service')
    expect(crane?.topics[0]).toMatchObject({
      topic: 'berth.assigned',
      describedBy: { name: 'berth-service' },
    })
    expect(system.services[0]?.topics[0]?.describedBy).toBeUndefined()
    expect(said('system/topic')).toEqual([])
  })

  test('without another end are said', async () => {
    const { said } = await read({ topics: { produces: 'berth.assigned', consumes: 'berth.asigned' } })
    expect(said('system/topic')).toEqual([
      'no service of the plan consumes `berth.assigned`, which `berth-service` produces',
      'no service of the plan produces `berth.asigned`, which `crane-service` consumes',
    ])
  })

  test('that two services describe differently are said, and the producer’s counts', async () => {
    const own = (ship: string) => `components:
  schemas:
    BerthAssigned:
      type: object
      required: [code, ship]
      properties:
        code: { type: string, minLength: 1 }
        ship: { type: ${ship} }
    NewLift:`
    const told = (type: string) => read({}, replace(SPEC, 'components:\n  schemas:\n    NewLift:', own(type)))
    const differing = await told('integer')
    expect(differing.said('system/topic-mismatch')).toEqual([
      '`crane-service` describes what `berth.assigned` carries otherwise than `berth-service`, whose description is used',
    ])
    const { files } = renderSystem(differing.system, differing.diagnostics)
    const schema = 'src/schemas/events/berth_assigned.json'
    expect(files.get(`crane-service/${schema}`)).toBe(files.get(`berth-service/${schema}`))
    expect((await told('string')).said('system/topic-mismatch')).toEqual([])
  })
})

describe('calls', () => {
  test('in a circle are said once', async () => {
    const back = 'rest_dependencies:\n  - crane-service: POST /api/v1/lifts\n\nkafka_topics:'
    const { said } = await read({}, replace(BERTH, 'kafka_topics:', back))
    expect(said('system/service-cycle')).toEqual([
      'services call each other in a circle: `berth-service` → `crane-service` → `berth-service`',
    ])
    expect((await read()).said('system/service-cycle')).toEqual([])
  })
})

describe('a package in common', () => {
  test('is there where a task of the shared scope asks for it', async () => {
    expect((await read({ shared: true })).system.shared.library).toBeUndefined()
    const { system, diagnostics } = await read({ library: true })
    expect(system.shared.library).toMatchObject({
      name: 'quay-common',
      module: 'quay_common',
      owners: ['quay:berth-service/2.1', 'quay:crane-service/3.1', 'quay:shared/4.0'],
    })
    const { files } = renderSystem(system, diagnostics)
    const texts = [...files].filter(([path]) => /^(berth|crane)-service\/.*\.py$/.test(path))
    const users = (module: string) =>
      texts.filter(([, text]) => text.includes(`quay_common.${module} import`)).length
    expect([users('dropins') > 2, users('context') > 2]).toEqual([true, true])
    for (const service of ['berth', 'crane']) {
      expect(files.has(`${service}-service/src/core/dropins.py`)).toBe(false)
      expect(files.get(`${service}-service/pyproject.toml`)).toContain(
        'quay-common = { path = "../shared/common", editable = true }',
      )
    }
    expect([...files.keys()].filter((path) => path.startsWith('shared/'))).toEqual(
      [
        ...['README.md', 'pyproject.toml', 'src/quay_common/__init__.py', 'src/quay_common/context.py'],
        ...[
          'src/quay_common/dropins.py',
          'src/quay_common/py.typed',
          'tests/test_context.py',
          'tests/test_dropins.py',
        ],
      ].map((path) => `shared/common/${path}`),
    )
  })

  test('comes with the first task of any service that needs it', async () => {
    const { system, diagnostics } = await read({ library: true })
    const { files } = renderSystem(system, diagnostics, ({ key }) => key === 'quay:crane-service/3.2')
    expect(files.has('shared/common/pyproject.toml')).toBe(true)
    expect([...files.keys()].filter((path) => path.startsWith('proto/'))).toEqual([])
  })
})

describe('a gateway', () => {
  test('has the routes of its documents, and every use case the ports of what it calls', async () => {
    const { system, diagnostics } = await read({ gateway: true })
    const [gateway] = system.services
    expect([gateway?.name, gateway?.endpoints.map(({ method, path }) => `${method} ${path}`)]).toEqual([
      'api-gateway',
      ['GET /api/v1/berths/{code}', 'POST /api/v1/lifts'],
    ])
    expect(gateway?.items.map(({ categories }) => categories[0])).toEqual([
      'setup',
      'api',
      'api',
      'communication',
      'resilience',
    ])
    const { files } = renderSystem(system, diagnostics)
    for (const group of ['berths', 'lifts']) {
      const text = files.get(`api-gateway/src/services/${group}_service.py`)
      expect(text).toContain('berth_gateway: BerthGateway, crane_gateway: CraneGateway')
    }
  })
})
