/** The tracks of a summary: edges for tasks about which nobody else says what they wait for. */
import type { Plan } from '../plan/plan.ts'
import { serviceKey } from '../system/names.ts'
import { withoutAccents } from '../text/accents.ts'
import type { Connector } from './connect.ts'
import type { TaskNode } from './graph.ts'
import { statesDependencies } from './stated-edges.ts'

type TrackKind = 'critical' | 'parallel' | 'integration'

/** Tasks under one heading of the summary. */
interface Track {
  readonly title: string
  readonly kind: TrackKind | undefined
  readonly nodes: readonly TaskNode[]
}

const KINDS: readonly (readonly [RegExp, TrackKind])[] = [
  [/^(?:critical path|caminho critico)/, 'critical'],
  [/^(?:parallel track|parallel|track paralel|trilha paralel|faixa paralel|lane paralel)/, 'parallel'],
  [/^(?:integration track|track de integracao|trilha de integracao|faixa de integracao)/, 'integration'],
]

/** `unblocked` are tasks that wait already because another says that it unblocks them. */
export function addTrackEdges(
  plan: Plan,
  nodes: readonly TaskNode[],
  { connector, unblocked }: { readonly connector: Connector; readonly unblocked: ReadonlySet<TaskNode> },
): void {
  const tracks = tracksOf(nodes)
  const isFree = (node: TaskNode) => !statesDependencies(node.task) && !unblocked.has(node)
  const critical = tracks.find(({ kind }) => kind === 'critical')
  const link = (before: readonly TaskNode[], after: readonly TaskNode[], title: string): void => {
    const waiting = after.filter(isFree)
    const [first] = waiting
    if (!first) return
    const why = { because: 'track order', origin: first.task.origin, title, slug: plan.slug } as const
    const others = before.filter((node) => !waiting.includes(node))
    if (waiting.length > 1 && others.length > 1) connector.connect(indices(others), indices(waiting), why)
    else
      for (const node of waiting)
        connector.connect(indices(others), [node.index], { ...why, origin: node.task.origin })
  }
  for (const { kind, title, nodes: own } of tracks) {
    const open = own.filter(({ isExcluded }) => !isExcluded)
    if (kind === 'critical')
      for (const [at, node] of open.entries()) link(at === 0 ? [] : open.slice(at - 1, at), [node], title)
    if (kind === 'parallel') link(lastOf(critical), open, critical?.title ?? title)
    if (kind === 'integration') link(beforeIntegration(title, { plan, nodes, tracks }), open, title)
  }
}

function indices(nodes: readonly TaskNode[]): readonly number[] {
  return nodes.map(({ index }) => index)
}

function tracksOf(nodes: readonly TaskNode[]): readonly Track[] {
  const byTitle = new Map<string, TaskNode[]>()
  for (const node of nodes) {
    const { phase } = node.task
    if (phase === undefined) continue
    const found = byTitle.get(phase)
    if (found) found.push(node)
    else byTitle.set(phase, [node])
  }
  return [...byTitle].map(([title, own]) => ({ title, kind: kindOf(title), nodes: own }))
}

function kindOf(title: string): TrackKind | undefined {
  const plain = fold(title)
  return KINDS.find(([pattern]) => pattern.test(plain))?.[1]
}

/** Lower case, without accents and without what stands before the first letter. */
function fold(title: string): string {
  return withoutAccents(title.slice(0, 300))
    .toLowerCase()
    .replace(/^[^a-z]+/, '')
}

/** The chain ends with its last task that will be done. */
function lastOf(track: Track | undefined): readonly TaskNode[] {
  return track?.nodes.filter(({ isExcluded }) => !isExcluded).slice(-1) ?? []
}

interface Summary {
  readonly plan: Plan
  readonly nodes: readonly TaskNode[]
  readonly tracks: readonly Track[]
}

/** `Integration Track (After Core Services)`: tasks of the core services, of a track of that name, else of every other track. */
function beforeIntegration(title: string, { plan, nodes, tracks }: Summary): readonly TaskNode[] {
  const name = /(?:after|apos|depois d[aeo]s?) ([a-z0-9 _-]{2,80})/.exec(fold(title))?.[1]?.trim()
  const others = tracks.filter((track) => track.kind !== 'integration')
  const named = name === undefined ? [] : others.filter((track) => fold(track.title).includes(name))
  if (named.length > 0) return named.flatMap((track) => track.nodes)
  const kind = name && /^(core|supporting) services$/.exec(name)?.[1]
  const services = new Set(
    plan.services.filter((service) => service.kind === kind).map((service) => serviceKey(service.name)),
  )
  const own = nodes.filter(({ task }) => task.service !== undefined && services.has(serviceKey(task.service)))
  return own.length > 0 ? own : others.flatMap((track) => track.nodes)
}
