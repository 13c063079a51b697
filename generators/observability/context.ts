/** What each request, call or message carries along, and how it ended. */
import type { FileSpec, Service } from '../../src/generator/index.ts'
import { handlerKinds } from '../views/service/project.ts'
import type { RequestContext } from '../views/service/request-context.ts'
import { kit } from './kit.ts'

export function contextFiles(service: Service): readonly FileSpec[] {
  const { file, required, test, traits, view } = kit(service)
  return [
    ...(traits.carried ? [file('src/core/context.py', { role: 'context', ...required, view })] : []),
    ...edgeFiles(service),
    ...(traits.correlation && (traits.rest || traits.grpc || traits.messages)
      ? [
          file('tests/integration/test_correlation.py', {
            role: 'test-correlation',
            ...test,
            requires: ['context'],
            view,
          }),
        ]
      : []),
  ]
}

function edgeFiles(service: Service): readonly FileSpec[] {
  const { file, required, traits } = kit(service)
  return [
    ...(traits.rest && (traits.correlation || traits.observed)
      ? [
          file('src/api/middleware/context.py', {
            role: 'middleware-context',
            ...required,
            view: () => ({ ...traits, purpose: purposeOf(traits, 'request') }),
          }),
        ]
      : []),
    ...(traits.grpc && (traits.carried || traits.observed || traits.refuses)
      ? [
          file('src/grpc/interceptors/context.py', {
            role: 'interceptor-context',
            ...required,
            view: () => ({ ...traits, kinds: handlerKinds(service), purpose: purposeOf(traits, 'call') }),
          }),
        ]
      : []),
    ...(traits.grpc
      ? [
          file('tests/fakes/probe.py', {
            role: 'fake-probe',
            follows: ['test-correlation', 'test-metrics', 'test-tracing', 'test-sentry', 'test-grpc-server'],
          }),
        ]
      : []),
  ]
}

/** What stands around a request or call is for. */
function purposeOf({ carried, observed, refuses }: RequestContext, work: string): string {
  if (!observed && !carried && refuses) return `Refuses each ${work} whose time is spent`
  if (!observed) return `Sets what each ${work} carries along`
  return carried
    ? `Sets what each ${work} carries along and tells how it ended`
    : `Tells how each ${work} ended`
}
