import { defineGenerator, filesOf } from '../src/generator/index.ts'
import { enginesOf } from './views/test-doubles.ts'

export const testing = defineGenerator({
  category: 'testing',
  description: 'where the tests find their servers',
  files: (service) => [
    filesOf(service, 'testing')('tests/fixtures/services.py', {
      role: 'fixture-services',
      follows: ['database', 'redis', 'fixture-broker'],
      view: (context) => enginesOf(service, context),
    }),
  ],
})
