import { can } from '../../src/generator/index.ts'
import { servesRest } from '../views/plan/serves-rest.ts'
import { choiceSetting } from '../views/service/setting.ts'
import type { Part } from './part.ts'

/** Where the service runs, asked by what production hides: the documentation of a guarded API. */
export const environment: Part = {
  asked: (service) => can(service, 'jwt', 'securityHeaders') && servesRest(service),
  settings: () => [choiceSetting('ENVIRONMENT', ['development', 'production'])],
}
