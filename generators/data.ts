import {
  defineGenerator,
  type FileSpec,
  filesOf,
  kebab,
  type RenderContext,
  type Service,
} from '../src/generator/index.ts'
import { factoryFiles } from './data/factories.ts'
import { recordKeeping } from './views/contract/record-keeping.ts'
import { type EntityView, entitiesOf, sampleRow, standsAlone } from './views/data/entities.ts'
import { hasTables, messagingTablesIn } from './views/data/messaging-tables.ts'
import { tablesOf } from './views/data/migration.ts'
import { usesFactories } from './views/data/row-factory.ts'
import { ownerAbout } from './views/plan/owners.ts'
import { traitsOf } from './views/plan/traits.ts'
import { placedElsewhere } from './views/service/placed.ts'
import { taskMark, testOwners } from './views/tests/test-file.ts'

export const data = defineGenerator({
  category: 'data',
  description: 'database, models, migrations, repositories, Redis, session store',
  files(service) {
    const traits = traitsOf(service)
    const entities = entitiesOf(service)
    return [
      ...(traits.database ? databaseFiles(service, entities) : []),
      ...(traits.database && entities.length > 0
        ? [...entityFiles(service, entities), ...factoryFiles(service, entities)]
        : []),
      ...(traits.redis ? redisFiles(service) : []),
      ...(traits.sessions ? sessionFiles(service) : []),
      ...(hasTables(service) ? tableFiles(service, entities) : []),
      ...(traits.sessions || hasTables(service)
        ? [
            filesOf(service, 'data')('src/repositories/__init__.py', {
              role: 'repositories-package',
              follows: ['session-store', 'uow'],
            }),
          ]
        : []),
    ]
  },
})

function databaseFiles(service: Service, entities: readonly EntityView[]): readonly FileSpec[] {
  const file = filesOf(service, 'data')
  const owners = [...new Set([ownerAbout(service, 'database'), ...entities.map(({ owner }) => owner)])]
  return [
    file('src/core/database.py', { role: 'database', owners }),
    file('src/core/boot/database.py', { role: 'boot-database', follows: ['database'] }),
    file('tests/fixtures/database.py', { role: 'fixture-database', follows: ['database'] }),
    file('tests/integration/test_database_outage.py', {
      role: 'test-database-outage',
      owners: testOwners(service, owners[0]),
      requires: ['database'],
    }),
    file('src/models/__init__.py', {
      role: 'models-package',
      follows: ['database'],
      view: (context) => ({
        elsewhere: placedElsewhere(
          context,
          'models-package',
          entities.map((entity) => ({ role: 'model', of: entity.snake })),
        ),
      }),
    }),
    file('src/models/base.py', { role: 'model-base', follows: ['database'] }),
    file('alembic.ini', { role: 'alembic', follows: ['database'] }),
    file('migrations/env.py', { role: 'migrations-env', follows: ['database'] }),
    file('migrations/script.py.mako', { role: 'migrations-template', follows: ['database'] }),
    ...(!hasTables(service)
      ? [
          file('migrations/versions/.gitkeep', {
            role: 'versions-folder',
            template: 'data/__dot__gitkeep',
            follows: ['database'],
          }),
        ]
      : []),
  ]
}

function entityFiles(service: Service, entities: readonly EntityView[]): readonly FileSpec[] {
  const file = filesOf(service, 'data')
  const models = entities.map((entity) => ({ role: 'model', of: entity.snake }))
  return [
    ...entities.flatMap((entity) => [
      file(`src/models/${entity.snake}.py`, {
        role: 'model',
        of: entity.snake,
        template: 'data/src/models/entity.py',
        owners: [entity.owner],
        requires: [...referenced(entity, entities), { role: 'database' }],
        view: () => ({ ...entity }),
      }),
      file(`src/repositories/${entity.snake}_repository.py`, {
        role: 'repository',
        of: entity.snake,
        template: 'data/src/repositories/entity_repository.py',
        follows: [{ role: 'model', of: entity.snake }],
        view: () => ({ ...entity }),
      }),
    ]),
    file('src/repositories/base.py', {
      role: 'repository-base',
      follows: models,
      view: () => recordKeeping(service),
    }),
    ...dataTests(service, entities),
  ]
}

