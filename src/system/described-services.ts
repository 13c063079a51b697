/** Services that documents describe and no task implements: another team's, or bought. */
import { Diagnostics } from '../diagnostics/index.ts'
import type { Plan } from '../plan/plan.ts'
import { mergeFacts } from './merge-facts.ts'
import { serviceKey } from './names.ts'
import type { OperationFacts } from './operation-facts.ts'
import { comparePaths } from './order.ts'
import type { ServiceParts } from './services.ts'

/** What is said of them is not judged: their routes are only called. */
export function describedServices(
  plans: readonly Plan[],
  planned: readonly ServiceParts[],
  system: string,
): readonly OperationFacts[] {
  const ordered = [...plans].sort((a, b) => comparePaths(a.path, b.path))
  const documents = ordered
    .flatMap(({ facts }) => facts)
    .filter(({ service }) => service !== undefined && planned.every(({ key }) => key !== serviceKey(service)))
  const keys = new Set(documents.map(({ service = '' }) => serviceKey(service)))
  return [...keys].map((key) => {
    const own = documents.filter(({ service = '' }) => serviceKey(service) === key)
    const scope = { name: own[0]?.service ?? key, key, feature: '', tasks: [], mentions: [] }
    const parts: ServiceParts = { ...scope, documents: own, standing: [], importable: [], alone: [] }
    const { endpoints, schemas, protos } = mergeFacts(parts, system, new Diagnostics())
    return { name: scope.name, endpoints, schemas, protos }
  })
}
