/** Names as Kubernetes, image registries and file systems take them. */
import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import { SYSTEM_CODES } from './codes.ts'
import { kebab } from './names.ts'
import type { Capability, Service } from './system.ts'

/** Room for the longest ending, `-migrate`, in the 63 characters of a label. */
const LONGEST = 52

const DEPLOYED: readonly Capability[] = ['docker', 'compose', 'kubernetes', 'ci']

/** `OrderService` and `order_service` are `order-service`. */
export function hostName(name: string): string {
  return kebab(name).slice(0, LONGEST).replace(/-+$/, '')
}

/** Each name is of the first service that has it; images, pods and workflows of the others would be those of the first. */
export function reportHostNames(services: readonly Service[], diagnostics: Diagnostics): void {
  const claimed = new Map<string, Service>()
  for (const service of services) {
    const origin = deployment(service)
    if (!origin) continue
    const host = hostName(service.name)
    const first = claimed.get(host)
    if (!first) {
      claimed.set(host, service)
      continue
    }
    diagnostics.add(
      diagnostic(SYSTEM_CODES, 'system/host-name-taken', {
        message: `\`${service.name}\` and \`${first.name}\` are both \`${host}\` where they are deployed`,
        location: origin,
        notes: [{ message: `\`${first.name}\``, location: deployment(first) }],
        hint: `give one of them a name that differs in more than case and marks, within its first ${LONGEST} letters`,
      }),
    )
  }
}

/** Where the plan asks for its deployment. */
function deployment({ capabilities }: Service) {
  return DEPLOYED.flatMap((name) => capabilities.get(name) ?? [])[0]
}
