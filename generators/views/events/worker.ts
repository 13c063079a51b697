/** The process beside an API that consumes events and relays the outbox. */
import { can, type Service } from '../../../src/generator/index.ts'
import { servesProbes } from '../plan/serves-rest.ts'
import { PORT_NUMBERS } from '../service/port-numbers.ts'
import { hasOutbox } from './topics.ts'

/**
 * Answers HTTP on `portSetting`: `GET /health` while its loop runs, `GET /health/ready` with 200 or 503. Part of the
 * tree where the role `worker` is.
 */
export interface Worker {
  /** `src.worker`, run by `python -m`. */
  readonly module: string
  readonly portSetting: 'WORKER_PORT'
  readonly port: number
}

/** What has to run beside the requests: a consumer, a relay. */
export function worksAside(service: Service): boolean {
  return can(service, 'consumes') || hasOutbox(service)
}

/** Undefined where nothing has to run, and where the process that answers the probes does it. */
export function workerOf(service: Service): Worker | undefined {
  if (!worksAside(service) || servesProbes(service)) return undefined
  return { module: `${service.layout.package}.worker`, portSetting: 'WORKER_PORT', port: PORT_NUMBERS.worker }
}
