/** Clients of other services: their ports, their connections, fakes of what they call. */
import { type FileSpec, filesOf, type Service } from '../../src/generator/index.ts'
import { type ClientView, callDoc, clientsOf } from '../views/clients/clients.ts'
import { modelsOf } from '../views/contract/models.ts'
import { traitsOf } from '../views/plan/traits.ts'
import { testOwners } from '../views/tests/test-file.ts'
import { grpcClientFiles } from './grpc-clients.ts'
import { restClientFiles } from './rest-clients.ts'

export function clientFiles(service: Service): readonly FileSpec[] {
  const views = clientsOf(service)
  if (views.length === 0) return []
  return [
    ...views.map((view) => gatewayFile(service, view)),
    ...grpcClientFiles(service),
    ...restClientFiles(service),
    ...errorTests(service, views),
  ]
}

function gatewayFile(service: Service, view: ClientView): FileSpec {
  const file = filesOf(service, 'communication')
  return file(`src/services/${view.attribute}.py`, {
    role: 'gateway',
    of: view.key,
    template: 'communication/src/services/gateway.py',
    follows: [{ role: 'client', of: view.key }],
    view: () => ({
      target: view.target,
      gateway: view.gateway,
      models: modelsOf(view.schemas),
      methods: view.operations.map((operation) => ({
        name: operation.name,
        streams: operation.streams,
        returns: operation.returns,
        doc: callDoc(operation),
        signature: operation.parameters.map(({ name, annotation }) => `, ${name}: ${annotation}`).join(''),
      })),
    }),
  })
}

function errorTests(service: Service, views: readonly ClientView[]): readonly FileSpec[] {
  const file = filesOf(service, 'communication')
  const [first] = views
  const clients = views.map(({ key }) => ({ role: 'client', of: key }))
  if (traitsOf(service).probes) return []
  return [
    file('tests/integration/test_dependency_errors.py', {
      role: 'test-dependency-errors',
      owners: testOwners(service, first?.owner),
      requires: clients.slice(0, 1),
      view: () => traitsOf(service),
    }),
  ]
}
