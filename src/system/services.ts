/** Whose each task and document is. */
import { emptyFacts } from '../plan/empty-facts.ts'
import type { DocumentFacts } from '../plan/facts.ts'
import type { Plan, ServiceMention, Task } from '../plan/plan.ts'
import { serviceKey, snake } from './names.ts'
import { byOrigin, compareLocations, comparePaths } from './order.ts'

/** A task with the slug and family of the plan it stands in. */
export interface PlannedTask {
  readonly plan: Plan
  readonly task: Task
}

/** What belongs to one service, unmerged. */
export interface ServiceParts {
  readonly name: string
  readonly key: string
  /** Slug of the first plan that has a task of it. */
  readonly feature: string
  /** In plan order. */
  readonly tasks: readonly PlannedTask[]
  readonly mentions: readonly ServiceMention[]
  /** Of the documents beside the tasks, strongest first. */
  readonly documents: readonly DocumentFacts[]
  /** Its protos at the root of the workspace that are to be followed, stronger than every document. */
  readonly standing: readonly Proto[]
  /** Protos that may be imported, of every document of its plans. */
  readonly importable: readonly DocumentFacts['protos'][number][]
  /** Plans in which it is the only service: what they say of no service is about it. */
  readonly alone: readonly Plan[]
}

/** Services with at least one task file, sorted by name; the longest spelling of a name wins. */
export function collectServices(
  plans: readonly Plan[],
  standing: readonly Proto[] = [],
): readonly ServiceParts[] {
  const ordered = [...plans].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  const owned = ordered.flatMap((plan) => {
    const fallback = onlyService(plan)
    return plan.tasks.flatMap((task) => {
      const name = task.scope === 'service' ? (task.service ?? fallback) : undefined
      return name === undefined ? [] : [{ plan, task, key: serviceKey(name), name }]
    })
  })
  const keys = [...new Set(owned.map(({ key }) => key))]
  const parts = keys.map((key): ServiceParts => {
    const tasks = owned.filter((found) => found.key === key).sort(byTaskId)
    const own = ordered.filter((plan) => tasks.some((found) => found.plan === plan))
    const isAlone = (plan: Plan) => owned.every((found) => found.plan !== plan || found.key === key)
    const named = ordered.flatMap(({ services, facts }) => [
      ...services.map(({ name }) => name),
      ...facts.flatMap(({ service }) => service ?? []),
    ])
    return {
      key,
      name: longest([...tasks.map(({ name }) => name), ...named.filter((name) => serviceKey(name) === key)]),
      feature: own[0]?.slug ?? '',
      tasks,
      mentions: ordered.flatMap(({ services }) => services.filter(({ name }) => serviceKey(name) === key)),
      documents: ordered.flatMap((plan) => documentsOf(key, plan, isAlone(plan))),
      standing: standing.filter((file) => isAbout(file, key)),
      importable: own
        .flatMap((plan) => [...plan.facts, ...plan.tasks.map(({ facts }) => facts)])
        .flatMap(({ protos }) => protos)
        .concat(standing),
      alone: own.filter(isAlone),
    }
  })
  return parts.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

/** Feature by feature, `2.0` before `10.0` whatever folders the files stand in. */
export function byTaskId(a: PlannedTask, b: PlannedTask): number {
  return (
    comparePaths(a.plan.path, b.plan.path) || comparePaths(a.task.id, b.task.id) || byOrigin(a.task, b.task)
  )
}

/** The name for task files that give none: the only service the plan names, else its slug where it names none. */
function onlyService(plan: Plan): string | undefined {
  const names = [
    ...plan.tasks.flatMap(({ service }) => service ?? []),
    ...plan.services.map(({ name }) => name),
    ...plan.facts.flatMap(({ service }) => service ?? []),
  ]
  if (names.length === 0) return /^[A-Za-z]/.test(plan.slug) ? plan.slug : undefined
  return new Set(names.map(serviceKey)).size === 1 ? longest(names) : undefined
}

function longest(names: readonly string[]): string {
  return [...names].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))[0] ?? ''
}

/** Documents about the service; of those about none, all where it is alone, else the protos named after it. */
function documentsOf(key: string, plan: Plan, isAlone: boolean): readonly DocumentFacts[] {
  const shared = plan.tasks
    .filter(({ scope }) => scope !== 'service')
    .sort((a, b) => compareLocations(a.origin, b.origin))
    .map(({ facts }) => facts)
  return [...plan.facts, ...shared].flatMap((facts): readonly DocumentFacts[] => {
    if (facts.service !== undefined) return serviceKey(facts.service) === key ? [facts] : []
    const protos = facts.protos.filter((file) => implementerOf(file, key, plan, isAlone))
    if (isAlone) return [{ ...facts, protos }]
    return protos.length === 0 ? [] : [{ ...emptyFacts(), protos }]
  })
}

type Proto = DocumentFacts['protos'][number]

/** By the name of a proto service in it, or by a part of its package: `shop.stock.v1`. */
function isAbout({ services, package: name, path = '' }: Proto, key: string): boolean {
  if (services.length > 0) return services.some((service) => serviceKey(snake(service.name)) === key)
  const parts = name?.split('.') ?? path.split('/').slice(0, -1)
  return parts.some((part) => serviceKey(part) === key)
}

function implementerOf(file: Proto, key: string, plan: Plan, isAlone: boolean): boolean {
  const named = file.services.map(({ name }) => serviceKey(snake(name)))
  if (named.includes(key)) return true
  return isAlone && !othersOf(plan, key).some((other) => named.includes(other))
}

function othersOf(plan: Plan, own: string): readonly string[] {
  const edges = [...plan.facts, ...plan.tasks.map(({ facts }) => facts)].flatMap((facts) => facts.edges)
  return [...plan.services.map(({ name }) => name), ...edges.map(({ target }) => target)]
    .map(serviceKey)
    .filter((other) => other !== own)
}
