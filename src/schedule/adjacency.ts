/** Neighbours of each vertex in two flat arrays: a hundred thousand lists of their own would cost more than the work. */
import type { Edge } from './graph.ts'

export interface Adjacency {
  readonly edges: readonly Edge[]
  readonly size: number
  /** Positions in the edges, in their order. */
  out(vertex: number): Int32Array
}

/** Edges by the vertex they start at, or with `end: 'to'` by the one they end at. */
export function adjacency(edges: readonly Edge[], size: number, end: 'from' | 'to' = 'from'): Adjacency {
  const starts = new Int32Array(size + 1)
  for (const edge of edges) starts[edge[end] + 1] = (starts[edge[end] + 1] ?? 0) + 1
  for (let at = 0; at < size; at += 1) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0)
  const fill = starts.slice()
  const positions = new Int32Array(edges.length)
  let position = 0
  for (const edge of edges) {
    const at = fill[edge[end]] ?? 0
    positions[at] = position
    fill[edge[end]] = at + 1
    position += 1
  }
  return { edges, size, out: (vertex) => positions.subarray(starts[vertex] ?? 0, starts[vertex + 1] ?? 0) }
}
