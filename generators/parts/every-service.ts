import { ownerOf } from '../views/plan/owners.ts'
import { intSetting } from '../views/service/setting.ts'
import { dev, type Part, runtime } from './part.ts'

/** What every service has. */
export const everyService: Part = {
  asked: () => true,
  settings: () => [intSetting('SHUTDOWN_GRACE_SECONDS', 20, 'ge=0')],
  packages: () => [
    ...runtime('pydantic', 'pydantic-settings'),
    ...dev('mypy', 'pytest', 'pytest-asyncio', 'ruff'),
  ],
  tests: (service) => [{ ref: { role: 'test-wiring' }, subject: ownerOf(service, 'setup') }],
}
