import { defineGenerator, filesOf } from '../src/generator/index.ts'
import { environment } from './parts/process.ts'
import versions from './versions.json' with { type: 'json' }
import { deploymentOwner } from './views/owners.ts'
import { testOwners } from './views/test-file.ts'
import { traitsOf } from './views/traits.ts'

export const deployment = defineGenerator({
  category: 'deployment',
  description: 'the image',
  files(service) {
    const traits = traitsOf(service)
    const owner = deploymentOwner(service)
    if (!traits.docker || owner === undefined) return []
    const file = filesOf(service, 'deployment')
    const edges = [...(traits.rest ? ['HTTP'] : []), ...(traits.grpc ? ['GRPC'] : [])]
    const ports = [...(traits.rest ? ['8000'] : []), ...(traits.grpc ? ['50051'] : [])]
    return [
      file('Dockerfile', {
        role: 'dockerfile',
        owners: [owner],
        view: () => ({
          ...traits,
          uv: versions.uv,
          environment: [
            ...(environment.asked(service) ? ['ENVIRONMENT=production'] : []),
            ...edges.map((edge) => `${edge}_HOST=0.0.0.0`),
          ].join(' '),
          ports: ports.join(' '),
        }),
      }),
      file('.dockerignore', {
        role: 'dockerignore',
        template: 'deployment/__dot__dockerignore',
        follows: ['dockerfile'],
        view: () => traits,
      }),
      file('src/core/healthcheck.py', { role: 'healthcheck', follows: ['dockerfile'], view: () => traits }),
      file('tests/unit/test_dockerfile.py', {
        role: 'test-dockerfile',
        owners: testOwners(service, owner),
        requires: ['dockerfile'],
      }),
    ]
  },
})
