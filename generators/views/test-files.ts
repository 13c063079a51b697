/** Which test files judge which task: their roles, subjects and the task that writes them. */
import { pyStr, type RoleRef, type Service } from '../../src/generator/index.ts'
import { entitiesOf } from './entities.ts'
import { groupsOf, rpcOperations } from './groups.ts'
import { deploymentOwner, ownerOf, testWriter } from './owners.ts'
import { traitsOf } from './traits.ts'

export interface TestFile {
  readonly ref: RoleRef
  readonly subject: string | undefined
}

export function testFilesOf(service: Service): readonly TestFile[] {
  const traits = traitsOf(service)
  const groups = groupsOf(service)
  const data = entitiesOf(service)[0]?.owner ?? ownerOf(service, 'data', ['database'])
  const redis = redisOwner(service)
  const logic = ownerOf(service, 'logic', ['jwt', 'token'])
  const when = (condition: boolean, role: string, subject: string | undefined): readonly TestFile[] =>
    condition ? [{ ref: { role }, subject }] : []
  return [
    { ref: { role: 'test-wiring' }, subject: ownerOf(service, 'setup') },
    ...when(traits.lifespan, 'test-shutdown', ownerOf(service, 'setup')),
    ...when(traits.health, 'test-health', ownerOf(service, 'setup')),
    ...groups.flatMap((group) => [
      { ref: { role: 'test-api', of: group.resource }, subject: group.apiOwner },
      { ref: { role: 'test-service', of: group.name }, subject: group.logicOwner },
    ]),
    ...rpcOperations(groups).map(({ view, rpc }) => ({
      ref: { role: 'test-rpc', of: view.operation.name },
      subject: ownerOf(service, 'grpc', [rpc.service.name]),
    })),
    ...when(traits.database, 'test-migrations', data),
    ...when(traits.database, 'test-database', data),
    ...when(traits.redis, 'test-redis', redis),
    ...when(traits.sessions, 'test-session-store', sessionOwner(service)),
    ...when(traits.jwt, 'test-security', logic),
    ...when(traits.logging, 'test-logging', ownerOf(service, 'observability')),
    ...when(traits.docker, 'test-dockerfile', deploymentOwner(service)),
  ]
}

export function redisOwner(service: Service): string | undefined {
  return ownerOf(service, 'data', ['redis', 'cache', 'session'])
}

export function sessionOwner(service: Service): string | undefined {
  return ownerOf(service, 'data', ['session', 'redis'])
}

/** Arguments of `pytest.mark.task`: the subject, and the writer where it is another task. */
export function taskMark(service: Service, subject: string | undefined): string {
  const writer = testWriter(service)
  const key = pyStr(subject ?? '')
  return writer === undefined || writer === subject ? key : `${key}, written_by=${pyStr(writer)}`
}

/** Owners of a test file: the task it is about and the one that writes it. */
export function testOwners(service: Service, subject: string | undefined): readonly (string | undefined)[] {
  return [subject, testWriter(service)]
}
