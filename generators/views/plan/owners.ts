/** Which task owns a file. */
import { type Category, ownersOf, plural, type Service, singular } from '../../../src/generator/index.ts'

/** Key of the task that owns the files of a category about `things`: snake_case nouns, such as a resource's name. */
export function ownerOf(
  service: Service,
  category: Category,
  things: readonly string[] = [],
): string | undefined {
  const words = things.map((thing) => thing.replaceAll('_', ' '))
  return ownersOf(
    service,
    category,
    words.flatMap((word) => [word, singular(word), plural(word)]),
  )[0]
}

/** Key of the task that writes the tests, where the plan has one. */
export function testWriter(service: Service): string | undefined {
  return ownersOf(service, 'testing')[0]
}

/** Key of the deployment task, where the plan has one. */
export function deploymentOwner(service: Service): string | undefined {
  return ownersOf(service, 'deployment')[0]
}
