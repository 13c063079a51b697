import { ownerOf } from '../views/owners.ts'
import { requestContextOf } from '../views/request-context.ts'
import type { Part } from './part.ts'

export const requestContext: Part = {
  asked: (service) => {
    const { carried, observed } = requestContextOf(service)
    return carried || observed
  },
  wraps: true,
  tests: (service) => [{ ref: { role: 'test-correlation' }, subject: ownerOf(service, 'observability') }],
}
