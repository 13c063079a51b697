/** What a service is made of beside the services it calls, in the order of its settings. */
import type { Service } from '../../src/generator/index.ts'
import { bodies, bodyLimit, cors, docs, noStore, rateLimit, securityHeaders, storable } from './access.ts'
import { coverage } from './coverage.ts'
import { database } from './database.ts'
import { compose, hooks, image, kubernetes } from './deployment.ts'
import { environment } from './environment.ts'
import { events } from './events.ts'
import { everyService } from './every-service.ts'
import { factories } from './factories.ts'
import { fastServer } from './fast-server.ts'
import { gunicorn } from './gunicorn.ts'
import { jobs } from './jobs.ts'
import { loadShedding } from './load-shedding.ts'
import { loadTests } from './load-tests.ts'
import { logging } from './logging.ts'
import type { Part } from './part.ts'
import { redis, sessions } from './redis.ts'
import { requestContext } from './request-context.ts'
import { requestTime } from './request-time.ts'
import { resilience } from './resilience.ts'
import { grpc, probes, rest } from './servers.ts'
import { dashboards, metrics, sentry, tracing } from './telemetry.ts'
import { tokens } from './tokens.ts'

export const BEFORE_CLIENTS: readonly Part[] = [
  environment,
  requestContext,
  logging,
  tracing,
  metrics,
  dashboards,
  sentry,
  rest,
  probes,
  grpc,
  everyService,
  fastServer,
  gunicorn,
  loadShedding,
  cors,
  securityHeaders,
  noStore,
  storable,
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
  requestTime,
]
export const AFTER_CLIENTS: readonly Part[] = [
  resilience,
  jobs,
  coverage,
  loadTests,
  image,
  compose,
  kubernetes,
  hooks,
]

/** Names of the settings of these parts: those of the services it calls are named around them. */
export function ownSettings(service: Service): ReadonlySet<string> {
  const asked = [...BEFORE_CLIENTS, ...AFTER_CLIENTS].filter((part) => part.asked(service))
  return new Set(asked.flatMap(({ settings }) => settings?.(service) ?? []).map(({ name }) => name))
}
