/** What tasks would write of the files this version generates: named paths alone tell half of it. */
import { Diagnostics } from '../diagnostics/index.ts'
import type { PlanLocation } from '../plan/family.ts'
import { isGenerated } from '../plan/locate.ts'
import type { Task } from '../plan/plan.ts'
import { readPlans } from '../plan/read-plans.ts'
import type { Schedule, TaskNode, Write } from '../schedule/index.ts'
import type { Context } from './verb.ts'

interface Reading {
  readonly context: Pick<Context, 'disk'> & { readonly install: Pick<Context['install'], 'generators'> }
  readonly root: string
  readonly locations: readonly PlanLocation[]
}

/**
 * Named files where they are generated, and files by their owner; the first of several owners, for the others render
 * into what is there. Reads facts and loads generators only for plans in which parallel tasks meet.
 */
export async function generatedWrites(
  { context: { disk, install }, root, locations }: Reading,
  schedule: Schedule,
): Promise<readonly Write[]> {
  const meeting = new Set(
    schedule.features.filter((each) => doMeet(each.nodes, schedule)).map(({ plan }) => plan.path),
  )
  const wanted = locations.filter((location) => isGenerated(location) && meeting.has(location.path))
  if (wanted.length === 0) return []
  const aside = new Diagnostics()
  const [{ buildSystem }, { outline }, generators, plans] = await Promise.all([
    import('../system/build-system.ts'),
    import('../outline/index.ts'),
    install.generators(),
    readPlans({ disk, root }, wanted, aside),
  ])
  const nodeAt = nodesByPlace(schedule.tasks)
  return plans.flatMap((plan) => {
    const system = buildSystem([plan], {}, aside)
    const owners = new Map(
      system.services.flatMap(({ items }) => items.map((item) => [item.key, item] as const)),
    )
    return outline(generators, system, aside).flatMap(
      ({ path, owners: [first], required, scope }): Write[] => {
        const item = first === undefined ? undefined : owners.get(first)
        const node = item && nodeAt.get(placeKey(item))
        const here = scope.layout.root === '' ? path : path.slice(scope.layout.root.length + 1)
        const named = scope.items.flatMap((each) => namedBy(nodeAt.get(placeKey(each)), here))
        const own = item && node && !required ? [{ node, file: path, origin: item.origin }] : []
        return [...own, ...named.map((write) => ({ ...write, file: path }))]
      },
    )
  })
}

/** Whether two parallel tasks of one wave are there at all. */
function doMeet(nodes: readonly TaskNode[], { analysis }: Schedule): boolean {
  const waves = new Set<number>()
  return nodes.some(({ index, task, isExcluded }) => {
    const wave = analysis.wave[index] ?? 0
    if (!task.parallel || isExcluded) return false
    const isMet = waves.has(wave)
    waves.add(wave)
    return isMet
  })
}

/** A task that names the file from the folder of its service. */
function namedBy(node: TaskNode | undefined, here: string): readonly Omit<Write, 'file'>[] {
  if (!node) return []
  return node.task.paths.flatMap(({ path, origin }) => (path === here ? [{ node, origin }] : []))
}

/** Tasks and their leaves are paired by the place both were read from. */
function nodesByPlace(nodes: readonly TaskNode[]): ReadonlyMap<string, TaskNode> {
  return new Map(
    nodes.flatMap((node) =>
      [node.task, ...node.task.subtasks].map((each) => [placeKey(each), node] as const),
    ),
  )
}

function placeKey({ origin }: Pick<Task, 'origin'>): string {
  return `${origin.path}:${origin.start.line}:${origin.start.column}`
}
