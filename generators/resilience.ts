import { defineGenerator, type FileSpec, filesOf, type Service } from '../src/generator/index.ts'
import { loadShedding } from './parts/load-shedding.ts'
import { clientsOf } from './views/clients/clients.ts'
import { ownerAbout } from './views/plan/owners.ts'
import { traitsOf } from './views/plan/traits.ts'
import { handlerKinds } from './views/service/project.ts'
import { requestContextOf } from './views/service/request-context.ts'
import { testOwners } from './views/tests/test-file.ts'

export const resilience = defineGenerator({
  category: 'resilience',
  description: 'what keeps a failing dependency or too many callers from taking the service with them',
  files: (service) => [
    ...(traitsOf(service).clients ? breakerFiles(service) : []),
    ...deadlineTests(service),
    ...(loadShedding.asked(service) ? sheddingFiles(service) : []),
  ],
})

function breakerFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'resilience')
  const follows = clientsOf(service).map(({ key }) => ({ role: 'client', of: key }))
  const view = () => traitsOf(service)
  return [
    file('src/core/resilience.py', { role: 'resilience', follows, view }),
    file('tests/unit/test_resilience.py', {
      role: 'test-resilience',
      owners: testOwners(service, ownerAbout(service, 'failures')),
      requires: ['resilience'],
      view,
    }),
  ]
}

function deadlineTests(service: Service): readonly FileSpec[] {
  const traits = traitsOf(service)
  const { deadline, refuses } = requestContextOf(service)
  if (!refuses || !(deadline || traits.grpc) || traits.probes) return []
  return [
    filesOf(service, 'resilience')('tests/integration/test_deadlines.py', {
      role: 'test-deadlines',
      owners: testOwners(service, ownerAbout(service, 'failures')),
      view: () => ({ ...traits, carries: deadline }),
    }),
  ]
}

function sheddingFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'resilience')
  const traits = traitsOf(service)
  const owners = [ownerAbout(service, 'loadShedding')]
  const required = { owners, required: true }
  return [
    ...(traits.rest
      ? [file('src/api/middleware/load_shedding.py', { role: 'middleware-load-shedding', ...required })]
      : []),
    ...(traits.grpc
      ? [
          file('src/grpc/interceptors/load_shedding.py', {
            role: 'interceptor-load-shedding',
            ...required,
            view: () => ({ kinds: handlerKinds(service) }),
          }),
        ]
      : []),
    file('tests/integration/test_load_shedding.py', {
      role: 'test-load-shedding',
      ...required,
      owners: [...testOwners(service, owners[0])],
      view: () => traits,
    }),
  ]
}
