/** What a service answers over HTTP. */
import type { Capability, Service } from '../../../src/generator/index.ts'

/** What only requests have, or calls: a plan that names it means to serve some. */
const OF_REQUESTS: readonly Capability[] = [
  'rest',
  'grpc',
  'cors',
  'securityHeaders',
  'rateLimit',
  'bodyLimit',
  'loadShedding',
]
/** What has to answer before the process is ready. */
const OUTSIDE: readonly Capability[] = ['database', 'redis', 'produces', 'consumes']
const SERVERS = new Set(['fastapi', 'uvicorn', 'gunicorn'])

/** A service that serves nothing yet and needs nothing outside still is an application. */
export function servesRest(service: Service): boolean {
  return service.capabilities.has('rest') || !(service.capabilities.has('grpc') || servesProbes(service))
}

/** It has neither routes nor rpcs: all that it answers is how it is. */
export function servesProbes({ capabilities, slo, project }: Service): boolean {
  const has = (capability: Capability) => capabilities.has(capability)
  return (
    OUTSIDE.some(has) &&
    !OF_REQUESTS.some(has) &&
    slo?.requestsPerSecond === undefined &&
    !project.packages.some(({ name }) => SERVERS.has(name))
  )
}

/** Its own process answers its probes over HTTP. */
export function answersHttp(service: Service): boolean {
  return servesRest(service) || servesProbes(service)
}
