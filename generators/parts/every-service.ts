import { ownerOf } from '../views/plan/owners.ts'
import { servesRest } from '../views/plan/serves-rest.ts'
import { choiceSetting, intSetting } from '../views/service/setting.ts'
import { can, dev, type Part, runtime } from './part.ts'

/** Where the service runs, asked by what production hides: the documentation of a guarded API. */
export const environment: Part = {
  asked: (service) => can(service, 'jwt', 'securityHeaders') && servesRest(service),
  settings: () => [choiceSetting('ENVIRONMENT', ['development', 'production'])],
}

/** What every service has. */
export const process: Part = {
  asked: () => true,
  settings: () => [intSetting('SHUTDOWN_GRACE_SECONDS', 20, 'ge=0')],
  packages: () => [
    ...runtime('pydantic', 'pydantic-settings'),
    ...dev('mypy', 'pytest', 'pytest-asyncio', 'ruff'),
  ],
  tests: (service) => [{ ref: { role: 'test-wiring' }, subject: ownerOf(service, 'setup') }],
}
