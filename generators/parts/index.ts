/** The parts a service may have, in the order of their settings. The only registration. */
import type { Service } from '../../src/generator/index.ts'
import { once } from '../views/once.ts'
import { bodies, bodyLimit, cors, docs, rateLimit, securityHeaders } from './access.ts'
import { clients, requestTime } from './clients.ts'
import { coverage } from './coverage.ts'
import { database } from './database.ts'
import { compose, hooks, image, kubernetes } from './deployment.ts'
import { events } from './events.ts'
import { environment, process } from './every-service.ts'
import { factories } from './factories.ts'
import { speed } from './fast-server.ts'
import { gunicorn } from './gunicorn.ts'
import { jobs } from './jobs.ts'
import { loadShedding } from './load-shedding.ts'
import { loadTests } from './load-tests.ts'
import { logging } from './logging.ts'
import type { Part } from './part.ts'
import { redis, sessions } from './redis.ts'
import { requestContext } from './request-context.ts'
import { resilience } from './resilience.ts'
import { grpc, probes, rest } from './servers.ts'
import { dashboards, metrics, sentry, tracing } from './telemetry.ts'
import { tokens } from './tokens.ts'

/** A function: some parts ask about the others. */
const parts = (): readonly Part[] => [
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
  requestTime,
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
  return once(service, chooseParts)
}

function chooseParts(service: Service): readonly Part[] {
  return parts().filter((part) => part.asked(service))
}

/** Names of the settings of all parts but one. */
export function settingsBeside(service: Service, own: Part): ReadonlySet<string> {
  const others = partsOf(service).filter((part) => part !== own)
  return new Set(others.flatMap(({ settings }) => settings?.(service) ?? []).map(({ name }) => name))
}
