/** One name for each service that is called, however the edges spell it. */
import type { DependencyEdge } from '../plan/facts.ts'
import { serviceKey } from './names.ts'

interface Named {
  readonly name: string
}

/** The name of a target: as its plan spells it, else as the first call with a method does. */
export function targetNames(
  edges: readonly DependencyEdge[],
  planned: readonly Named[],
): (target: string) => string {
  const calls = [...edges.filter(({ member }) => member !== undefined), ...edges]
  const names = new Map<string, string>()
  for (const name of [...planned.map((service) => service.name), ...calls.map(({ target }) => target)])
    if (!names.has(serviceKey(name))) names.set(serviceKey(name), name)
  return (target) => names.get(serviceKey(target)) ?? target
}

export function nameTargets(
  edges: readonly DependencyEdge[],
  planned: readonly Named[],
): readonly DependencyEdge[] {
  const nameOf = targetNames(edges, planned)
  return edges.map((edge) => ({ ...edge, target: nameOf(edge.target) }))
}
