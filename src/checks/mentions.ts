/** What a number of tasks mention, as one set of words: asked once for each endpoint and entity. */
import type { Endpoint } from '../plan/facts.ts'
import { nounsOfRoute } from '../system/default-path.ts'
import { singular, wordsOf } from '../system/names.ts'
import { routeKey, routesIn } from './routes-in-text.ts'
import type { Work } from './work.ts'

export interface Mentions {
  /** `GET users/{}`; without a verb ` users/{}`. */
  readonly routes: ReadonlySet<string>
  /** Of tasks that name a route. */
  readonly routed: ReadonlySet<string>
  /** Of tasks that name none: they are about all of what they mention. */
  readonly free: ReadonlySet<string>
}

const singulars = new Map<string, string>()

function single(word: string): string {
  const found = singulars.get(word)
  if (found !== undefined) return found
  const made = singular(word)
  if (singulars.size < 20_000) singulars.set(word, made)
  return made
}

function singularWords(text: string): readonly string[] {
  return wordsOf(text).map(single)
}

/** Words of title and paths, in the singular, and neighbours joined: `order item` is `orderitem`, too. */
export function wordsOfWork({ title, paths }: Work): ReadonlySet<string> {
  const found = new Set<string>()
  for (const text of [title.slice(0, 2000), ...paths.slice(0, 20)]) {
    const words = singularWords(text)
    for (const [index, word] of words.entries()) {
      found.add(word)
      found.add(word + (words[index + 1] ?? ''))
    }
  }
  return found
}

export function mentionsOf(works: readonly Work[]): Mentions {
  const [routes, routed, free] = [new Set<string>(), new Set<string>(), new Set<string>()]
  for (const work of works) {
    const named = routesIn(work.title)
    for (const { verb = '', path } of named) routes.add(`${verb} ${routeKey(path)}`)
    const into = named.length > 0 ? routed : free
    for (const word of wordsOfWork(work)) into.add(word)
  }
  return { routes, routed, free }
}

const TOO_COMMON = /^(?:openapi|api|contract|spec|swagger|rest|http|endpoint|yaml|json|md|service|v\d+)$/

/** Generous: the route, the operation, a tag, the contract file, the last noun, or any noun in a task without a route. */
export function mentionsEndpoint({ routes, routed, free }: Mentions, endpoint: Endpoint): boolean {
  const key = routeKey(endpoint.path)
  if (routes.has(`${endpoint.method} ${key}`) || routes.has(` ${key}`)) return true
  const nouns = nounsOfRoute(endpoint.path)
  const last = nouns.at(-1)
  if (last === undefined) return true
  const hasAll = (name: string, among: readonly ReadonlySet<string>[]): boolean => {
    const words = singularWords(name).filter((word) => !TOO_COMMON.test(word))
    return words.length > 0 && among.some((set) => words.every((word) => set.has(word)))
  }
  if (hasAll(last, [routed, free]) || hasAll(endpoint.operation, [routed, free])) return true
  if ([...nouns, ...endpoint.tags].some((name) => hasAll(name, [free]))) return true
  const file = endpoint.origin.path.slice(endpoint.origin.path.lastIndexOf('/') + 1)
  return hasAll(file.replace(/\.[a-z]{1,5}$/, ''), [free])
}

export function mentionsName(set: ReadonlySet<string>, name: string): boolean {
  const words = singularWords(name)
  return set.has(words.join('')) || (words.length > 0 && words.every((word) => set.has(word)))
}
