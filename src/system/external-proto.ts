/** The contract of a service that no document describes: the named methods, their messages without fields. */
import type { Location } from '../diagnostics/index.ts'
import type { DependencyEdge, ProtoFile, ProtoRpc } from '../plan/facts.ts'
import { camel, domainOf } from './names.ts'

/** `shop/stock/v1/stock_service.proto` of `stock-service`, as a planned service would have it. */
export function externalProto(
  { target, origin }: { readonly target: string; readonly origin: Location },
  edges: readonly DependencyEdge[],
  system: string,
): ProtoFile {
  const domain = domainOf(target)
  const rpcs = [...new Set(edges.map(methodOf))].map(
    (name): ProtoRpc => ({
      name,
      request: `${name}Request`,
      response: `${name}Response`,
      requestStream: false,
      responseStream: false,
      origin,
    }),
  )
  return {
    path: `${system}/${domain}/v1/${domain}_service.proto`,
    package: `${system}.${domain}.v1`,
    imports: [],
    services: [{ name: `${camel(domain)}Service`, rpcs, origin }],
    messages: rpcs.flatMap(({ request, response }) =>
      [request, response].map((name) => ({ name, fields: [], origin })),
    ),
    enums: [],
    origin,
  }
}

function methodOf({ member = '' }: DependencyEdge): string {
  return member.split(/[./]/).at(-1) ?? member
}
