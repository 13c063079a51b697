/** Which test files judge which task. */
import { can, type Service } from '../../../src/generator/index.ts'
import { partsOf } from '../../parts/index.ts'
import { groupsOf, rpcOperations } from '../contract/groups.ts'
import { copiesOf } from '../contract/protos.ts'
import { ownerOf } from '../plan/owners.ts'
import { traitsOf } from '../plan/traits.ts'
import type { TestFile } from './test-file.ts'

export function testFilesOf(service: Service): readonly TestFile[] {
  return [
    ...operationTests(service),
    ...frameTests(service),
    ...copyTests(service),
    ...partsOf(service).flatMap((part) => part.tests?.(service) ?? []),
  ]
}

/** Of what setup makes for whichever part needs it. */
function frameTests(service: Service): readonly TestFile[] {
  const { lifespan, health, rest, operated, grpc } = traitsOf(service)
  const roles = [
    ...(lifespan ? ['test-shutdown'] : []),
    ...(health ? ['test-health'] : []),
    ...(rest && operated ? ['test-problems'] : []),
    ...(grpc ? ['test-grpc-server'] : []),
  ]
  return roles.map((role) => ({ ref: { role }, subject: ownerOf(service, 'setup') }))
}

/** A service without an edge over gRPC has copies for its clients. */
function copyTests(service: Service): readonly TestFile[] {
  if (copiesOf(service).length === 0) return []
  const subject = ownerOf(service, can(service, 'grpc') ? 'grpc' : 'communication')
  return [{ ref: { role: 'test-proto-copies' }, subject }]
}

function operationTests(service: Service): readonly TestFile[] {
  const groups = groupsOf(service)
  return [
    ...groups.flatMap((group) => [
      { ref: { role: 'test-api', of: group.resource }, subject: group.apiOwner },
      { ref: { role: 'test-service', of: group.name }, subject: group.logicOwner },
    ]),
    ...rpcOperations(groups).map(({ view, rpc }) => ({
      ref: { role: 'test-rpc', of: view.operation.name },
      subject: ownerOf(service, 'grpc', [rpc.service.name]),
    })),
  ]
}
