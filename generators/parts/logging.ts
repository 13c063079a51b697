import { can } from '../../src/generator/index.ts'
import { ownerAbout } from '../views/plan/owners.ts'
import { choiceSetting } from '../views/service/setting.ts'
import { type Part, runtime } from './part.ts'

export const logging: Part = {
  asked: (service) => can(service, 'logging'),
  opens: true,
  settings: () => [choiceSetting('LOG_LEVEL', ['INFO', 'DEBUG', 'WARNING', 'ERROR'])],
  packages: () => runtime('structlog', 'orjson'),
  tests: (service) => [{ ref: { role: 'test-logging' }, subject: ownerAbout(service, 'logging') }],
}
