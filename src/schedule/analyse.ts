/** Waves and chains: one pass forward and one back over the vertices in their order. */
import type { Adjacency } from './adjacency.ts'
import type { Graph, TaskNode } from './graph.ts'

/** By index of the vertex; gates have values of their own, which only pass on. */
export interface Analysis {
  /** From 1; of an excluded task 0. */
  readonly wave: Int32Array
  /** Weight of the heaviest chain of open tasks that ends with the vertex, itself included. */
  readonly before: Float64Array
  /** The same for chains that start with it: what remains from here. */
  readonly remaining: Float64Array
  /** How many tasks wait for it directly. */
  readonly dependents: Float64Array
}

/** `ways` without circles. With `isCounted` only those tasks have a wave and a weight. */
export function analyse(
  { tasks, gates }: Pick<Graph, 'tasks' | 'gates'>,
  ways: Adjacency,
  isCounted: (node: TaskNode) => boolean = ({ isExcluded }) => !isExcluded,
): Analysis {
  const size = tasks.length + gates.length
  const counted = Uint8Array.from(tasks, (node) => (isCounted(node) ? 1 : 0))
  const weights = Float64Array.from(tasks, (node) => (isOpen(node) ? node.weight : 0))
  const { edges } = ways
  const order = topological(ways)
  const wave = new Int32Array(size)
  const before = new Float64Array(size)
  const remaining = new Float64Array(size)
  const dependents = new Float64Array(size)
  for (const vertex of order) {
    const node = tasks[vertex]
    if (node) wave[vertex] = counted[vertex] ? (wave[vertex] ?? 0) + 1 : 0
    // What is done holds nobody up: chains of open tasks end before it and start anew behind it.
    before[vertex] = node && !isOpen(node) ? 0 : (before[vertex] ?? 0) + (weights[vertex] ?? 0)
    for (const position of ways.out(vertex)) {
      const to = edges[position]?.to ?? vertex
      wave[to] = Math.max(wave[to] ?? 0, wave[vertex] ?? 0)
      before[to] = Math.max(before[to] ?? 0, before[vertex] ?? 0)
    }
  }
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const vertex = order[at] ?? 0
    const node = tasks[vertex]
    for (const position of ways.out(vertex)) {
      const to = edges[position]?.to ?? vertex
      remaining[vertex] = Math.max(remaining[vertex] ?? 0, remaining[to] ?? 0)
      dependents[vertex] = (dependents[vertex] ?? 0) + (to < tasks.length ? 1 : (dependents[to] ?? 0))
    }
    remaining[vertex] = node && !isOpen(node) ? 0 : (remaining[vertex] ?? 0) + (weights[vertex] ?? 0)
  }
  return { wave, before, remaining, dependents }
}

export function isOpen({ isDone, isExcluded }: TaskNode): boolean {
  return !isDone && !isExcluded
}

/** Every vertex after all it waits for. */
function topological({ edges, size, out }: Adjacency): Int32Array {
  const waits = new Int32Array(size)
  for (const { to } of edges) waits[to] = (waits[to] ?? 0) + 1
  const order = new Int32Array(size)
  let length = 0
  for (let vertex = 0; vertex < size; vertex += 1) if (waits[vertex] === 0) order[length++] = vertex
  for (let at = 0; at < length; at += 1)
    for (const position of out(order[at] ?? 0)) {
      const to = edges[position]?.to ?? 0
      waits[to] = (waits[to] ?? 0) - 1
      if (waits[to] === 0) order[length++] = to
    }
  return order.subarray(0, length)
}

/** The heaviest chain of open tasks among those of `nodes`; of equals the one that stands first in the plan. */
export function criticalPath(
  { tasks }: Pick<Graph, 'tasks'>,
  { edges, out }: Adjacency,
  { nodes, analysis }: { readonly nodes: readonly TaskNode[]; readonly analysis: Analysis },
): readonly TaskNode[] {
  const { remaining } = analysis
  const start = nodes.reduce<TaskNode | undefined>((found, node) => {
    if (!isOpen(node)) return found
    return found && (remaining[found.index] ?? 0) >= (remaining[node.index] ?? 0) ? found : node
  }, undefined)
  if (!start) return []
  const path: TaskNode[] = []
  for (let vertex: number | undefined = start.index; vertex !== undefined; ) {
    const node: TaskNode | undefined = tasks[vertex]
    if (node) path.push(node)
    let next: number | undefined
    for (const position of out(vertex)) {
      const to = edges[position]?.to ?? vertex
      const left = remaining[to] ?? 0
      const best = next === undefined ? 0 : (remaining[next] ?? 0)
      if (left > best || (left === best && left > 0 && next !== undefined && to < next)) next = to
    }
    vertex = next
  }
  return path
}
