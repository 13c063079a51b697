/** The parts a service may have, in the order of their settings. The only registration. */
import type { Service } from '../../src/generator/index.ts'
import { bodies, bodyLimit, cors, docs, rateLimit, securityHeaders } from './access.ts'
import { clients } from './clients.ts'
import { database } from './database.ts'
import { grpc, rest } from './edges.ts'
import { events } from './events.ts'
import { factories } from './factories.ts'
import { gunicorn } from './gunicorn.ts'
import { compose, hooks, image, kubernetes } from './image.ts'
import { jobs } from './jobs.ts'
import { loadTests } from './load-tests.ts'
import { logging } from './logging.ts'
import { loadShedding } from './overload.ts'
import type { Part } from './part.ts'
import { environment, process } from './process.ts'
import { redis, sessions } from './redis.ts'
import { requestContext } from './request-context.ts'
import { resilience } from './resilience.ts'
import { speed } from './speed.ts'
import { dashboards, metrics, sentry, tracing } from './telemetry.ts'
import { tokens } from './tokens.ts'
import { coverage } from './verification.ts'

const PARTS: readonly Part[] = [
  environment,
  requestContext,
  logging,
  tracing,
  metrics,
  dashboards,
  sentry,
  rest,
  grpc,
  process,
  speed,
  gunicorn,
  loadShedding,
  cors,
  securityHeaders,
  docs,
  rateLimit,
  bodyLimit,
  bodies,
  database,
  factories,
  redis,
  sessions,
  tokens,
  events,
  clients,
  resilience,
  jobs,
  coverage,
  loadTests,
  image,
  compose,
  kubernetes,
  hooks,
]

export function partsOf(service: Service): readonly Part[] {
  return PARTS.filter((part) => part.asked(service))
}
