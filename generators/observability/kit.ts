/** What the files of one kind of observation share. */
import { filesOf, type RenderContext, type Service } from '../../src/generator/index.ts'
import { type OwnedSubject, ownerAbout, ownerOf } from '../views/plan/owners.ts'
import { traitsOf } from '../views/plan/traits.ts'
import { requestContextOf } from '../views/service/request-context.ts'
import { testOwners } from '../views/tests/test-file.ts'

/** Without a subject, for what belongs to the category as a whole. */
export function kit(service: Service, subject?: OwnedSubject) {
  const owner = subject ? ownerAbout(service, subject) : ownerOf(service, 'observability')
  const traits = { ...traitsOf(service), ...requestContextOf(service) }
  return {
    file: filesOf(service, 'observability'),
    owner,
    required: { owners: [owner], required: true },
    test: { owners: testOwners(service, owner) },
    traits,
    /** The same for every tree. */
    view: (_: RenderContext) => traits,
  } as const
}
