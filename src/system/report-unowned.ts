import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import type { Plan } from '../plan/plan.ts'
import { SYSTEM_CODES } from './codes.ts'
import type { ServiceParts } from './services.ts'

/** Routes, schemas and tables under no service's heading are lost where a plan has several services. */
export function reportUnowned(plan: Plan, parts: readonly ServiceParts[], diagnostics: Diagnostics): void {
  const services = parts.filter(({ tasks }) => tasks.some((found) => found.plan === plan))
  if (services.length < 2) return
  for (const { service, endpoints, schemas, entities } of plan.facts) {
    const [first] = [...endpoints, ...schemas, ...entities]
    if (service !== undefined || !first) continue
    diagnostics.add(
      diagnostic(SYSTEM_CODES, 'system/unowned-facts', {
        message: 'no service is named for what is defined here; it is left out',
        location: first.origin,
        hint: `put it under a heading such as \`### ${services[0]?.name}\``,
      }),
    )
  }
}
