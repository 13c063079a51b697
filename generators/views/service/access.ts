/** Who may call a service, from where and how often. */
import { pyStr, type Quota, type Service } from '../../../src/generator/index.ts'
import { servesRest } from '../plan/serves-rest.ts'

/**
 * Where requests are counted. slowapi counts in memory alone: its other storages block the event loop. Calls of a
 * service that serves only gRPC come from other services and are counted in memory.
 */
export function limiterOf(service: Service): 'slowapi' | 'redis' | 'memory' {
  if (!servesRest(service)) return 'memory'
  if (service.project.packages.some(({ name }) => name === 'slowapi')) return 'slowapi'
  return service.capabilities.has('redis') ? 'redis' : 'memory'
}

const DEFAULT_QUOTA: Quota = { requests: 100, seconds: 60 }

/** The quota that the plan states, else a hundred requests a minute. */
export function quotaOf({ limits }: Service): Quota {
  return limits.quota ?? DEFAULT_QUOTA
}

/** The size of bodies that the plan states, else one mebibyte. */
export function mostBytesOf({ limits }: Service): number {
  return limits.bodyBytes ?? 1024 ** 2
}

/** What browsers of other origins may send and read, as Python expressions. */
export function crossOriginView({ endpoints, capabilities }: Service) {
  const methods = endpoints.map(({ method }) => method)
  const headers = endpoints.flatMap(({ parameters }) =>
    parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name),
  )
  return {
    methods: tuple(methods.length > 0 ? methods : ['GET']),
    allowed: tuple([...(capabilities.has('jwt') ? ['Authorization'] : []), ...headers]),
    exposed: tuple(capabilities.has('rateLimit') ? ['Retry-After'] : []),
  }
}

/** Each name once, sorted; empty text for none. */
function tuple(names: readonly string[]): string {
  const found = [...new Set(names)].sort().map(pyStr)
  return found.length === 0 ? '' : `(${found.join(', ')}${found.length === 1 ? ',' : ''})`
}
