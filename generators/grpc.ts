import {
  className,
  defineGenerator,
  type FileSpec,
  filesOf,
  type ProtoFile,
  type ProtoService,
  type Service,
} from '../src/generator/index.ts'
import { errorNames } from './views/contract/errors.ts'
import { type GroupView, groupsOf, type RpcOperation, rpcOperations } from './views/contract/groups.ts'
import { EMPTY, fileStem, findMessage, moduleAlias } from './views/contract/messages.ts'
import { protoText } from './views/contract/proto-text.ts'
import { genPackage, protoImports, protoPath, servicerKey } from './views/contract/protos.ts'
import { schemaImports } from './views/contract/schema-files.ts'
import { ownerOf } from './views/plan/owners.ts'
import { traitsOf } from './views/plan/traits.ts'
import { rpcFixtures, rpcTestsOf } from './views/tests/rpc-tests.ts'
import { streamKinds, streamTestsOf } from './views/tests/stream-tests.ts'
import { taskMark, testOwners } from './views/tests/test-file.ts'

export const grpc = defineGenerator({
  category: 'grpc',
  description: 'protos, their compilation, servicers, tests of the gRPC edge',
  files(service) {
    if (!traitsOf(service).protos) return []
    const file = filesOf(service, 'grpc')
    const owner = ownerOf(service, 'grpc')
    const groups = groupsOf(service)
    const operations = rpcOperations(groups)
    const servicers = servicersOf(service, operations)
    return [
      file('scripts/__init__.py', { role: 'scripts-package', owners: [owner], required: true }),
      file('scripts/generate_protos.py', { role: 'generate-protos', owners: [owner], required: true }),
      ...service.protos.map((proto) =>
        file(`proto/${protoPath(proto)}`, {
          role: 'proto',
          of: protoPath(proto),
          template: 'grpc/proto/service.proto',
          owners: [owner],
          view: () => ({ text: protoText(proto) }),
        }),
      ),
      ...servicers.map((servicer) => servicerFile(service, servicer)),
      ...testFiles(service, { groups, operations, servicers }),
    ]
  },
})

interface Servicer {
  readonly proto: ProtoFile
  readonly service: ProtoService
  readonly key: string
  readonly owner: string | undefined
  readonly operations: readonly RpcOperation[]
  readonly groups: readonly GroupView[]
}

function servicersOf(service: Service, operations: readonly RpcOperation[]): readonly Servicer[] {
  return service.protos.flatMap((proto) =>
    proto.services
      .filter(({ rpcs }) => rpcs.length > 0)
      .map((owned) => {
        const own = operations.filter(({ rpc }) => rpc.service === owned)
        return {
          proto,
          service: owned,
          key: servicerKey(owned),
          owner: ownerOf(service, 'grpc', [owned.name]),
          operations: own,
          groups: [...new Set(own.map(({ group }) => group))],
        }
      }),
  )
}

function servicerFile(service: Service, servicer: Servicer): FileSpec {
  const { proto, key, groups } = servicer
  return filesOf(service, 'grpc')(`src/grpc/servicers/${key}.py`, {
    role: 'servicer',
    of: key,
    template: 'grpc/src/grpc/servicers/servicer.py',
    owners: [servicer.owner],
    requires: [
      ...groups.map((group) => ({ role: 'service', of: group.name })),
      ...service.protos.map((file) => ({ role: 'proto', of: protoPath(file) })),
    ],
    view: () => ({
      ...pythonNames(service, servicer),
      groups,
      parameters: groups.map(({ attribute, className }) => `${attribute}: ${className}`).join(', '),
      args: groups.map(({ attribute }) => `resources.${attribute}`).join(', '),
      protoImports: protoImports(service, proto),
      task: servicer.owner ?? '',
      rpcs: servicer.operations.map((operation) => rpcView(service, operation)),
    }),
  })
}

function pythonNames(service: Service, { proto, service: owned, key }: Servicer) {
  return {
    name: owned.name,
    servicer: `${className(owned.name).replace(/Service$/, '')}Servicer`,
    stem: fileStem(proto),
    genPackage: genPackage(service, proto),
    of: key,
  }
}

function rpcView(service: Service, { view, rpc: { rpc, file } }: RpcOperation) {
  const typeOf = (name: string): string => {
    if (name === EMPTY) return 'Empty'
    const home = findMessage(service, name, file)
    return home ? `${moduleAlias(home.file, file)}.${home.message.name}` : 'Empty'
  }
  const request = typeOf(rpc.request)
  const requestType = rpc.requestStream ? `AsyncIterator[${request}]` : request
  const response = typeOf(rpc.response)
  return {
    name: rpc.name,
    argument: rpc.requestStream ? 'request_iterator' : 'request',
    requestType,
    contextTypes: `${requestType}, ${rpc.responseStream ? 'AsyncIterator' : 'Awaitable'}[${response}]`,
    returns: rpc.responseStream ? `AsyncIterator[${response}]` : response,
    yields: rpc.responseStream ? response : '',
    doc: view.doc === '' ? view.name.replaceAll('_', ' ') : view.doc,
  }
}

interface Edge {
  readonly groups: readonly GroupView[]
  readonly operations: readonly RpcOperation[]
  readonly servicers: readonly Servicer[]
}

function testFiles(service: Service, { groups, operations, servicers }: Edge): readonly FileSpec[] {
  const file = filesOf(service, 'grpc')
  const tested = operations
    .map((operation) => ({
      operation,
      tests: [...rpcTestsOf(service, operation), ...streamTestsOf(service, operation)],
    }))
    .filter(({ tests }) => tests.length > 0)
  const refOf = ({ view }: RpcOperation) => ({ role: 'test-rpc', of: view.operation.name })
  if (tested.length === 0) return []
  const fixtures = rpcFixtures(service)
  return [
    file('tests/grpc/conftest.py', {
      role: 'grpc-conftest',
      follows: tested.map(({ operation }) => refOf(operation)),
      requires: servicers.map(({ key }) => ({ role: 'servicer', of: key })),
      view: () => ({
        ...streamKinds(tested.map(({ operation }) => operation)),
        groups: [...new Set(servicers.flatMap((servicer) => servicer.groups))],
        servicers: servicers.map((servicer) => ({
          ...pythonNames(service, servicer),
          fixture: fixtures.get(servicer.key),
          alias: servicers.length === 1 ? 'pb_grpc' : `${fileStem(servicer.proto)}_pb_grpc`,
          mocks: servicer.groups.map(({ attribute }) => `${attribute}: Mock`).join(', '),
          args: servicer.groups.map(({ attribute }) => attribute).join(', '),
        })),
      }),
    }),
    ...tested.map(({ operation, tests }) => {
      const { view, rpc, group } = operation
      const owner = ownerOf(service, 'grpc', [rpc.service.name])
      return file(`tests/grpc/test_${view.operation.name}.py`, {
        ...refOf(operation),
        template: 'grpc/tests/grpc/test_rpc.py',
        owners: testOwners(service, owner),
        requires: [{ role: 'servicer', of: servicerKey(rpc.service) }],
        view: (context) => ({
          tests,
          mark: taskMark(service, { ref: refOf(operation), subject: owner }),
          errorNames: errorNames(group.operations),
          genPackage: genPackage(service, rpc.file),
          stem: fileStem(rpc.file),
          protoImports: protoImports(service, rpc.file),
          schemaImports: schemaImports(groups, group, context),
        }),
      })
    }),
  ]
}
