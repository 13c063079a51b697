import { keyOf, type Overlap, type TaskNode } from '../schedule/index.ts'
import { type Drawing, slackOf } from './graph-view.ts'

/** The `result` of `graph`. Ends of edges are keys of tasks or of gates, which stand for all that lead to them. */
export function graphJson(drawing: Drawing): Readonly<Record<string, unknown>> {
  const { schedule, edges, overlaps } = drawing
  const { features, gates } = schedule
  const waves: string[][] = []
  const nodes = features.flatMap(({ nodes: own, length }) =>
    own.filter(drawing.isDrawn).map((node) => {
      const wave = drawing.analysis.wave[node.index] ?? 0
      while (waves.length < wave) waves.push([])
      waves[wave - 1]?.push(node.key)
      const slack = slackOf(drawing, node, length)
      return { key: node.key, wave, slack, critical: slack === 0 }
    }),
  )
  const heaviest = features.reduce<(typeof features)[number] | undefined>(
    (found, feature) => (found && found.length >= feature.length ? found : feature),
    undefined,
  )
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]))
  return {
    nodes,
    gates: gates.filter(({ index }) => used.has(index)).map(({ key, title }) => ({ key, title })),
    edges: edges.map(({ from, to, because, origin }) => ({
      from: keyOf(schedule, from),
      to: keyOf(schedule, to),
      because,
      path: origin.path,
      line: origin.start.line,
    })),
    criticalPath: keys(heaviest?.criticalPath ?? []),
    features: features.map(({ plan, criticalPath }) => ({
      path: plan.path,
      criticalPath: keys(criticalPath),
    })),
    waves,
    ready: keys(drawing.ready),
    overlaps: overlaps.map(overlapJson),
  }
}

export function overlapJson({ first, second, file, places }: Overlap): Readonly<Record<string, unknown>> {
  const origins = places.map(({ path, start }) => ({ path, line: start.line }))
  return { tasks: [first.key, second.key], file, places: origins }
}

function keys(nodes: readonly TaskNode[]): readonly string[] {
  return nodes.map(({ key }) => key)
}
