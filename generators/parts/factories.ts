import { can } from '../../src/generator/index.ts'
import { entitiesOf } from '../views/data/entities.ts'
import { usesFactories } from '../views/data/row-factory.ts'
import type { Part } from './part.ts'

/** Rows for tests by factory-boy. */
export const factories: Part = {
  asked: (service) => usesFactories(service) && can(service, 'database') && entitiesOf(service).length > 0,
  untypedCalls: ['factory'],
  tests: (service) => [{ ref: { role: 'test-factories' }, subject: entitiesOf(service)[0]?.owner }],
}
