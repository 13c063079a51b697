/** Rows for tests, where the plan names factory-boy. */
import { type FileSpec, filesOf, type Service } from '../../src/generator/index.ts'
import { type EntityView, standsAlone } from '../views/data/entities.ts'
import { rowFactoryOf, usesFactories } from '../views/data/row-factory.ts'

export function factoryFiles(service: Service, entities: readonly EntityView[]): readonly FileSpec[] {
  if (!usesFactories(service)) return []
  const file = filesOf(service, 'data')
  const models = entities.map((entity) => ({ role: 'model', of: entity.snake }))
  return [
    file('tests/factories/base.py', { role: 'factory-base', follows: models }),
    ...entities.map((entity) =>
      file(`tests/factories/${entity.snake}.py`, {
        role: 'factory',
        of: entity.snake,
        template: 'data/tests/factories/entity.py',
        follows: [{ role: 'model', of: entity.snake }],
        view: () => ({ ...entity, factory: rowFactoryOf(entity) }),
      }),
    ),
    ...(entities.some(standsAlone) ? [factoryTest(service, entities.filter(standsAlone))] : []),
  ]
}

function factoryTest(service: Service, entities: readonly EntityView[]): FileSpec {
  return filesOf(service, 'data')('tests/integration/test_factories.py', {
    role: 'test-factories',
    follows: entities.map((entity) => ({ role: 'model', of: entity.snake })),
    view: (context) => ({
      factories: entities
        .filter(({ snake: of }) => context.has({ role: 'model', of }))
        .map((entity) => ({
          name: `${entity.className}Factory`,
          module: context.module({ role: 'factory', of: entity.snake }),
        })),
    }),
  })
}
