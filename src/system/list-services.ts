/** What the tasks of a plan say by themselves: a fast prefix of `buildSystem` that reads no facts. */
import { Diagnostics } from '../diagnostics/index.ts'
import type { Plan } from '../plan/plan.ts'
import { cleanParts, isUsable } from './clean-tasks.ts'
import { draftItems } from './items.ts'
import { createNameGuard } from './name-guard.ts'
import { pendingWords } from './pending.ts'
import { collectServices } from './services.ts'
import { SHARED, sharedItems } from './shared-items.ts'
import type { WorkItem } from './work-item.ts'

/** A work item as its title describes it. */
export interface ListedItem extends WorkItem {
  /** What its own words ask for and this version does not generate yet: `Kubernetes manifests`. */
  readonly pending: readonly string[]
}

export interface ListedService {
  readonly name: string
  /** In plan order, each with one category. */
  readonly items: readonly ListedItem[]
}

export interface ListedScopes {
  readonly services: readonly ListedService[]
  /** Without items where no task is of the shared scope. */
  readonly shared: ListedService
}

/** The services of a plan with their items; names that cannot be used are left out as `buildSystem` does. */
export function listServices(plan: Plan): ListedScopes {
  const unreported = new Diagnostics()
  const safe = createNameGuard(unreported)
  const start = { line: 1, column: 1 }
  const shared: ListedService = { name: SHARED, items: [] }
  if (!safe('feature', plan.slug, { path: plan.path, start, end: start })) return { services: [], shared }
  const clean: Plan = {
    ...plan,
    tasks: plan.tasks.flatMap((task) => (isUsable(task, safe) ? [cleanParts(task, safe)] : [])),
    services: plan.services.filter(({ name, origin }) => safe('service', name, origin)),
    facts: [],
  }
  return {
    services: collectServices([clean]).map((parts) => ({
      name: parts.name,
      items: draftItems(parts, [], unreported).map(({ item }) => ({ ...item, pending: pendingWords(item) })),
    })),
    shared: { ...shared, items: sharedItems([clean]).map(({ item }) => ({ ...item, pending: [] })) },
  }
}
