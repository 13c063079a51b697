import { requestContextOf } from '../views/request-context.ts'
import type { Part } from './part.ts'

export const requestContext: Part = {
  asked: (service) => {
    const { correlation, deadline } = requestContextOf(service)
    return correlation || deadline
  },
  wraps: true,
}
