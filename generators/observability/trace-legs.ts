/** What the test of tracing passes through, as far as it is part of the tree. */
import { pyStr, type RenderContext, type Service } from '../../src/generator/index.ts'
import { rpcShape } from '../views/clients/client-methods.ts'
import {
  type GrpcClientView,
  grpcClientsOf,
  type RestClientView,
  restClientsOf,
} from '../views/clients/clients.ts'
import { listsHttpx } from '../views/clients/http-library.ts'
import { restCalls } from '../views/clients/rest-methods.ts'
import { instrumentsDriver } from '../views/service/instrumentations.ts'
import { eventsInTree } from './events-in-tree.ts'

export function traceLegs(service: Service, context: RenderContext) {
  const isThere = ({ key: of }: { readonly key: string }) => context.has({ role: 'client', of })
  const grpcLegs = grpcClientsOf(service).filter(isThere).flatMap(grpcLeg).slice(0, 1)
  const restLegs = restClientsOf(service).filter(isThere).flatMap(restLeg).slice(0, 1)
  const database = context.has('database')
  const asyncpg = instrumentsDriver(service)
  return {
    asyncpg,
    grpcLegs,
    restLegs,
    http: listsHttpx(service) ? 'httpx' : 'httpx2',
    ...eventsInTree(service, context),
    works: database || context.has('redis') || grpcLegs.length + restLegs.length > 0,
    expected: [
      ...(database && !asyncpg ? ['SELECT'] : []),
      ...(context.has('redis') ? ['EXISTS'] : []),
      ...grpcLegs.map(({ path }) => path),
      ...restLegs.map(({ method }) => method),
    ]
      .map(pyStr)
      .join(', '),
  }
}

/** One call of a method that takes one message and answers with one; the empty message is one of any type. */
function grpcLeg(view: GrpcClientView) {
  const shapes = view.operations.flatMap((operation) => rpcShape(view, operation))
  return shapes
    .filter(({ rpc: { rpc } }) => !rpc.requestStream && !rpc.responseStream)
    .slice(0, 1)
    .map(({ full, rpc }) => ({ key: view.key, path: `/${full}/${rpc.rpc.name}` }))
}

function restLeg(view: RestClientView) {
  return restCalls(view)
    .slice(0, 1)
    .map(({ endpoint: { method, path } }) => ({ key: view.key, method, path }))
}
