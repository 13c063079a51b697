import { ownerOf } from '../views/plan/owners.ts'
import { requestContextOf } from '../views/service/request-context.ts'
import type { Part } from './part.ts'

export const requestContext: Part = {
  asked: (service) => {
    const { carried, observed, refuses } = requestContextOf(service)
    return carried || observed || refuses
  },
  wraps: true,
  tests: (service) => [{ ref: { role: 'test-correlation' }, subject: ownerOf(service, 'observability') }],
}
