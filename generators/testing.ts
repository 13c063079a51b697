import { defineGenerator, type FileSpec, filesOf, type Service } from '../src/generator/index.ts'
import { traitsOf } from './views/plan/traits.ts'
import { holdsToken } from './views/tests/load-access.ts'
import {
  firstCall,
  ghzCall,
  ghzConfig,
  hasLoadTests,
  loadOperations,
  loadOwner,
  loadTargets,
} from './views/tests/load-operations.ts'
import { enginesOf } from './views/tests/test-doubles.ts'

export const testing = defineGenerator({
  category: 'testing',
  description: 'where the tests find their servers, load tests',
  files: (service) => [
    filesOf(service, 'testing')('tests/fixtures/services.py', {
      role: 'fixture-services',
      follows: ['database', 'redis', 'fixture-broker'],
      view: (context) => enginesOf(service, context),
    }),
    ...(hasLoadTests(service) ? loadFiles(service) : []),
  ],
})

function loadFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'testing')
  const owners = [loadOwner(service)]
  const operations = loadOperations(service)
  const { http, grpc } = operations
  const ghz = ghzCall(operations)
  const shows = holdsToken(operations)
  const signs = shows && traitsOf(service).jwt
  const json = (value: unknown) => () => ({ text: JSON.stringify(value, undefined, 2) })
  const view = () => ({
    http: http.length > 0,
    grpc: grpc.length > 0,
    first: (firstCall(http) ?? firstCall(grpc))?.name,
    shows,
    signs,
    p99: loadTargets(service).p99Milliseconds !== undefined,
  })
  return [
    file('tests/load/slo.json', { role: 'load-targets', owners, view: json(loadTargets(service)) }),
    file('tests/load/operations.json', { role: 'load-operations', owners, view: json(operations) }),
    file('tests/load/open_loop.py', {
      role: 'load-client',
      owners,
      requires: signs ? ['load-token'] : [],
      view,
    }),
    ...(signs
      ? [
          file('tests/load/access_token.py', {
            role: 'load-token',
            requires: ['security'],
          }),
        ]
      : []),
    file('tests/unit/test_open_loop.py', { role: 'test-load-client', follows: ['load-client'], view }),
    file('tests/load/load.js', { role: 'load-script', owners, view }),
    ...(ghz
      ? [file('tests/load/ghz.json', { role: 'load-calls', owners, view: json(ghzConfig(service, ghz)) })]
      : []),
  ]
}
