import { can, type Part } from './part.ts'

/** What stands between a caller and the routes: CORS, headers, rate limits. */
export const access: Part = { asked: (service) => can(service, 'cors', 'securityHeaders', 'rateLimit') }
