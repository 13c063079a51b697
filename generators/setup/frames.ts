/** The frames of what a service answers: routes, probes, rpcs. */
import type { FileSpec, RenderContext, Service } from '../../src/generator/index.ts'
import { environment } from '../parts/environment.ts'
import { groupsOf } from '../views/contract/groups.ts'
import { traitsOf } from '../views/plan/traits.ts'
import { placedElsewhere } from '../views/service/placed.ts'
import { renderedGroups } from '../views/service/ports.ts'
import { handlerKinds } from '../views/service/project.ts'
import { requestContextOf } from '../views/service/request-context.ts'
import { kit, versionOf } from './kit.ts'

export function restFrame(service: Service): readonly FileSpec[] {
  const { file, required, traits } = kit(service)
  return [
    file('src/api/__init__.py', { role: 'api-package', ...required }),
    file('src/api/app.py', { role: 'app', ...required, view: () => ({ ...traits, ...versionOf(service) }) }),
    ...(traits.middleware
      ? [file('src/api/middleware/__init__.py', { role: 'middleware-package', ...required })]
      : []),
    file('src/api/deps.py', { role: 'deps', ...required, view: withGroups(service) }),
    file('src/api/errors.py', {
      role: 'api-errors',
      ...required,
      view: () => ({ ...traits, ...requestContextOf(service) }),
    }),
    file('src/api/routes/__init__.py', {
      role: 'routes-package',
      ...required,
      view: (context) => {
        const routes = groupsOf(service).map(({ resource }) => ({ role: 'route', of: resource }))
        const elsewhere = placedElsewhere(context, 'routes-package', routes)
        return { elsewhere, placed: elsewhere.map(({ name }) => name).join(', ') }
      },
    }),
    file('src/api/routes/health.py', { role: 'route-health', ...required }),
    ...(traits.operated
      ? [
          file('tests/api/test_problems.py', {
            role: 'test-problems',
            ...required,
            view: () => ({ ...traits, ...requestContextOf(service) }),
          }),
        ]
      : []),
  ]
}

export function probeFrame(service: Service): readonly FileSpec[] {
  const { file, required } = kit(service)
  return [file('src/core/probes.py', { role: 'probes', ...required })]
}

export function protoFrame(service: Service): readonly FileSpec[] {
  const { file, required, traits } = kit(service)
  return [file('src/grpc/__init__.py', { role: 'grpc-package', ...required, view: () => traits })]
}

export function grpcFrame(service: Service): readonly FileSpec[] {
  const { file, required, traits } = kit(service)
  return [
    file('src/grpc/server.py', {
      role: 'grpc-server',
      ...required,
      view: () => ({ ...traits, ...serverView(service) }),
    }),
    file('src/grpc/requests.py', { role: 'grpc-requests', ...required }),
    file('src/grpc/servicers/__init__.py', { role: 'servicers-package', ...required }),
    file('src/grpc/interceptors/__init__.py', { role: 'interceptors-package', ...required }),
    file('src/grpc/interceptors/errors.py', {
      role: 'interceptor-errors',
      ...required,
      view: () => ({ ...traits, kinds: handlerKinds(service) }),
    }),
    file('tests/integration/test_grpc_server.py', {
      role: 'test-grpc-server',
      ...required,
      view: () => ({ ...traits, ...serverView(service) }),
    }),
  ]
}

function serverView(service: Service) {
  const { kubernetes, rest } = traitsOf(service)
  return { live: kubernetes && !rest, balanced: kubernetes, hides: environment.asked(service) }
}

function withGroups(service: Service) {
  const groups = groupsOf(service)
  return (context: RenderContext) => ({ ...traitsOf(service), services: renderedGroups(groups, context) })
}
