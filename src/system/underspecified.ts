import { type Diagnostics, diagnostic, type Location } from '../diagnostics/index.ts'
import type { Evidence } from './capabilities.ts'
import { SYSTEM_CODES } from './codes.ts'
import type { MergedFacts } from './merge-facts.ts'
import type { ServiceParts } from './services.ts'
import { firstOf } from './statements.ts'
import type { Capability } from './system.ts'

interface Found {
  readonly capabilities: ReadonlyMap<Capability, Location>
  readonly evidence: Evidence
  readonly diagnostics: Diagnostics
}

interface Promised {
  readonly asked: (found: Found) => Location | undefined
  readonly what: string
  readonly missing: string
  /** Where a document would say it, given the folder of the plan. */
  readonly hint: (folder: string) => string
  readonly given: (facts: MergedFacts) => boolean
}

const PROMISES: readonly Promised[] = [
  {
    asked: ({ capabilities }) => capabilities.get('rest'),
    what: 'REST endpoints',
    missing: 'no document gives a route',
    hint: inSection('API Endpoints'),
    given: ({ endpoints }) => endpoints.length > 0,
  },
  {
    asked: ({ capabilities }) => capabilities.get('grpc'),
    what: 'rpcs',
    missing: 'no document gives a method',
    hint: inSection('Proto Definitions'),
    given: ({ protos }) => protos.some(({ services }) => services.some(({ rpcs }) => rpcs.length > 0)),
  },
  {
    asked: ({ capabilities }) => capabilities.get('database'),
    what: 'tables',
    missing: 'no document gives a column',
    hint: inSection('Data Models'),
    given: ({ entities }) => entities.length > 0,
  },
  {
    asked: ({ evidence }) => findKafka(evidence),
    what: 'Kafka topics',
    missing: 'no document names one',
    hint: () => 'list them as `kafka_topics` in the task file, section "Service Dependencies"',
    given: ({ topics }) => topics.length > 0,
  },
]

function inSection(section: string): (folder: string) => string {
  return (folder) => `write them in \`${folder}/_techspec.md\`, section "${section}"`
}

/** What a task does or demands; criteria and prose only describe. */
function findKafka({ tasks, statements }: Evidence): Location | undefined {
  const declared = tasks.find(({ communication }) => communication.includes('kafka'))
  const demands = statements.filter(({ kind }) => kind !== 'criterion' && kind !== 'prose')
  return declared?.origin ?? firstOf(demands, ['kafka'])?.origin
}

/** Reports `plan/underspecified` for each promise of the plan that no document fills. */
export function reportUnderspecified(parts: ServiceParts, facts: MergedFacts, found: Found): void {
  const folder = parts.tasks[0]?.plan.path ?? ''
  for (const { asked, what, missing, hint, given } of PROMISES) {
    const location = asked(found)
    if (!location || given(facts)) continue
    found.diagnostics.add(
      diagnostic(SYSTEM_CODES, 'plan/underspecified', {
        message: `the plan promises ${what} of \`${parts.name}\`, ${missing}`,
        location,
        hint: hint(folder),
      }),
    )
  }
}
