/** What a service's plan asks for, as templates ask it. */
import type { Capability, Service } from '../../src/generator/index.ts'

/** A type, not an interface, so that it is a view as it stands. */
export type Traits = {
  readonly rest: boolean
  readonly grpc: boolean
  readonly database: boolean
  readonly redis: boolean
  readonly sessions: boolean
  readonly jwt: boolean
  readonly passwords: boolean
  readonly logging: boolean
  readonly docker: boolean
  /** The plan names a coverage figure or the coverage package. */
  readonly coverage: boolean
  /** The process opens something before it serves. */
  readonly lifespan: boolean
  /** Something outside has to answer before traffic may come. */
  readonly health: boolean
}

/** A service that serves nothing yet still answers its probes over REST. */
export function traitsOf(service: Service): Traits {
  const can = (capability: Capability) => service.capabilities.has(capability)
  const grpc = can('grpc')
  const health = can('database') || can('redis')
  return {
    rest: can('rest') || !grpc,
    grpc,
    database: can('database'),
    redis: can('redis'),
    sessions: can('sessions'),
    jwt: can('jwt'),
    passwords: can('passwords'),
    logging: can('logging'),
    docker: can('docker'),
    coverage: asksForCoverage(service),
    lifespan: grpc || health || can('jwt') || can('logging'),
    health,
  }
}

function asksForCoverage(service: Service): boolean {
  const listed = service.project.packages.some(({ name }) => name === 'pytest-cov' || name === 'coverage')
  return listed || service.criteria.some(({ text }) => /\bcoverage\b/i.test(text))
}

/** Which JWT and hashing libraries the security module is written on. */
export interface SecurityLibraries {
  readonly jose: boolean
  readonly passlib: boolean
}

export function securityLibraries(service: Service): SecurityLibraries {
  const listed = (name: string) => service.project.packages.some((entry) => entry.name === name)
  return { jose: listed('python-jose'), passlib: listed('passlib') }
}
