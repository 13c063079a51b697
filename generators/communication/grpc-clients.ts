import { type FileSpec, filesOf, type ProtoFile, pyStr, type Service } from '../../src/generator/index.ts'
import { fakeMethod, methodLines, rpcShape } from '../views/clients/client-methods.ts'
import { callDoc, type GrpcClientView, grpcClientsOf } from '../views/clients/clients.ts'
import { conversionsOf } from '../views/contract/conversions.ts'
import { calledFile, fileStem } from '../views/contract/messages.ts'
import { protoText } from '../views/contract/proto-text.ts'
import { genPackage, protoImports, protoPath, servicerKey } from '../views/contract/protos.ts'
import { traitsOf } from '../views/plan/traits.ts'
import { grpcClientTests } from '../views/tests/client-tests.ts'
import { testOwners } from '../views/tests/test-file.ts'

export function grpcClientFiles(service: Service): readonly FileSpec[] {
  const views = grpcClientsOf(service)
  if (views.length === 0) return []
  const file = filesOf(service, 'communication')
  const clients = views.map(({ key }) => ({ role: 'client', of: key }))
  return [
    file('src/grpc/clients/__init__.py', { role: 'grpc-clients-package', follows: clients }),
    file('src/grpc/clients/channel.py', {
      role: 'grpc-channel',
      follows: clients,
      view: () => traitsOf(service),
    }),
    file('src/grpc/clients/calls.py', {
      role: 'grpc-calls',
      follows: clients,
      requires: ['resilience'],
      view: () => traitsOf(service),
    }),
    file('tests/fakes/grpc_dependency.py', { role: 'fake-grpc-dependency', follows: clients }),
    ...protoCopies(service, views),
    ...views.flatMap((view) => filesOfClient(service, view)),
  ]
}

/** Contracts at their canonical paths; a file that the service has itself is no copy. */
function protoCopies(service: Service, views: readonly GrpcClientView[]): readonly FileSpec[] {
  const file = filesOf(service, 'communication')
  const own = new Set(service.protos.map(protoPath))
  const copies = new Map<string, ProtoFile>()
  for (const { client } of views)
    for (const proto of client.protos) if (!own.has(protoPath(proto))) copies.set(protoPath(proto), proto)
  return [...copies].map(([path, proto]) =>
    file(`proto/${path}`, {
      role: 'proto',
      of: path,
      template: 'grpc/proto/service.proto',
      follows: views
        .filter(({ client }) => client.protos.some((used) => protoPath(used) === path))
        .map(({ key }) => ({ role: 'client', of: key })),
      view: () => ({ text: protoText(proto) }),
    }),
  )
}

function filesOfClient(service: Service, view: GrpcClientView): readonly FileSpec[] {
  const file = filesOf(service, 'communication')
  const { key } = view
  const follows = [{ role: 'client', of: key }]
  return [
    file(`src/grpc/clients/${key}.py`, {
      role: 'client',
      of: key,
      template: 'communication/src/grpc/clients/client.py',
      owners: [view.owner],
      requires: [
        'generate-protos',
        ...view.client.protos.map((proto) => ({ role: 'proto', of: protoPath(proto) })),
      ],
      view: () => clientView(view),
    }),
    file(`src/core/boot/${key}_client.py`, {
      role: 'boot-client',
      of: key,
      template: 'communication/src/core/boot/grpc_client.py',
      follows,
      view: () => ({ ...view }),
    }),
    file(`tests/fakes/fake_${key}.py`, {
      role: 'fake-client',
      of: key,
      template: 'communication/tests/fakes/grpc_client.py',
      follows,
      view: () => ({ ...contractView(view), ...view, services: fakesOf(view) }),
    }),
    file(`tests/fixtures/fake_${key}.py`, {
      role: 'fixture-client',
      of: key,
      template: 'communication/tests/fixtures/grpc_client.py',
      follows,
      view: () => ({ key }),
    }),
    file(`tests/contract/test_${key}_client.py`, {
      role: 'test-client',
      of: key,
      template: 'communication/tests/contract/test_grpc_client.py',
      owners: testOwners(service, view.owner),
      requires: follows,
      view: () => ({ ...traitsOf(service), ...contractView(view), ...view, ...grpcClientTests(view) }),
    }),
  ]
}

/** The proto services that are called, and what the modules of the client import. */
function contractView(view: GrpcClientView) {
  const { contract } = view
  const own = calledFile(contract)
  const called = contract.protos.flatMap((file) =>
    file.services.filter(({ rpcs }) => rpcs.length > 0).map((service) => ({ file, service })),
  )
  const isOneFile = called.every(({ file }) => file === own)
  return {
    genPackage: genPackage(contract, own),
    stem: fileStem(own),
    protoImports: protoImports(contract, own),
    models: view.schemas.map(({ name }) => name).join(', '),
    services: called.map(({ file, service }) => ({
      name: service.name,
      attribute: servicerKey(service),
      genPackage: genPackage(contract, file),
      stem: fileStem(file),
      alias: isOneFile ? 'pb_grpc' : `${fileStem(file)}_pb_grpc`,
    })),
  }
}

function clientView(view: GrpcClientView) {
  const { contract, operations } = view
  const shapes = operations.flatMap((operation) => rpcShape(view, operation))
  const place = { service: contract, own: calledFile(contract) }
  const conversions = [
    ...conversionsOf(
      place,
      'encode',
      shapes.map(({ rpc }) => rpc.rpc.request),
    ),
    ...conversionsOf(
      place,
      'decode',
      shapes.map(({ rpc }) => rpc.rpc.response),
    ),
  ]
  return {
    ...contractView(view),
    ...view,
    conversions,
    timestamps: conversions.some(({ lines }) => lines.some((line) => line.includes('_timestamp('))),
    retried: shapes
      .filter(({ isRepeatable }) => isRepeatable)
      .map(({ full, rpc }) => `(${pyStr(full)}, ${pyStr(rpc.rpc.name)})`)
      .join(', '),
    methods: operations.map((operation) => ({
      name: operation.name,
      returns: operation.returns,
      doc: callDoc(operation),
      signature: operation.parameters.map(({ name, annotation }) => `, ${name}: ${annotation}`).join(''),
      lines: methodLines(view, operation),
    })),
  }
}

/** With every rpc of the contract: a servicer that lacks one is abstract. */
function fakesOf(view: GrpcClientView) {
  const { services } = contractView(view)
  const offered = view.client.protos.flatMap((file) =>
    file.services.flatMap((service) =>
      service.rpcs.map((rpc) => ({ file: ownFile(view, file), service, rpc })),
    ),
  )
  return services.map((called) => ({
    ...called,
    fake: services.length === 1 ? view.fake : `Fake${called.name}`,
    rpcs: offered.filter(({ service }) => service.name === called.name).map((rpc) => fakeMethod(view, rpc)),
  }))
}

/** The file as the contract of the client has it. */
function ownFile({ contract }: GrpcClientView, { path }: ProtoFile): ProtoFile {
  return contract.protos.find((file) => file.path === path) ?? calledFile(contract)
}
