/** Who may call a service, from where and how often. */
import { type Capability, type Category, pyStr, type Service } from '../../src/generator/index.ts'
import { ownerOf } from './owners.ts'
import { servesRest } from './serves-rest.ts'

type Guard = Extract<Capability, 'cors' | 'securityHeaders' | 'rateLimit' | 'bodyLimit'>

const HOMES: Readonly<Record<Guard, { readonly category: Category; readonly words: readonly string[] }>> = {
  cors: { category: 'api', words: ['cors'] },
  securityHeaders: { category: 'api', words: ['security header', 'header'] },
  bodyLimit: { category: 'api', words: ['body', 'payload', 'request size'] },
  rateLimit: { category: 'resilience', words: ['rate limit', 'rate limiting', 'throttling'] },
}

/** Key of the task that asks for the guard by its title, else of one of its category. */
export function accessOwner(service: Service, guard: Guard): string | undefined {
  const asked = service.capabilities.get(guard)
  const named = service.items.find(
    ({ origin, excluded }) =>
      !excluded && origin.path === asked?.path && origin.start.line === asked.start.line,
  )
  return named?.key ?? ownerOf(service, HOMES[guard].category, HOMES[guard].words)
}

/**
 * Where requests are counted. slowapi counts in memory alone: its other storages block the event loop. Calls of a
 * service that serves only gRPC come from other services and are counted in memory.
 */
export function limiterOf(service: Service): 'slowapi' | 'redis' | 'memory' {
  if (!servesRest(service)) return 'memory'
  if (service.project.packages.some(({ name }) => name === 'slowapi')) return 'slowapi'
  return service.capabilities.has('redis') ? 'redis' : 'memory'
}

export interface Quota {
  readonly requests: number
  readonly seconds: number
}

const SECONDS: Readonly<Record<string, number>> = { sec: 1, min: 60, hou: 3600, day: 86_400 }
const QUOTA =
  /(\d{1,7}) ?(?:requests?|req|calls?|r)? ?(?:per|\/|an?|each|every) ?(?:client |user |ip )?(seconds?|sec|minutes?|min|hours?|day)\b/i
const DEFAULT: Quota = { requests: 100, seconds: 60 }

const SIZE = /(\d{1,6}) ?(k|m)i?b\b/i
const BYTES: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2 }

/** Bytes that a sentence about the size of bodies states, `at most 2 MB`, else one mebibyte. */
export function mostBytesOf(service: Service): number {
  for (const text of saidBy(service)) {
    const found = /body|payload|request size/i.test(text) ? SIZE.exec(text.slice(0, 1000)) : null
    const bytes = Number(found?.[1]) * (BYTES[found?.[2]?.toLowerCase() ?? ''] ?? 0)
    if (bytes > 0) return bytes
  }
  return 1024 ** 2
}

function saidBy({ items, requirements, criteria }: Service): readonly string[] {
  return [...items.map(({ title }) => title), ...[...requirements, ...criteria].map(({ text }) => text)]
}

/** The first quota that a sentence about rate limits states: `100 requests per minute`. */
export function quotaOf(service: Service): Quota {
  for (const text of saidBy(service)) {
    const found = /rate.?limit|throttl/i.test(text) ? QUOTA.exec(text.slice(0, 1000)) : null
    const seconds = SECONDS[found?.[2]?.slice(0, 3).toLowerCase() ?? '']
    const requests = Number(found?.[1])
    if (seconds !== undefined && requests > 0) return { requests, seconds }
  }
  return DEFAULT
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
