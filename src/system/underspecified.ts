import { type Diagnostics, diagnostic, type Location } from '../diagnostics/index.ts'
import { SYSTEM_CODES } from './codes.ts'
import type { MergedFacts } from './merge-facts.ts'
import type { ServiceParts } from './services.ts'
import type { Capability } from './system.ts'

interface Promised {
  readonly capability: Capability
  readonly what: string
  readonly missing: string
  readonly section: string
  readonly given: (facts: MergedFacts) => boolean
}

const PROMISES: readonly Promised[] = [
  {
    capability: 'rest',
    what: 'REST endpoints',
    missing: 'no document gives a route',
    section: 'API Endpoints',
    given: ({ endpoints }) => endpoints.length > 0,
  },
  {
    capability: 'grpc',
    what: 'rpcs',
    missing: 'no document gives a method',
    section: 'Proto Definitions',
    given: ({ protos }) => protos.some(({ services }) => services.some(({ rpcs }) => rpcs.length > 0)),
  },
  {
    capability: 'database',
    what: 'tables',
    missing: 'no document gives a column',
    section: 'Data Models',
    given: ({ entities }) => entities.length > 0,
  },
]

/** Reports `plan/underspecified` for each promise of the plan that no document fills. */
export function reportUnderspecified(
  parts: ServiceParts,
  facts: MergedFacts,
  found: { readonly capabilities: ReadonlyMap<Capability, Location>; readonly diagnostics: Diagnostics },
): void {
  const folder = parts.tasks[0]?.plan.path ?? ''
  for (const { capability, what, missing, section, given } of PROMISES) {
    const location = found.capabilities.get(capability)
    if (!location || given(facts)) continue
    found.diagnostics.add(
      diagnostic(SYSTEM_CODES, 'plan/underspecified', {
        message: `the plan promises ${what} of \`${parts.name}\`, ${missing}`,
        location,
        hint: `write them in \`${folder}/_techspec.md\`, section "${section}"`,
      }),
    )
  }
}
