/** Names of services, classes and modules: what Python takes, and what belongs together. */
import { camel, isPythonKeyword, snake } from '../text/names.ts'

export * from '../text/names.ts'

/** Name of a Python class: as it is where it is one, `order_item` and `orderItem` are `OrderItem`. */
export function className(name: string): string {
  if (/^[A-Z][A-Za-z0-9]*$/.test(name)) return name
  const spelled = camel(name)
  return isPythonIdentifier(spelled) ? spelled : name
}

/** ASCII identifier that is no keyword; a leading underscore is allowed. */
export function isPythonIdentifier(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !isPythonKeyword(name)
}

/** `auth-service` is `auth`; a name that would be empty stays. */
export function shortName(service: string): string {
  const isLong = ['-service', '_service'].includes(service.slice(-8).toLowerCase())
  const short = isLong ? service.slice(0, -8) : service
  return short === '' ? service : short
}

/** What a service is about: `auth-service` is `auth`, `order-history_service` is `order_history`. */
export function domainOf(service: string): string {
  return snake(shortName(service))
}

/** Services whose names differ only by `-service` or case are one service; this is what they share. */
export function serviceKey(name: string): string {
  return shortName(name).replaceAll('_', '-').toLowerCase()
}

/** Whether two names mean one service: `auth`, `auth-service`, `Auth_Service`. */
export function isSameService(one: string, other: string): boolean {
  return serviceKey(one) === serviceKey(other)
}

/** A name of a stranger as it may stand in a message: one line, no control or direction marks, at most 60 units. */
export function shown(name: string): string {
  const cut = name.length > 60 ? `${name.slice(0, 59)}…` : name
  if (/^[\x20-\x5f\x61-\x7e]*$/.test(cut)) return cut
  return cut.replace(/[\p{C}\p{Z}`]/gu, (mark) =>
    mark === ' ' ? ' ' : `\\u${(mark.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
}
