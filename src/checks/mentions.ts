/** What a number of tasks mention, as one set of words: asked once for each endpoint and entity. */
import type { Endpoint } from '../plan/facts.ts'
import { nounsOfRoute } from '../system/default-path.ts'
import { singular, wordsOf } from '../system/names.ts'
import { addTo } from '../text/multimap.ts'
import type { Work } from './feature.ts'
import { routeKey, routesIn } from './routes-in-text.ts'

export interface Mentions {
  /** `GET users/{}`; without a verb ` users/{}`. */
  readonly routes: ReadonlySet<string>
  /** Of tasks that name a route. */
  readonly routed: ReadonlySet<string>
  /** Of tasks that name none: they are about all of what they mention. */
  readonly free: ReadonlySet<string>
}

/** `GET /ready` is a health endpoint. */
const PROBE = /^(?:healthz|healthcheck|ready|readyz|readiness|live|livez|liveness)$/

const singulars = new Map<string, string>()

function single(word: string): string {
  const found = singulars.get(word)
  if (found !== undefined) return found
  // `detect` and `detection` are one.
  const made = PROBE.test(word) ? 'health' : singular(word).replace(/(?<=[a-z]{5})ion$/, '')
  if (singulars.size < 20_000) singulars.set(word, made)
  return made
}

function singularWords(text: string): readonly string[] {
  return wordsOf(text).map(single)
}

/** Words of title and paths, in the singular, and neighbours joined: `order item` is `orderitem`, too. */
export function wordsOfWork({ title, paths }: Pick<Work, 'title' | 'paths'>): ReadonlySet<string> {
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
  const names = namesOf(endpoint)
  if (names === undefined) return true
  const { own, wider } = names
  const stands = (among: ReadonlySet<string>) => (name: Name) => name.every((word) => among.has(word))
  return own.some(stands(routed)) || [...own, ...wider].some(stands(free))
}

/** The words of a name, all of which a task has to say. */
type Name = readonly string[]

interface Names {
  readonly own: readonly Name[]
  /** Shared with other endpoints. */
  readonly wider: readonly Name[]
}

/** What an endpoint is called; undefined where its route has no noun: anything may be about it. */
function namesOf({ path, operation, tags, origin }: Endpoint): Names | undefined {
  const nouns = nounsOfRoute(path)
  const last = nouns.at(-1)
  if (last === undefined) return undefined
  const file = origin.path.slice(origin.path.lastIndexOf('/') + 1).replace(/\.[a-z]{1,5}$/, '')
  const told = (names: readonly string[]): readonly Name[] =>
    names
      .map((name) => singularWords(name).filter((word) => !TOO_COMMON.test(word)))
      .filter((words) => words.length > 0)
  return { own: told([last, operation]), wider: told([...nouns, ...tags, file]) }
}

/** Whether a task without a route names one of the endpoints: it looks up its own words, and not every endpoint. */
export function endpointFinder(endpoints: readonly Endpoint[]): (work: Work) => boolean {
  const all = endpoints.map(namesOf)
  const names = new Map<string, Name>()
  for (const told of all)
    for (const name of told ? [...told.own, ...told.wider] : []) names.set(name.join(' '), name)
  const byRarest = namesByRarest([...names.values()])
  const isNameless = all.includes(undefined)
  return (work) => {
    const words = wordsOfWork(work)
    const isNamed = (name: Name): boolean => name.every((word) => words.has(word))
    return isNameless || [...words].some((word) => byRarest.get(word)?.some(isNamed) ?? false)
  }
}

/** By the word that the fewest of them hold: `get` stands in the names of many. */
function namesByRarest(names: readonly Name[]): ReadonlyMap<string, readonly Name[]> {
  const counts = new Map<string, number>()
  for (const word of names.flat()) counts.set(word, (counts.get(word) ?? 0) + 1)
  const found = new Map<string, Name[]>()
  for (const name of names) {
    const [rarest = ''] = name.toSorted((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0))
    addTo(found, rarest, name)
  }
  return found
}

export function mentionsName(set: ReadonlySet<string>, name: string): boolean {
  const words = singularWords(name)
  return set.has(words.join('')) || (words.length > 0 && words.every((word) => set.has(word)))
}
