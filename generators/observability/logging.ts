/** Structured logs. */
import type { FileSpec, Service } from '../../src/generator/index.ts'
import { SECRET_NAMES } from '../views/service/secret-names.ts'
import { kit } from './kit.ts'

export function loggingFiles(service: Service): readonly FileSpec[] {
  const { file, required, test, view } = kit(service, 'logging')
  return [
    file('src/core/logging.py', { role: 'logging', ...required, view }),
    file('src/core/boot/logging.py', { role: 'boot-logging', ...required }),
    file('tests/unit/test_logging.py', { role: 'test-logging', ...test, requires: ['logging'], view }),
  ]
}

/** What log lines and error reports must not tell. */
export function redactionFiles(service: Service): readonly FileSpec[] {
  const { file, required } = kit(service)
  return [
    file('src/core/redaction.py', {
      role: 'redaction',
      ...required,
      view: () => ({ names: SECRET_NAMES }),
    }),
  ]
}
