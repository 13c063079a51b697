/** What Prometheus scrapes. */
import type { FileSpec, Service } from '../../src/generator/index.ts'
import { eventsInTree } from './events-in-tree.ts'
import { kit } from './kit.ts'

export function metricsFiles(service: Service): readonly FileSpec[] {
  const { file, required, test, traits, view } = kit(service, 'metrics')
  return [
    file('src/core/metrics.py', { role: 'metrics', ...required, view }),
    file('src/core/boot/metrics.py', { role: 'boot-metrics', ...required }),
    file('tests/fixtures/metrics.py', { role: 'fixture-metrics', follows: ['metrics'] }),
    file('tests/integration/test_metrics.py', {
      role: 'test-metrics',
      ...test,
      requires: ['metrics'],
      view: (context) => ({ ...traits, ...eventsInTree(service, context) }),
    }),
  ]
}
