/** What each request, call or message carries along: an id, a deadline. */
import { type FileSpec, filesOf, type Service } from '../../src/generator/index.ts'
import { ownerOf } from '../views/owners.ts'
import { handlerKinds } from '../views/project.ts'
import { requestContextOf } from '../views/request-context.ts'
import { traitsOf } from '../views/traits.ts'

export function contextFiles(service: Service): readonly FileSpec[] {
  const context = requestContextOf(service)
  if (!context.correlation && !context.deadline) return []
  const traits = traitsOf(service)
  const file = filesOf(service, 'observability')
  const required = { owners: [ownerOf(service, 'observability')], required: true }
  return [
    file('src/core/context.py', { role: 'context', ...required, view: () => context }),
    ...(traits.rest && context.correlation
      ? [
          file('src/api/middleware/correlation.py', {
            role: 'middleware-correlation',
            ...required,
            view: () => ({ ...traits, ...context }),
          }),
        ]
      : []),
    ...(traits.grpc
      ? [
          file('src/grpc/interceptors/context.py', {
            role: 'interceptor-context',
            ...required,
            view: () => ({ ...traits, ...context, kinds: handlerKinds(service) }),
          }),
        ]
      : []),
  ]
}
