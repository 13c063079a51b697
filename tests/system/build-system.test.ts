import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { buildSystem } from '../../src/system/build-system.ts'
import { plan } from '../support/plan.ts'
import { libraryPlan, parcelPlan } from './examples.ts'
import { at, build, facts, Page } from './support.ts'

describe('a service', () => {
  test('over REST only', () => {
    const { service, codes } = build([parcelPlan()])
    expect(codes).toEqual([])
    expect(service).toMatchObject({
      name: 'parcel-service',
      feature: 'shop',
      purpose: 'Keeps parcels.',
      layout: { root: 'parcel-service', package: 'src', places: {} },
      project: { version: '0.1.0', requiresPython: '>=3.11', formatter: 'ruff' },
      sources: ['tasks/prd-shop/_techspec.md', 'tasks/prd-shop/parcel/1_task.md'],
      coverage: 90,
      pending: [],
    })
    expect([...service.capabilities.keys()]).toEqual(['rest'])
    expect(service.items.map(({ key, categories }) => [key, ...categories])).toEqual([
      ['shop:parcel-service/1.1', 'setup'],
      ['shop:parcel-service/1.2', 'api'],
      ['shop:parcel-service/1.3', 'logic'],
    ])
  })

  test('over both edges, with everything this version knows', () => {
    const { service, codes } = build([libraryPlan()])
    expect([...service.capabilities.keys()]).toEqual([
      'rest',
      'grpc',
      'database',
      'redis',
      'sessions',
      'jwt',
      'passwords',
      'produces',
      'grpcClients',
      'logging',
      'tracing',
      'docker',
      'kubernetes',
    ])
    expect(service.items.flatMap(({ categories }) => categories)).toEqual([
      'setup',
      'grpc',
      'api',
      'logic',
      'data',
      'data',
      'testing',
      'deployment',
    ])
    expect(service.pending).toEqual([])
    expect(service).toMatchObject({ coverage: 85, project: { version: '0.2.0', formatter: 'black' } })
    expect(codes).toEqual([
      'contract/undefined-message',
      'contract/operation-mismatch',
      'system/unknown-target',
    ])
  })

  test('nothing is made up for a thin plan, and it is said what is missing', () => {
    const page = new Page('tasks/prd-shop/a/1_task.md')
    const titles = ['gRPC service', 'REST endpoints', 'Database models']
    const { service, diagnostics } = build([plan([page.task('a-service', titles)])])
    expect(service.endpoints).toEqual([])
    expect(service.entities).toEqual([])
    expect(service.protos).toEqual([])
    expect(diagnostics.map(({ code, location, hint }) => [code, location?.start.line, hint])).toEqual([
      ['plan/underspecified', 2, 'write them in `tasks/prd-shop/_techspec.md`, section "API Endpoints"'],
      ['plan/underspecified', 1, 'write them in `tasks/prd-shop/_techspec.md`, section "Proto Definitions"'],
      ['plan/underspecified', 3, 'write them in `tasks/prd-shop/_techspec.md`, section "Data Models"'],
    ])
  })

  test('a plan that speaks of Kafka and names no topic hears where topics are named', () => {
    const page = new Page('tasks/prd-shop/a/1_task.md')
    const says = (titles: readonly string[], extra = {}) =>
      build([plan([page.task('a-service', titles, extra)])]).diagnostics
    const hint = 'list them as `kafka_topics` in the task file, section "Service Dependencies"'
    const message = 'the plan promises Kafka topics of `a-service`, no document names one'
    const complaint = { code: 'plan/underspecified', message, hint }
    expect(says(['Setup', 'Publish to Kafka'])).toMatchObject([
      { ...complaint, location: { start: { line: 2 } } },
    ])
    expect(says(['Setup'], { communication: ['kafka'] })).toMatchObject([complaint])
    expect(says(['Project setup with uv, without Kafka'])).toEqual([])
    expect(says(['Setup'], { criteria: [page.criterion('Kafka lag stays low')] })).toEqual([])
  })
})

