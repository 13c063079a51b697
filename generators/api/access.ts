/** The middlewares between a caller and the routes. */
import { type FileSpec, filesOf, kebab, type Service } from '../../src/generator/index.ts'
import { bodies, bodyLimit, cors, docs, noStore, rateLimit, securityHeaders } from '../parts/access.ts'
import { ownerAbout, ownerOf } from '../views/plan/owners.ts'
import { servesRest } from '../views/plan/serves-rest.ts'
import { traitsOf } from '../views/plan/traits.ts'
import { crossOriginView, limiterOf } from '../views/service/access.ts'
import { handlerKinds } from '../views/service/project.ts'
import { requestContextOf } from '../views/service/request-context.ts'
import { testOwners } from '../views/tests/test-file.ts'

export function accessFiles(service: Service): readonly FileSpec[] {
  return [
    ...(cors.asked(service) ? crossOriginFiles(service) : []),
    ...(securityHeaders.asked(service) ? headerFiles(service) : []),
    ...(noStore.asked(service) ? storeFiles(service) : []),
    ...([cors, securityHeaders, noStore].some(({ asked }) => asked(service)) ? [faultsFile(service)] : []),
    ...(docs.asked(service) ? docsFiles(service) : []),
    ...(bodyLimit.asked(service) ? bodyLimitFiles(service, { named: true }) : []),
    ...(bodies.asked(service) ? bodyLimitFiles(service, { named: false }) : []),
    ...(rateLimit.asked(service) ? limiterFiles(service) : []),
  ]
}

function crossOriginFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'api')
  const owner = ownerAbout(service, 'cors')
  return [
    file('src/api/middleware/cors.py', {
      role: 'middleware-cors',
      owners: [owner],
      view: () => crossOriginView(service),
    }),
    file('tests/api/test_cors.py', {
      role: 'test-cors',
      owners: testOwners(service, owner),
      requires: ['middleware-cors'],
      view: () => crossOriginView(service),
    }),
  ]
}

function headerFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'api')
  const owner = ownerAbout(service, 'securityHeaders')
  return [
    file('src/api/middleware/security_headers.py', { role: 'middleware-security-headers', owners: [owner] }),
    file('tests/api/test_security_headers.py', {
      role: 'test-security-headers',
      owners: testOwners(service, owner),
      requires: ['middleware-security-headers'],
    }),
  ]
}

/** Their headers reach answers to errors nobody expected too. */
function faultsFile(service: Service): FileSpec {
  return filesOf(service, 'api')('src/api/middleware/faults.py', {
    role: 'middleware-faults',
    follows: ['middleware-cors', 'middleware-security-headers', 'middleware-no-store'],
  })
}

function storeFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'api')
  const owner = ownerOf(service, 'api')
  return [
    file('src/api/middleware/no_store.py', { role: 'middleware-no-store', owners: [owner] }),
    file('tests/api/test_no_store.py', {
      role: 'test-no-store',
      owners: testOwners(service, owner),
      requires: ['middleware-no-store'],
    }),
  ]
}

function bodyLimitFiles(service: Service, { named }: { readonly named: boolean }): readonly FileSpec[] {
  const file = filesOf(service, 'api')
  const owner = named ? ownerAbout(service, 'bodyLimit') : ownerOf(service, 'api')
  const view = () => ({
    named,
    deadline: requestContextOf(service).deadline,
    lifespan: traitsOf(service).lifespan,
  })
  return [
    file('src/api/middleware/body_limit.py', {
      role: 'middleware-body-limit',
      owners: [owner],
      required: !named,
      view,
    }),
    file('tests/api/test_body_limit.py', {
      role: 'test-body-limit',
      owners: testOwners(service, owner),
      requires: ['middleware-body-limit'],
      view,
    }),
  ]
}

function docsFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'api')
  const owner = ownerOf(service, 'api')
  return [
    file('src/api/middleware/docs.py', { role: 'middleware-docs', owners: [owner] }),
    file('tests/api/test_docs.py', {
      role: 'test-docs',
      owners: testOwners(service, owner),
      requires: ['middleware-docs'],
      view: () => traitsOf(service),
    }),
  ]
}

function limiterFiles(service: Service): readonly FileSpec[] {
  return servesRest(service) ? requestLimitFiles(service) : callLimitFiles(service)
}

function requestLimitFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'api')
  const owner = ownerAbout(service, 'rateLimit')
  const kind = limiterOf(service)
  const view = () => ({ kind, prefix: `${kebab(service.name)}:rate` })
  return [
    file('src/api/rate_limit.py', {
      role: 'rate-limit',
      owners: [owner],
      requires: kind === 'redis' ? ['redis'] : [],
      view,
    }),
    file('src/core/boot/rate_limit.py', { role: 'boot-rate-limit', follows: ['rate-limit'], view }),
    file('src/api/middleware/rate_limit.py', { role: 'middleware-rate-limit', follows: ['rate-limit'] }),
    file('tests/api/test_rate_limit.py', {
      role: 'test-rate-limit',
      owners: testOwners(service, owner),
      requires: ['rate-limit'],
      view,
    }),
  ]
}

function callLimitFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'api')
  const owner = ownerAbout(service, 'rateLimit')
  return [
    file('src/core/rate_limit.py', {
      role: 'rate-limit',
      template: 'api/src/api/rate_limit.py',
      owners: [owner],
      view: () => ({ kind: limiterOf(service) }),
    }),
    file('src/grpc/interceptors/rate_limit.py', {
      role: 'interceptor-rate-limit',
      follows: ['rate-limit'],
      view: () => ({ kinds: handlerKinds(service) }),
    }),
    file('tests/integration/test_rate_limit.py', {
      role: 'test-rate-limit',
      owners: testOwners(service, owner),
      requires: ['rate-limit'],
    }),
  ]
}
