/** Circles: each reported once, by the shortest way around, with its weakest step named. */
import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import { shown } from '../system/names.ts'
import { adjacency } from './adjacency.ts'
import { SCHEDULE_CODES } from './codes.ts'
import { components } from './components.ts'
import { type Edge, type Graph, isWritten, nameOf, REASONS } from './graph.ts'

/** Rounds in which one step of a circle is taken out; what is entangled beyond loses all steps of its weakest source. */
const ROUNDS = 16

/**
 * Reports one circle of every group of tasks that are said to wait for each other; and where what is said goes against
 * the order of the list, which yields. Returns the edges without any circle.
 */
export function breakCycles(graph: Graph, diagnostics: Diagnostics): readonly Edge[] {
  const written = graph.edges.filter(isWritten)
  const kept = new Set(breakAll(graph, written, (cycle) => reportCircle(graph, cycle, diagnostics)))
  const rest = graph.edges.filter((edge) => !isWritten(edge) || kept.has(edge))
  return breakAll(graph, rest, (cycle) => reportOrder(graph, cycle, diagnostics))
}

function breakAll(
  graph: Graph,
  all: readonly Edge[],
  report: (cycle: readonly Edge[]) => void,
): readonly Edge[] {
  const size = graph.tasks.length + graph.gates.length
  let edges = all
  for (let round = 0; ; round += 1) {
    const component = components(edges, size)
    const inner = edges.filter(({ from, to }) => component[from] === component[to])
    if (inner.length === 0) return edges
    const dropped = new Set<Edge>()
    for (const group of groupEdges(inner, component).values()) {
      const cycle = shortestCycle(group)
      if (round === 0) report(cycle)
      for (const edge of round < ROUNDS ? [weakest(cycle)] : allWeakest(group)) if (edge) dropped.add(edge)
    }
    edges = edges.filter((edge) => !dropped.has(edge))
  }
}

function groupEdges(edges: readonly Edge[], component: Int32Array): ReadonlyMap<number, readonly Edge[]> {
  const groups = new Map<number, Edge[]>()
  for (const edge of edges) {
    const group = groups.get(component[edge.from] ?? -1)
    if (group) group.push(edge)
    else groups.set(component[edge.from] ?? -1, [edge])
  }
  return groups
}

function strength({ because }: Edge): number {
  return -REASONS.indexOf(because)
}

/** Of equals the last. */
function weakest(cycle: readonly Edge[]): Edge | undefined {
  return cycle.reduce<Edge | undefined>(
    (found, edge) => (found && strength(edge) > strength(found) ? found : edge),
    undefined,
  )
}

/** All edges of the group from its weakest source. */
function allWeakest(group: readonly Edge[]): readonly Edge[] {
  const least = group.reduce((found, edge) => Math.min(found, strength(edge)), 0)
  return group.filter((edge) => strength(edge) === least)
}

/** The shortest way from the first vertex of the group back to itself. */
function shortestCycle(group: readonly Edge[]): readonly Edge[] {
  const start = group.reduce((found, { from }) => Math.min(found, from), Number.POSITIVE_INFINITY)
  const local = new Map<number, number>()
  for (const { from, to } of group)
    for (const vertex of [from, to]) if (!local.has(vertex)) local.set(vertex, local.size)
  const numbered = group.map((edge) => ({
    ...edge,
    from: local.get(edge.from) ?? 0,
    to: local.get(edge.to) ?? 0,
  }))
  const { out } = adjacency(numbered, local.size)
  const home = local.get(start) ?? 0
  const by = new Int32Array(local.size).fill(-1)
  const queue = [home]
  for (const vertex of queue)
    for (const position of out(vertex)) {
      const target = numbered[position]?.to ?? home
      if (target === home) return wayTo(position, { by, group, local })
      if (by[target] !== -1) continue
      by[target] = position
      queue.push(target)
    }
  return []
}

interface Search {
  /** The position of the edge that reached each local vertex. */
  readonly by: Int32Array
  readonly group: readonly Edge[]
  readonly local: ReadonlyMap<number, number>
}

function wayTo(last: number, { by, group, local }: Search): readonly Edge[] {
  const way: Edge[] = []
  for (let position = last; position !== -1; ) {
    const edge = group[position]
    if (!edge) break
    way.unshift(edge)
    position = by[local.get(edge.from) ?? 0] ?? -1
  }
  return way
}

const SHOWN_STEPS = 8

function reportCircle(graph: Graph, cycle: readonly Edge[], diagnostics: Diagnostics): void {
  const [first] = cycle
  const step = weakest(cycle)
  if (!first || !step) return
  const name = (vertex: number) => shown(nameOf(graph, vertex))
  const stops = [first.from, ...cycle.map(({ to }) => to)].map(name)
  const shownStops = stops.length > SHOWN_STEPS + 1 ? [...stops.slice(0, SHOWN_STEPS), '…', stops[0]] : stops
  const found = diagnostic(SCHEDULE_CODES, 'schedule/dependency-cycle', {
    message: `tasks wait for each other in a circle: ${shownStops.map((stop) => `\`${stop}\``).join(' → ')}`,
    location: step.origin,
    notes: cycle.slice(0, SHOWN_STEPS).map((edge) => ({
      message: `\`${name(edge.to)}\` waits for \`${name(edge.from)}\`: ${edge.because}`,
      location: edge.origin,
    })),
    hint: `take out the weakest step: \`${name(step.to)}\` waits for \`${name(step.from)}\` (${step.because})`,
  })
  diagnostics.add(isMixed(cycle) ? { ...found, severity: 'warning' } : found)
}

/** What one task says stands against what is said of whole phases or stories: an exception more often than a mistake. */
function isMixed(cycle: readonly Edge[]): boolean {
  return cycle.some(({ because }) => because === 'blocked_by') && cycle.some(({ ofGroup }) => ofGroup)
}

/** Told where a statement lets a task wait for one behind it; of what stands between them the list may say more. */
function reportOrder(graph: Graph, cycle: readonly Edge[], diagnostics: Diagnostics): void {
  const said = cycle.find((edge) => isWritten(edge) && edge.from < graph.tasks.length && edge.from > edge.to)
  const step = weakest(cycle)
  if (!said || !step) return
  const name = (vertex: number) => shown(nameOf(graph, vertex))
  diagnostics.add(
    diagnostic(SCHEDULE_CODES, 'schedule/order-contradicted', {
      message: `\`${name(said.to)}\` waits for \`${name(said.from)}\`, which comes after it in the list`,
      location: said.origin,
      notes: [
        {
          message: `by its place \`${name(step.to)}\` waits for \`${name(step.from)}\``,
          location: step.origin,
        },
      ],
      hint: 'put them in the order they are to be done in, or take the statement out',
    }),
  )
}
