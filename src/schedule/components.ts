/** Strongly connected components, after Tarjan, without recursion: a plan may be one chain of any length. */
import { adjacency } from './adjacency.ts'
import type { Edge } from './graph.ts'

/** For each vertex the number of its component. Numbers fall along edges: a component's own is never below those after it. */
export function components(edges: readonly Edge[], size: number): Int32Array {
  const { out } = adjacency(edges, size)
  const component = new Int32Array(size).fill(-1)
  const order = new Int32Array(size).fill(-1)
  const low = new Int32Array(size)
  const next = new Int32Array(size)
  const open: number[] = []
  let visited = 0
  let found = 0
  const enter = (vertex: number, path: number[]): void => {
    order[vertex] = visited
    low[vertex] = visited
    visited += 1
    open.push(vertex)
    path.push(vertex)
  }
  const leave = (vertex: number): void => {
    if (low[vertex] !== order[vertex]) return
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      component[member] = found
      if (member === vertex) break
    }
    found += 1
  }
  for (let root = 0; root < size; root += 1) {
    if (order[root] !== -1) continue
    const path: number[] = []
    enter(root, path)
    for (let vertex = path.at(-1); vertex !== undefined; vertex = path.at(-1)) {
      const positions = out(vertex)
      const at = next[vertex] ?? 0
      const target = edges[positions[at] ?? -1]?.to
      if (target === undefined) {
        path.pop()
        leave(vertex)
        const parent = path.at(-1)
        if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[vertex] ?? 0)
        continue
      }
      next[vertex] = at + 1
      if (order[target] === -1) enter(target, path)
      else if (component[target] === -1) low[vertex] = Math.min(low[vertex] ?? 0, order[target] ?? 0)
    }
  }
  return component
}
