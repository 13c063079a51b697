import type { Service } from '../../src/generator/index.ts'

/** A service that serves nothing yet still answers its probes over REST. */
export function servesRest(service: Service): boolean {
  return service.capabilities.has('rest') || !service.capabilities.has('grpc')
}
