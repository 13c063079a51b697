/** Collects edges; where many wait for many, a gate keeps their number linear. */
import type { Location } from '../diagnostics/index.ts'
import type { Edge, Gate, Graph, Reason, TaskNode } from './graph.ts'

export interface Why {
  readonly because: Reason
  readonly origin: Location
  /** Title of a gate, where one is needed; its key is the slug's with a number. */
  readonly title: string
  readonly slug: string
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
  const seen = new Set<number>()
  const gate: Connector['gate'] = ({ title, slug }) => {
    const index = tasks.length + gates.length
    gates.push({ index, key: `${slug}:gate-${gates.length + 1}`, title })
    return index
  }
  const add = (from: number, to: number, { because, origin }: Why): void => {
    // Room for as many gates as tasks and edges together: pairs stay distinct whole numbers.
    const pair = from * 0x4000000 + to
    if (seen.has(pair) || tasks[to]?.isExcluded) return
    seen.add(pair)
    const edge = { from, to, because, origin }
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
  return { connect, gate, finish: () => ({ tasks, gates, edges, voided }) }
}
