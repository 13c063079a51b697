/** What a request, call or message carries through a service, and who makes use of it. */
import { type Client, can, type Service } from '../../../src/generator/index.ts'

/** A type, not an interface, so that it is a view as it stands. */
export type RequestContext = {
  /** Log lines, calls and messages of one piece of work name the same id. */
  readonly correlation: boolean
  /** Calls are cut to the time that the caller left. */
  readonly deadline: boolean
  /** A call whose deadline is spent is not begun. */
  readonly refuses: boolean
  /** There is something to carry. */
  readonly carried: boolean
  /** The id is handed on. */
  readonly outgoing: boolean
  /** A message that is tried again makes the same requests of other services: they can tell. */
  readonly keys: boolean
  /** Work comes in as messages too. */
  readonly messages: boolean
  /** Somebody wants to know how each request and call ended. */
  readonly observed: boolean
}

export function requestContextOf(service: Service): RequestContext {
  const clients = service.clients.length > 0
  const outgoing = clients || can(service, 'produces', 'consumes')
  const correlation = outgoing || can(service, 'logging')
  const deadline = clients
  const refuses = clients || can(service, 'resilience')
  return {
    correlation,
    deadline,
    refuses,
    carried: correlation || deadline,
    outgoing,
    keys: can(service, 'consumes') && service.clients.some(hasUnrepeatable),
    messages: can(service, 'consumes'),
    observed: can(service, 'logging', 'metrics'),
  }
}

function hasUnrepeatable(client: Client): boolean {
  return (
    client.protocol === 'rest' &&
    client.endpoints.some(({ method }) => method === 'POST' || method === 'PATCH')
  )
}
