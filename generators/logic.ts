import {
  can,
  defineGenerator,
  type FileSpec,
  filesOf,
  pyStr,
  type RenderContext,
  type Service,
} from '../src/generator/index.ts'
import { clientsOf } from './views/clients/clients.ts'
import { errorNames, errorsOf } from './views/contract/errors.ts'
import { type GroupView, groupsOf, type OperationView } from './views/contract/groups.ts'
import { recordKeeping } from './views/contract/record-keeping.ts'
import { schemaHomes, schemaImports } from './views/contract/schema-files.ts'
import { entitiesOf } from './views/data/entities.ts'
import { hasTables } from './views/data/messaging-tables.ts'
import { ownerAbout } from './views/plan/owners.ts'
import { traitsOf } from './views/plan/traits.ts'
import { gatewaysOf, portsOf } from './views/service/ports.ts'
import { securityLibraries } from './views/service/security-libraries.ts'
import { serviceTestsOf } from './views/tests/service-tests.ts'
import { taskMark, testOwners } from './views/tests/test-file.ts'

export const logic = defineGenerator({
  category: 'logic',
  description: 'use cases, their ports and errors, tokens',
  files(service) {
    const groups = groupsOf(service)
    return [
      ...groups.flatMap((group) => serviceFiles(service, groups, group)),
      ...supportFiles(service, groups),
      ...(traitsOf(service).jwt ? securityFiles(service) : []),
    ]
  },
})

function serviceFiles(service: Service, groups: readonly GroupView[], group: GroupView): readonly FileSpec[] {
  const file = filesOf(service, 'logic')
  const tests = serviceTestsOf(service, group)
  const raises = group.operations.some(({ errors }) => errors.length > 0)
  const imports = (context: RenderContext) => ({
    ...group,
    group: group.name,
    schemaImports: schemaImports(groups, group, context),
    errorNames: errorNames(group.operations),
  })
  return [
    file(`src/services/${group.name}_service.py`, {
      role: 'service',
      of: group.name,
      template: 'logic/src/services/service.py',
      owners: [group.logicOwner],
      requires: [
        ...schemaHomes(groups, group).map((home) => ({ role: 'schema', of: home.resource })),
        ...(raises ? ['domain-errors'] : []),
      ],
      view: (context) => ({
        ...imports(context),
        ...portsOf(group, context),
        ...gatewaysOf(service, group, context),
        parameters: constructorParameters(service, group, context),
        purpose: service.purpose,
        task: group.logicOwner ?? '',
        operations: group.operations.map(operationView),
      }),
    }),
    ...(tests.tests.length === 0
      ? []
      : [
          file(`tests/unit/test_${group.name}_service.py`, {
            role: 'test-service',
            of: group.name,
            template: 'logic/tests/unit/test_service.py',
            owners: testOwners(service, group.logicOwner),
            requires: [{ role: 'service', of: group.name }],
            view: (context) => ({
              ...imports(context),
              ...tests,
              mark: taskMark(service, {
                ref: { role: 'test-service', of: group.name },
                subject: group.logicOwner,
              }),
            }),
          }),
        ]),
  ]
}

function constructorParameters(service: Service, group: GroupView, context: RenderContext): string {
  const { gateways } = gatewaysOf(service, group, context)
  const ports = portsOf(group, context)
  return [
    ...(ports.uow ? ['uow: Callable[[], UnitOfWork]'] : []),
    ...(ports.tokens ? ['tokens: TokenCodec'] : []),
    ...(ports.sessions ? ['sessions: SessionStore'] : []),
    ...(ports.events ? ['events: EventPublisher'] : []),
    ...gateways.map(({ attribute, gateway }) => `${attribute}: ${gateway}`),
  ].join(', ')
}

function operationView(view: OperationView) {
  const descriptions = view.operation.endpoint?.responses ?? []
  return {
    name: view.name,
    returns: view.returns,
    streams: view.streams,
    doc: view.doc === '' ? view.name.replaceAll('_', ' ') : view.doc,
    signature: view.parameters.map(({ name, annotation }) => `, ${name}: ${annotation}`).join(''),
    raises: view.errors.map((error) => ({
      className: error.className,
      description: descriptions.find(({ status }) => status === error.status)?.description || error.title,
    })),
  }
}

function supportFiles(service: Service, groups: readonly GroupView[]): readonly FileSpec[] {
  const file = filesOf(service, 'logic')
  const errors = errorsOf(
    groups.flatMap(({ operations }) => operations.map(({ operation }) => operation.endpoint)),
  )
  const entities = entitiesOf(service)
  const { grpc, probes, sessions, clients, consumes, jwt, passwords } = traitsOf(service)
  const hashes = jwt && passwords
  return [
    ...(errors.length === 0 && !clients && !hashes
      ? []
      : [
          file('src/services/errors.py', {
            role: 'domain-errors',
            follows: clientsOf(service).map(({ key }) => ({ role: 'client', of: key })),
            view: () => ({ grpc, probes, errors, clients, consumes, passwords: hashes }),
          }),
        ]),
    ...(sessions || hasTables(service) || can(service, 'produces')
      ? [
          file('src/services/ports.py', {
            role: 'ports',
            follows: ['uow', 'session-store', 'event-publisher'],
            view: (context) => ({
              entities: entities.filter(({ snake: of }) => context.has({ role: 'model', of })),
              ...recordKeeping(service),
            }),
          }),
        ]
      : []),
  ]
}

function securityFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'logic')
  const owner = ownerAbout(service, 'tokens')
  const view = () => ({ ...traitsOf(service), ...securityLibraries(service), name: pyStr(service.name) })
  return [
    file('src/core/security.py', {
      role: 'security',
      owners: [owner],
      requires: can(service, 'passwords') ? ['domain-errors'] : [],
      view,
    }),
    file('src/core/boot/tokens.py', { role: 'boot-tokens', follows: ['security'] }),
    file('tests/unit/test_security.py', {
      role: 'test-security',
      owners: testOwners(service, owner),
      requires: ['security'],
      view,
    }),
  ]
}
