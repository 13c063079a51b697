/** What a request or message carries through a service, and who makes use of it. */
import type { Service } from '../../src/generator/index.ts'
import { can } from '../parts/part.ts'

/** A type, not an interface, so that it is a view as it stands. */
export type RequestContext = {
  /** Log lines, calls and messages of one piece of work name the same id. */
  readonly correlation: boolean
  /** Calls are cut to the time that the caller left. */
  readonly deadline: boolean
  /** The id is handed on. */
  readonly outgoing: boolean
  /** Work comes in as messages too. */
  readonly messages: boolean
}

export function requestContextOf(service: Service): RequestContext {
  const clients = can(service, 'grpcClients', 'restClients')
  const outgoing = clients || can(service, 'produces', 'consumes')
  return {
    correlation: outgoing || can(service, 'logging'),
    deadline: clients || can(service, 'resilience'),
    outgoing,
    messages: can(service, 'consumes'),
  }
}
