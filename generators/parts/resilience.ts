import { can } from '../../src/generator/index.ts'
import { ownerAbout } from '../views/plan/owners.ts'
import { requestContextOf } from '../views/service/request-context.ts'
import type { Part } from './part.ts'

/** Tests of what keeps failures apart: the breaker where others are called, deadlines where calls come in. */
export const resilience: Part = {
  asked: (service) => requestContextOf(service).refuses,
  tests: (service) => {
    const subject = ownerAbout(service, 'failures')
    const calls = service.clients.length > 0
    const roles = [
      ...(calls ? ['test-resilience'] : []),
      ...(calls || can(service, 'grpc') ? ['test-deadlines'] : []),
    ]
    return roles.map((role) => ({ ref: { role }, subject }))
  },
}
