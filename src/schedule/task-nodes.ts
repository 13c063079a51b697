/** The tasks of plans as vertices: key, printed name, weight. */
import type { Plan, Task } from '../plan/plan.ts'
import { serviceKey, shortName } from '../system/names.ts'
import type { TaskNode } from './graph.ts'

/** In plan order, plans in the order given. */
export function taskNodes(plans: readonly Plan[]): readonly TaskNode[] {
  const uses = new Map<string, number>()
  let index = 0
  return plans.flatMap((plan) => {
    const services = longestNames(plan)
    return plan.tasks.map((task): TaskNode => {
      const service = serviceOf(task, services)
      const id = task.key ?? task.id
      const wanted = `${plan.slug}:${service === undefined ? '' : `${service}/`}${id}`
      const use = (uses.get(wanted) ?? 0) + 1
      uses.set(wanted, use)
      const suffix = use === 1 ? '' : `~${use}`
      const short = service === undefined ? id : `${shortName(service)}/${id}`
      return {
        index: index++,
        key: wanted + suffix,
        name: short + suffix,
        plan,
        task,
        weight: weightOf(task),
        isDone: task.status === 'completed',
        isExcluded: task.status === 'excluded',
      }
    })
  })
}

function serviceOf(task: Task, services: ReadonlyMap<string, string>): string | undefined {
  if (task.scope === 'shared') return 'shared'
  return task.service === undefined ? undefined : (services.get(serviceKey(task.service)) ?? task.service)
}

/** `auth` and `auth-service` are one service; the longest spelling is used. */
function longestNames({ tasks, services }: Plan): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const written = [...tasks.flatMap(({ service }) => service ?? []), ...services.map(({ name }) => name)]
  for (const name of written) {
    const key = serviceKey(name)
    if (name.length > (names.get(key)?.length ?? 0)) names.set(key, name)
  }
  return names
}

const WEIGHTS: ReadonlyMap<string, number> = new Map([
  ['low', 1],
  ['baixa', 1],
  ['s', 1],
  ['medium', 2],
  ['media', 2],
  ['média', 2],
  ['m', 2],
  ['high', 4],
  ['alta', 4],
  ['l', 4],
  ['critical', 8],
  ['critica', 8],
  ['crítica', 8],
])
const UNKNOWN_WEIGHT = 2

function weightOf({ context }: Task): number {
  const written = Object.hasOwn(context, 'complexity') ? context.complexity : undefined
  return WEIGHTS.get((written ?? '').trim().toLowerCase()) ?? UNKNOWN_WEIGHT
}
