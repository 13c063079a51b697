import { can, type Service } from '../../src/generator/index.ts'
import { ownerAbout } from '../views/plan/owners.ts'
import { intSetting } from '../views/service/setting.ts'
import type { Part } from './part.ts'

export const loadShedding: Part = {
  asked: (service) => can(service, 'loadShedding') || service.slo?.requestsPerSecond !== undefined,
  opens: true,
  wraps: true,
  settings: (service) => [intSetting('MAX_IN_FLIGHT', limitOf(service))],
  tests: (service) => [
    {
      ref: { role: 'test-load-shedding' },
      subject: ownerAbout(service, 'loadShedding'),
    },
  ],
}

/** What is in flight at the demanded rate and latency, as a power of two; 64 where the plan lacks one of them. */
function limitOf({ slo }: Service): number {
  const { requestsPerSecond, p99 } = slo ?? {}
  if (!requestsPerSecond || !p99) return 64
  const needed = (requestsPerSecond.value * p99.value) / 1000
  return 2 ** Math.max(3, Math.ceil(Math.log2(Math.min(needed, 2 ** 20))))
}
