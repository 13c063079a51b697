/** Which test files judge which task. */
import type { Service } from '../../../src/generator/index.ts'
import { partsOf } from '../../parts/index.ts'
import { groupsOf, rpcOperations } from '../contract/groups.ts'
import { ownerOf } from '../plan/owners.ts'
import { traitsOf } from '../plan/traits.ts'
import type { TestFile } from './test-file.ts'

export function testFilesOf(service: Service): readonly TestFile[] {
  return [
    ...operationTests(service),
    ...frameTests(service),
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
