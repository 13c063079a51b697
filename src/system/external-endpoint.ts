/** The endpoint that a REST edge means: one of the target's, or no more than what the edge names. */
import type { DependencyEdge, Endpoint, HttpMethod, Parameter } from '../plan/facts.ts'
import { snake } from './names.ts'

export interface FoundEndpoint {
  readonly endpoint: Endpoint
  /** The path has further methods, and the edge names none. */
  readonly ambiguous: boolean
}

/** Of several methods of the path the edge's own, else POST, else the first. */
export function findEndpoint(
  { method, member }: DependencyEdge,
  offered: readonly Endpoint[],
): FoundEndpoint | undefined {
  const path = shapeOf(member ?? '')
  const same = offered.filter((endpoint) => shapeOf(endpoint.path) === path)
  const endpoint =
    method === undefined
      ? (same.find((found) => found.method === 'POST') ?? same[0])
      : same.find((found) => found.method === method)
  return endpoint && { endpoint, ambiguous: same.length > 1 }
}

function shapeOf(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}')
}

const WITH_BODY: ReadonlySet<HttpMethod> = new Set(['POST', 'PUT', 'PATCH'])

/** Takes and answers any JSON: nothing is known of it. */
export function externalEndpoint({ method = 'POST', member = '/', origin }: DependencyEdge): Endpoint {
  const parameters = [...member.matchAll(/\{([^{}]*)\}/g)].map(
    ([, name = '']): Parameter => ({ name, in: 'path', type: { kind: 'string' }, required: true, origin }),
  )
  const request = { type: { kind: 'object' }, required: true } as const
  return {
    method,
    path: member,
    operation: snake(`${method.toLowerCase()} ${member.replace(/^(\/api)?(\/v\d+)?(?=\/.)/, '')}`),
    tags: [],
    parameters,
    ...(WITH_BODY.has(method) ? { request } : {}),
    responses: [{ status: 200, description: 'The answer.', type: { kind: 'any' }, origin }],
    secured: false,
    origin,
  }
}
