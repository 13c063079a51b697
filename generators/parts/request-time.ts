import { servesRest } from '../views/plan/serves-rest.ts'
import { floatSetting } from '../views/service/setting.ts'
import type { Part } from './part.ts'

/** How long a request may take that waits for others. */
export const requestTime: Part = {
  asked: (service) => service.clients.length > 0 && servesRest(service),
  settings: () => [floatSetting('REQUEST_TIMEOUT_SECONDS', '5.0')],
}
