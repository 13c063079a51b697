/** Which task owns a file: the category's task whose title names the thing, else the category's first, else its heir's. */
import { type Category, type Service, snake, type WorkItem } from '../../src/generator/index.ts'

/** Who takes a category's files when the plan has no task of it; GENERATED 4.1, item 5. */
const HEIRS: Readonly<Record<Category, readonly Category[]>> = {
  setup: [],
  grpc: ['api', 'logic', 'setup'],
  api: ['grpc', 'logic', 'setup'],
  logic: ['api', 'grpc', 'setup'],
  data: ['logic', 'setup'],
  communication: ['logic', 'api', 'grpc', 'setup'],
  resilience: ['setup'],
  observability: ['setup'],
  testing: [],
  deployment: [],
}

function activeItems(service: Service): readonly WorkItem[] {
  return service.items.filter((item) => !item.excluded)
}

/** Key of the task that owns the files of a category about `things` (words, such as a resource's name). */
export function ownerOf(
  service: Service,
  category: Category,
  things: readonly string[] = [],
): string | undefined {
  for (const candidate of [category, ...HEIRS[category]]) {
    const items = activeItems(service).filter((item) => item.categories.includes(candidate))
    const best = items.find((item) => things.some((thing) => mentions(item.title, thing))) ?? items[0]
    if (best) return best.key
  }
  return activeItems(service)[0]?.key
}

/** Key of the task that writes the tests, where the plan has one. */
export function testWriter(service: Service): string | undefined {
  return activeItems(service).find((item) => item.categories.includes('testing'))?.key
}

/** Key of the deployment task, where the plan has one. */
export function deploymentOwner(service: Service): string | undefined {
  return activeItems(service).find((item) => item.categories.includes('deployment'))?.key
}

function mentions(title: string, thing: string): boolean {
  const words = new Set(snake(title).split('_').map(stem))
  return thing.split('_').every((word) => words.has(stem(word)))
}

/** Enough for singular and plural to meet. */
function stem(word: string): string {
  return word.length > 3 ? word.replace(/(ies|es|s|y)$/, '') : word
}
