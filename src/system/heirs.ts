import { foldText, hasWord } from './folded-text.ts'
import type { Service } from './system.ts'
import type { Category, WorkItem } from './work-item.ts'

/** Who takes over the required files of a category that no task of the service has, first one present. */
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
  shared: [],
}

/** The category itself where a task has it, else its heir; undefined: nobody. */
function heirOf(category: Category, present: ReadonlySet<Category>): Category | undefined {
  return [category, ...HEIRS[category]].find((candidate) => present.has(candidate))
}

/**
 * Keys of the tasks that own what a category makes. With `topics`, words such as `redis`, only the tasks of
 * the category that name the first of them that any names. Without a task of the category its heir's tasks; for
 * testing and deployment nobody; where no heir is left the service's first task.
 */
export function ownersOf(
  service: Pick<Service, 'items'>,
  category: Category,
  topics: readonly string[] = [],
): readonly string[] {
  const present = itemsFor(service, category)
  const named = namedIn(present, topics)
  return keysOf(named.length > 0 ? named : present)
}

/** As `ownersOf`, but nobody where no title has one of the topics. */
export function ownersNaming(
  service: Pick<Service, 'items'>,
  category: Category,
  topics: readonly string[],
): readonly string[] {
  return keysOf(namedIn(itemsFor(service, category), topics))
}

function itemsFor(service: Pick<Service, 'items'>, category: Category): readonly WorkItem[] {
  const open = service.items.filter((item) => !item.excluded)
  const heir = heirOf(category, new Set(open.flatMap((item) => item.categories)))
  if (heir !== undefined) return open.filter((item) => item.categories.includes(heir))
  return category === 'testing' || category === 'deployment' ? [] : open.slice(0, 1)
}

/** Those that name the first topic that any of them names. */
function namedIn(items: readonly WorkItem[], topics: readonly string[]): readonly WorkItem[] {
  const titled = items.map((item) => ({ item, title: foldText(item.title) }))
  const named = topics.find((topic) => titled.some(({ title }) => hasWord(title, topic)))
  if (named === undefined) return []
  return titled.filter(({ title }) => hasWord(title, named)).map(({ item }) => item)
}

function keysOf(items: readonly WorkItem[]): readonly string[] {
  return items.map((item) => item.key)
}
