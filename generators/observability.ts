import { defineGenerator, filesOf } from '../src/generator/index.ts'
import { contextFiles } from './observability/context.ts'
import { ownerOf } from './views/owners.ts'
import { testOwners } from './views/test-file.ts'
import { traitsOf } from './views/traits.ts'

export const observability = defineGenerator({
  category: 'observability',
  description: 'what requests carry along, structured logs',
  files(service) {
    if (!traitsOf(service).logging) return contextFiles(service)
    const file = filesOf(service, 'observability')
    const owner = ownerOf(service, 'observability', ['logging', 'log'])
    return [
      ...contextFiles(service),
      file('src/core/logging.py', { role: 'logging', owners: [owner], required: true }),
      file('src/core/boot/logging.py', { role: 'boot-logging', owners: [owner], required: true }),
      file('tests/unit/test_logging.py', {
        role: 'test-logging',
        owners: testOwners(service, owner),
        requires: ['logging'],
      }),
    ]
  },
})
