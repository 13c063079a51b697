/** Collects edges; where many wait for many, a gate keeps their number linear. */
import type { Location } from '../diagnostics/index.ts'
import { adjacency } from './adjacency.ts'
import type { Edge, Gate, Graph, Reason, TaskNode } from './graph.ts'

export interface Why {
  readonly because: Reason
  readonly origin: Location
  /** Title of a gate, where one is needed; its key is the slug's with a number. */
  readonly title: string
  readonly slug: string
  /** Whether it is said of a whole phase or story. */
  readonly ofGroup?: boolean | undefined
}

export interface Connector {
  /** Every one of `after` waits for every one of `before`; vertices of tasks or gates. */
  connect(before: readonly number[], after: readonly number[], why: Why): void
  /** A vertex that stands for all of `before` being done. */
  gate(why: Pick<Why, 'title' | 'slug'>): number
  finish(): Graph
}

export function createConnector(tasks: readonly TaskNode[]): Connector {
  const gates: Gate[] = []
  const edges: Edge[] = []
  const voided: Edge[] = []
  const gate: Connector['gate'] = ({ title, slug }) => {
    const index = tasks.length + gates.length
    gates.push({ index, key: `${slug}:gate-${gates.length + 1}`, title })
    return index
  }
  const add = (from: number, to: number, { because, origin, ofGroup = false }: Why): void => {
    if (tasks[to]?.isExcluded) return
    const edge = { from, to, because, origin, ofGroup }
    if (tasks[from]?.isExcluded) voided.push(edge)
    else edges.push(edge)
  }
  const connect: Connector['connect'] = (before, after, why) => {
    if (before.length < 2 || after.length < 2) {
      for (const from of before) for (const to of after) add(from, to, why)
      return
    }
    const between = gate(why)
    for (const from of before) add(from, between, why)
    for (const to of after) add(between, to, why)
  }
  const finish = (): Graph => {
    const size = tasks.length + gates.length
    return { tasks, gates, edges: distinct(edges, size), voided: distinct(voided, size) }
  }
  return { connect, gate, finish }
}

/** The first edge of each pair: sources are asked strongest first. */
function distinct(edges: readonly Edge[], size: number): readonly Edge[] {
  const { out } = adjacency(edges, size, 'to')
  const reached = new Int32Array(size).fill(-1)
  const isAgain = new Uint8Array(edges.length)
  for (let vertex = 0; vertex < size; vertex += 1)
    for (const position of out(vertex)) {
      const from = edges[position]?.from ?? 0
      isAgain[position] = reached[from] === vertex ? 1 : 0
      reached[from] = vertex
    }
  return edges.filter((_, position) => !isAgain[position])
}
