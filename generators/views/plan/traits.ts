/** What a service's plan asks for, as templates ask it. */
import { CAPABILITIES, type Capability, type Service } from '../../../src/generator/index.ts'
import { partsOf } from '../../parts/index.ts'
import { once } from '../once.ts'
import { asksForCoverage } from './asks-for-coverage.ts'
import { isOperated } from './is-operated.ts'
import { servesProbes, servesRest } from './serves-rest.ts'

/** A type, not an interface, so that it is a view as it stands. */
export type Traits = Readonly<Record<Capability, boolean>> & {
  /** It answers its probes and nothing else. */
  readonly probes: boolean
  /** The plan names a coverage figure or the coverage package. */
  readonly coverage: boolean
  /** Protos are compiled: those it serves, those it calls. */
  readonly protos: boolean
  /** It calls other services. */
  readonly clients: boolean
  /** The process opens something before it serves. */
  readonly lifespan: boolean
  /** Something stands around every REST request. */
  readonly middleware: boolean
  /** Something outside has to answer before traffic may come. */
  readonly health: boolean
  /** It is more than the smallest service. */
  readonly operated: boolean
}

export function traitsOf(service: Service): Traits {
  return once(service, readTraits)
}

function readTraits(service: Service): Traits {
  const parts = partsOf(service)
  const asked = CAPABILITIES.map((capability) => [capability, service.capabilities.has(capability)] as const)
  return {
    ...(Object.fromEntries(asked) as Record<Capability, boolean>),
    rest: servesRest(service),
    probes: servesProbes(service),
    coverage: asksForCoverage(service),
    protos: service.capabilities.has('grpc') || service.clients.some(({ protocol }) => protocol === 'grpc'),
    clients: service.clients.length > 0,
    lifespan: parts.some(({ opens }) => opens),
    middleware: servesRest(service) && parts.some(({ wraps }) => wraps),
    health: parts.some(({ checks }) => checks),
    operated: isOperated(service),
  }
}
