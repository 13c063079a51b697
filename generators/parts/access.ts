/** What stands between a caller and the routes: CORS, security headers, rate limits, documentation for developers. */
import { can, type Service } from '../../src/generator/index.ts'
import { isOperated } from '../views/plan/is-operated.ts'
import { ownerAbout, ownerOf } from '../views/plan/owners.ts'
import { servesRest } from '../views/plan/serves-rest.ts'
import { limiterOf, mostBytesOf, quotaOf } from '../views/service/access.ts'
import { intSetting } from '../views/service/setting.ts'
import { environment } from './environment.ts'
import { type Part, runtime } from './part.ts'

export const cors: Part = {
  asked: (service) => can(service, 'cors') && servesRest(service),
  opens: true,
  wraps: true,
  settings: () => [{ name: 'CORS_ORIGINS', annotation: 'tuple[str, ...]', value: '()', example: '[]' }],
  tests: (service) => [{ ref: { role: 'test-cors' }, subject: ownerAbout(service, 'cors') }],
}

export const securityHeaders: Part = {
  asked: (service) => can(service, 'securityHeaders') && servesRest(service),
  wraps: true,
  tests: (service) => [
    { ref: { role: 'test-security-headers' }, subject: ownerAbout(service, 'securityHeaders') },
  ],
}

/** The edges refuse text that a database does not take. */
export const storable: Part = {
  asked: (service) => can(service, 'database'),
  tests: (service) => [
    { ref: { role: 'test-text' }, subject: ownerOf(service, servesRest(service) ? 'api' : 'grpc') },
  ],
}

/** Where nothing else tells what becomes of an answer, none that a token may be part of is stored. */
export const noStore: Part = {
  asked: (service) => can(service, 'jwt') && servesRest(service) && !securityHeaders.asked(service),
  wraps: true,
  tests: (service) => [{ ref: { role: 'test-no-store' }, subject: ownerOf(service, 'api') }],
}

/** The documentation of the API is hidden where the service knows that it runs in production. */
export const docs: Part = {
  asked: (service) => environment.asked(service) && servesRest(service),
  opens: true,
  wraps: true,
  tests: (service) => [{ ref: { role: 'test-docs' }, subject: ownerOf(service, 'api') }],
}

export const rateLimit: Part = {
  asked: (service) => can(service, 'rateLimit'),
  opens: true,
  wraps: true,
  settings: (service) => {
    const { requests, seconds } = quotaOf(service)
    return [intSetting('RATE_LIMIT_REQUESTS', requests), intSetting('RATE_LIMIT_SECONDS', seconds)]
  },
  packages: (service) => (limiterOf(service) === 'slowapi' ? runtime('slowapi', 'limits') : []),
  resources: (service, context) =>
    servesRest(service) && context.has('rate-limit')
      ? [
          {
            name: 'rate_limiter',
            annotation: 'RateLimiter',
            imports: [`from ${context.module('rate-limit')} import RateLimiter`],
          },
        ]
      : [],
  tests: (service) => [{ ref: { role: 'test-rate-limit' }, subject: ownerAbout(service, 'rateLimit') }],
}

/** A body limit that the plan names has a setting. */
export const bodyLimit: Part = {
  asked: (service) => can(service, 'bodyLimit') && servesRest(service),
  opens: true,
  wraps: true,
  settings: (service) => [intSetting('MAX_BODY_BYTES', mostBytesOf(service))],
  tests: (service) => [{ ref: { role: 'test-body-limit' }, subject: ownerAbout(service, 'bodyLimit') }],
}

/** Where the plan names none, what others rely on still reads no body without end. */
export const bodies: Part = {
  asked: (service) => !bodyLimit.asked(service) && isOperated(service) && takesBodies(service),
  wraps: true,
  tests: (service) => [{ ref: { role: 'test-body-limit' }, subject: ownerOf(service, 'api') }],
}

/** Where no route is documented yet, those to come may. */
function takesBodies(service: Service): boolean {
  const { endpoints } = service
  return can(service, 'rest') && (endpoints.length === 0 || endpoints.some(({ request }) => request))
}
