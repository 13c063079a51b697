import type { Capability, Service } from './system.ts'

/** Whether a service can do any of them. */
export function can(service: Service, ...capabilities: readonly Capability[]): boolean {
  return capabilities.some((capability) => service.capabilities.has(capability))
}
