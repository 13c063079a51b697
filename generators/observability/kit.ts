/** What the files of one kind of observation share. */
import { filesOf, type RenderContext, type Service } from '../../src/generator/index.ts'
import { ownerOf } from '../views/plan/owners.ts'
import { traitsOf } from '../views/plan/traits.ts'
import { requestContextOf } from '../views/service/request-context.ts'
import { testOwners } from '../views/tests/test-file.ts'

/** `words` name the task that owns the files among those of the category. */
export function kit(service: Service, words: readonly string[] = []) {
  const owner = ownerOf(service, 'observability', words)
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
