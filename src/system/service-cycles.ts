/** Services that wait for each other in a circle: none of them can be deployed, or recover, first. */
import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import { SYSTEM_CODES } from './codes.ts'
import { serviceKey } from './names.ts'
import type { Service } from './system.ts'

/** Each circle once, from the service that comes first by name. */
export function reportCycles(services: readonly Service[], diagnostics: Diagnostics): void {
  const byKey = new Map(services.map((service) => [serviceKey(service.name), service]))
  const told = new Set<string>()
  for (const service of services) {
    const circle = circleOf(service, byKey)
    const members = circle.map(({ name }) => name)
    const [next] = circle.slice(1)
    const key = [...new Set(members)].sort().join(' ')
    if (!next || told.has(key)) continue
    told.add(key)
    const edge = service.edges.find(({ target }) => serviceKey(target) === serviceKey(next.name))
    diagnostics.add(
      diagnostic(SYSTEM_CODES, 'system/service-cycle', {
        message: `services call each other in a circle: ${members.map((name) => `\`${name}\``).join(' → ')}`,
        location: edge?.origin,
        hint: 'make one of the calls an event',
      }),
    )
  }
}

/**
 * The shortest way from a service over others back to itself, both ends included; empty where there is none. A call
 * of its own is no circle.
 */
function circleOf(start: Service, byKey: ReadonlyMap<string, Service>): readonly Service[] {
  const before = new Map<Service, Service>()
  const queue = [start]
  for (const last of queue) {
    for (const { target } of last.edges) {
      const next = byKey.get(serviceKey(target))
      if (!next || next === last || before.has(next)) continue
      if (next === start) return [...wayTo(last, before), start]
      before.set(next, last)
      queue.push(next)
    }
  }
  return []
}

function wayTo(end: Service, before: ReadonlyMap<Service, Service>): readonly Service[] {
  const way = [end]
  for (let at = before.get(end); at; at = before.get(at)) way.unshift(at)
  return way
}
