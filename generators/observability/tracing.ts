/** Traces, and what each instrumented dependency adds to them. */
import type { FileSpec, Service } from '../../src/generator/index.ts'
import { delayOf } from '../views/clients/clients.ts'
import { instrumentsDriver } from '../views/service/instrumentations.ts'
import { kit } from './kit.ts'
import { traceLegs } from './trace-legs.ts'

export function tracingFiles(service: Service): readonly FileSpec[] {
  const { file, required, test, traits } = kit(service, 'tracing')
  return [
    file('src/core/telemetry.py', {
      role: 'telemetry',
      ...required,
      view: () => ({ ...traits, events: traits.produces || traits.consumes }),
    }),
    file('src/core/boot/telemetry.py', { role: 'boot-telemetry', ...required }),
    file('src/core/boot/instrumentation.py', {
      role: 'boot-instrumentation',
      follows: ['database', 'redis'],
      view: () => ({ asyncpg: instrumentsDriver(service), order: 85 + delayOf(service) }),
    }),
    ...(traits.rest
      ? [file('src/api/middleware/telemetry.py', { role: 'middleware-telemetry', ...required })]
      : []),
    ...(traits.grpc
      ? [file('src/grpc/interceptors/telemetry.py', { role: 'interceptor-telemetry', ...required })]
      : []),
    file('tests/fixtures/telemetry.py', { role: 'fixture-telemetry', follows: ['telemetry'] }),
    file('tests/integration/test_tracing.py', {
      role: 'test-tracing',
      ...test,
      requires: ['telemetry'],
      view: (context) => ({ ...traits, ...traceLegs(service, context) }),
    }),
  ]
}
