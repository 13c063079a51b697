/** Reports of errors nobody expected. */
import type { FileSpec, Service } from '../../src/generator/index.ts'
import { kit } from './kit.ts'

export function sentryFiles(service: Service): readonly FileSpec[] {
  const { file, required, test, traits, view } = kit(service, 'sentry')
  return [
    file('src/core/sentry.py', {
      role: 'sentry',
      ...required,
      view: () => ({ ...traits, prefix: `${service.name}@` }),
    }),
    file('src/core/boot/sentry.py', { role: 'boot-sentry', ...required }),
    ...(traits.rest
      ? [file('src/api/middleware/sentry.py', { role: 'middleware-sentry', ...required })]
      : []),
    file('tests/integration/test_sentry.py', { role: 'test-sentry', ...test, requires: ['sentry'], view }),
  ]
}
