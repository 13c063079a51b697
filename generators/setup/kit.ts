/** What the files of setup share. */
import { filesOf, type Service } from '../../src/generator/index.ts'
import { ownerOf } from '../views/plan/owners.ts'
import { traitsOf } from '../views/plan/traits.ts'

export function kit(service: Service) {
  return {
    file: filesOf(service, 'setup'),
    required: { owners: [ownerOf(service, 'setup')], required: true },
    traits: traitsOf(service),
  } as const
}

/** Traces and reports name the version too: then it stands in one place. */
export function versionOf(service: Service) {
  const { tracing, sentry } = traitsOf(service)
  return { version: service.project.version, shared: tracing || sentry }
}