describe('whose a task is', () => {
  const page = (path: string) => new Page(`tasks/prd-shop/${path}`)

  test('`auth` and `auth-service` are one service with the longest name', () => {
    const { system } = build([
      plan([
        page('auth/1_task.md').task('auth', ['Setup']),
        page('2_task.md').task('auth-service', ['Tests']),
      ]),
    ])
    expect(system.services.map(({ name }) => name)).toEqual(['auth-service'])
    expect(system.services[0]?.items.map(({ key }) => key)).toEqual([
      'shop:auth-service/1.1',
      'shop:auth-service/2.1',
    ])
  })

  test('shared tasks and lines of a summary are no services', () => {
    const { system } = build([
      plan([
        page('_tasks.md').task(undefined, [], { scope: 'plan', id: '9.0' }),
        page('shared/1_task.md').task(undefined, ['Proto definitions'], { scope: 'shared' }),
        page('a/2_task.md').task('a', ['Setup']),
      ]),
    ])
    expect(system.services.map(({ name }) => name)).toEqual(['a'])
  })

  test('a task without a name belongs to the only service there is', () => {
    const { service } = build([
      plan([page('1_task.md').task(undefined, ['Setup'])], {
        services: [{ name: 'mail-service', kind: 'core', purpose: 'Sends mail', origin: at('_tasks.md', 3) }],
      }),
    ])
    expect(service).toMatchObject({ name: 'mail-service', purpose: 'Sends mail' })
  })

  test('features grow one service, each with its own keys', () => {
    const second = plan([new Page('tasks/prd-b/a/1_task.md').task('a', ['Setup'])], {
      slug: 'b',
      path: 'tasks/prd-b',
    })
    const first = plan([new Page('tasks/prd-a/a/1_task.md').task('a', ['Setup'])], {
      slug: 'a',
      path: 'tasks/prd-a',
    })
    const { system, service } = build([second, first])
    expect(system.name).toBe('a')
    expect(service.items.map(({ key }) => key)).toEqual(['a:a/1.1', 'b:a/1.1'])
    expect(service.feature).toBe('a')
  })

  test('an id used twice keeps both tasks apart', () => {
    const { service } = build([
      plan([page('a/1_task.md').task('a', ['Setup']), page('a/01_task.md').task('a', ['Tests'])]),
    ])
    expect(new Set(service.items.map(({ key }) => key))).toEqual(new Set(['shop:a/1.1', 'shop:a/1.1~2']))
  })

  test('what no service is named for is reported in a plan with two', () => {
    const techspec = new Page('tasks/prd-shop/_techspec.md')
    const { codes, system } = build([
      plan([page('a/1_task.md').task('a', ['Setup']), page('b/2_task.md').task('b', ['Setup'])], {
        facts: [facts({ endpoints: [techspec.endpoint('GET', '/things')] })],
      }),
    ])
    expect(codes).toEqual(['system/unowned-facts'])
    expect(system.services.flatMap(({ endpoints }) => endpoints)).toEqual([])
  })
})

describe('a task without subtasks', () => {
  test('is every category that its service needs', () => {
    const plan = libraryPlan()
    const [task] = plan.tasks
    if (!task) throw new Error('no task')
    const { service } = build([{ ...plan, tasks: [{ ...task, subtasks: [], title: 'Lending' }] }])
    expect(service.items).toHaveLength(1)
    expect(service.items[0]).toMatchObject({ key: 'lib:lending-service/4.0' })
    expect(service.items[0]?.categories).toEqual([
      'setup',
      'grpc',
      'api',
      'logic',
      'data',
      'communication',
      'observability',
    ])
  })

  test('beside others carries only what its own file needs', () => {
    const page = new Page('tasks/prd-shop/a/1_task.md')
    const other = new Page('tasks/prd-shop/a/2_task.md')
    const first = page.task('a', [], { title: 'Database tables', context: {} })
    const second = other.task('a', [], { title: 'REST routes', context: {} })
    const { service } = build([plan([first, second])])
    expect(service.items.map(({ categories }) => categories)).toEqual([
      ['setup', 'logic', 'data'],
      ['api', 'logic'],
    ])
  })
})

describe('layout and options', () => {
  const drawn = (...paths: readonly string[]) => {
    const page = new Page('tasks/prd-shop/a/1_task.md')
    return plan([page.task('a', ['Setup'], { facts: facts({ tree: paths.map((path) => ({ path })) }) })])
  }

  test('`app/` where the tree draws Python layers in it and no `src/`', () => {
    expect(build([drawn('app/', 'app/api/')]).service.layout.package).toBe('app')
    expect(build([drawn('app/', 'app/api/', 'src/')]).service.layout.package).toBe('src')
    expect(build([drawn('app/', 'app/index.ts')]).service.layout.package).toBe('src')
  })

  test('a layout that is given wins, also one named like a property of every object', () => {
    const options = { layout: { a: { root: 'backend' } } }
    expect(build([drawn()], options).service.layout).toEqual({ root: 'backend', package: 'src', places: {} })
    const named = plan([new Page('tasks/prd-shop/c/1_task.md').task('constructor', ['Setup'])])
    expect(build([named], { layout: {} }).service.layout.root).toBe('constructor')
  })

  test('no plan, no service', () => {
    const { name, services, shared } = buildSystem([], {}, new Diagnostics())
    expect([name, services, shared.items, shared.contracts]).toEqual(['system', [], [], []])
  })

  test('the system is named after the first feature, without its number', () => {
    const numbered = plan([new Page('specs/001-users/1_task.md').task('a', ['Setup'])], { slug: '001-users' })
    expect(build([numbered]).system.name).toBe('users')
  })
})