/** What all tables share, those behind events too. */
function tableFiles(service: Service, entities: readonly EntityView[]): readonly FileSpec[] {
  const file = filesOf(service, 'data')
  const follows = [...entities.map((entity) => ({ role: 'model', of: entity.snake })), 'outbox', 'inbox']
  const rendered = (context: RenderContext) =>
    entities.filter(({ snake: of }) => context.has({ role: 'model', of }))
  return [
    file('src/repositories/uow.py', {
      role: 'uow',
      follows,
      view: (context) => ({ entities: rendered(context) }),
    }),
    file('migrations/versions/0001_initial.py', {
      role: 'migration',
      follows,
      view: (context) => {
        const tables = [...tablesOf(rendered(context)), ...messagingTablesIn(service, context)]
        return { tables, dropped: [...tables].reverse() }
      },
    }),
    file('tests/integration/test_migrations.py', {
      role: 'test-migrations',
      owners: testOwners(service, entities[0]?.owner),
      follows: entities.length === 0 ? ['migration'] : [],
      requires: entities.map((entity) => ({ role: 'model', of: entity.snake })),
    }),
  ]
}

function dataTests(service: Service, entities: readonly EntityView[]): readonly FileSpec[] {
  const file = filesOf(service, 'data')
  const subject = entities[0]?.owner
  const alone = entities.find(standsAlone)
  return [
    ...(alone
      ? [
          file('tests/integration/test_database.py', {
            role: 'test-database',
            owners: testOwners(service, subject),
            requires: [{ role: 'model', of: alone.snake }],
            view: () => ({
              ...alone,
              ...keyView(alone),
              factories: usesFactories(service),
              first: sampleRow(alone, 0),
              second: sampleRow(alone, 1),
            }),
          }),
        ]
      : []),
  ]
}

/** The key of the stored row as the test compares it, and as `get` takes it. */
function keyView({ keyNames }: EntityView) {
  const values = keyNames.map((name) => `kept.${name}`)
  return {
    keyName: keyNames[0] ?? 'id',
    keyOf: values.length === 1 ? values[0] : `(${values.join(', ')})`,
  }
}

function referenced(entity: EntityView, entities: readonly EntityView[]) {
  return entities
    .filter(
      (other) =>
        other !== entity && entity.columns.some(({ field }) => field.references?.table === other.table),
    )
    .map((other) => ({ role: 'model', of: other.snake }))
}

function redisFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'data')
  const owner = ownerAbout(service, 'redis')
  return [
    file('src/core/redis.py', { role: 'redis', owners: [owner] }),
    file('src/core/boot/redis.py', { role: 'boot-redis', follows: ['redis'] }),
    file('tests/fixtures/redis.py', { role: 'fixture-redis', follows: ['redis'] }),
    file('tests/integration/test_redis.py', {
      role: 'test-redis',
      owners: testOwners(service, owner),
      requires: ['redis'],
    }),
  ]
}

function sessionFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'data')
  const owner = ownerAbout(service, 'sessions')
  return [
    file('src/repositories/session_store.py', {
      role: 'session-store',
      owners: [owner],
      requires: ['redis'],
      view: () => ({ keyPrefix: kebab(service.name), task: owner ?? '' }),
    }),
    file('src/core/boot/session_store.py', { role: 'boot-sessions', follows: ['session-store'] }),
    file('tests/fixtures/sessions.py', { role: 'fixture-sessions', follows: ['session-store'] }),
    file('tests/fakes/sessions.py', { role: 'fake-sessions', follows: ['session-store'] }),
    file('tests/unit/test_session_store.py', {
      role: 'test-session-store',
      owners: testOwners(service, owner),
      requires: ['session-store'],
      view: () => ({ mark: taskMark(service, { ref: { role: 'test-session-store' }, subject: owner }) }),
    }),
  ]
}
