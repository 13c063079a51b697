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

/** The shortest way from a service back to itself, both ends included; empty where there is none. */
function circleOf(start: Service, byKey: ReadonlyMap<string, Service>): readonly Service[] {
  const seen = new Set<Service>()
  const queue: (readonly Service[])[] = [[start]]
  for (const way of queue) {
    const last = way.at(-1)
    const next = new Set((last?.edges ?? []).flatMap(({ target }) => byKey.get(serviceKey(target)) ?? []))
    for (const service of next) {
      if (service === start) return way.length > 1 ? [...way, service] : []
      if (seen.has(service)) continue
      seen.add(service)
      queue.push([...way, service])
    }
  }
  return []
}
