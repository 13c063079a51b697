import { defineGenerator, type FileSpec, filesOf, type Service } from '../src/generator/index.ts'
import { clientsOf } from './views/clients.ts'
import { ownerOf } from './views/owners.ts'
import { testOwners } from './views/test-file.ts'
import { traitsOf } from './views/traits.ts'

export const resilience = defineGenerator({
  category: 'resilience',
  description: 'what keeps a failing dependency from taking the service with it',
  files: (service) => (service.clients.length > 0 ? breakerFiles(service) : []),
})

function breakerFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'resilience')
  const owner = ownerOf(service, 'resilience', ['circuit breaker', 'retry', 'timeout', 'deadline'])
  const follows = clientsOf(service).map(({ key }) => ({ role: 'client', of: key }))
  const view = () => traitsOf(service)
  return [
    file('src/core/resilience.py', { role: 'resilience', follows, view }),
    file('tests/unit/test_resilience.py', {
      role: 'test-resilience',
      owners: testOwners(service, owner),
      requires: ['resilience'],
      view,
    }),
  ]
}
