/** Each endpoint of a contract has a task that tests it and one that implements it. */
import { diagnostic } from '../diagnostics/index.ts'
import type { Endpoint } from '../plan/facts.ts'
import { shown } from '../system/names.ts'
import type { TaskKind } from '../system/task-kinds.ts'
import { addTo } from '../text/multimap.ts'
import { CHECK_CODES } from './codes.ts'
import type { Feature, Work } from './feature.ts'
import { endpointFinder, mentionsEndpoint, mentionsOf } from './mentions.ts'
import { routesIn } from './routes-in-text.ts'
import type { Rule } from './rule.ts'

type EndpointCode = 'plan/contract-without-test' | 'plan/endpoint-without-task'

export const contractWithoutTest: Rule = {
  gate: 'All contracts have corresponding tests',
  check({ features }, findings) {
    for (const feature of features)
      for (const group of uncovered(feature, ({ isTest }) => isTest)) {
        const found = without('plan/contract-without-test', group)
        findings.add(feature.policy.isOptional ? { ...found, severity: 'info' } : found)
      }
  },
}

export const endpointWithoutTask: Rule = {
  check({ features }, findings) {
    for (const feature of features)
      for (const group of uncovered(feature, implementsEndpoints))
        findings.add(without('plan/endpoint-without-task', group))
  },
}

const OTHERS: ReadonlySet<TaskKind | undefined> = new Set([
  'docs',
  'polish',
  'performance',
  'migration',
  'deployment',
] as const)

function implementsEndpoints({ isTest, kinds }: Work): boolean {
  return !isTest && !kinds.every((kind) => OTHERS.has(kind))
}

/** Each a contract of which nothing is covered, or one endpoint. */
type Group = readonly [Endpoint, ...Endpoint[]]

const WHOLE = /\b(?:all|every|each|complete|entire|full)\b|\*|全部|所有|すべて|모든|todos|все/iu

function uncovered(
  { endpoints, works, isCoarse }: Feature,
  covers: (work: Work) => boolean,
): readonly Group[] {
  if (endpoints.length === 0 || works.length === 0) return []
  const covering = works.filter(covers)
  if (isCoarse && covering.length > 0) return []
  const isNamedBy = endpointFinder(endpoints)
  if (covering.some((work) => isAboutAll(work, isNamedBy))) return []
  const mentions = mentionsOf(covering)
  const missing = endpoints.filter((endpoint) => !mentionsEndpoint(mentions, endpoint))
  return grouped(missing, endpoints)
}

/** `Test all 16 endpoints`, however they are tested. */
const ALL_ENDPOINTS = /\b(?:all|every|each)(?: [\w-]{1,20}){0,2} (?:endpoints?|routes?)\b/i

const ABOUT_CONTRACTS: ReadonlySet<TaskKind | undefined> = new Set(['contract test', 'router'] as const)

/** A task about contracts or endpoints that names none of them. */
function isAboutAll(work: Work, isNamedBy: (work: Work) => boolean): boolean {
  if (work.isTest && ALL_ENDPOINTS.test(work.title)) return true
  if (!work.kinds.some((kind) => ABOUT_CONTRACTS.has(kind)) || routesIn(work.title).length > 0) return false
  return WHOLE.test(work.title) || !isNamedBy(work)
}

function grouped(missing: readonly Endpoint[], all: readonly Endpoint[]): readonly Group[] {
  const total = byContract(all)
  return [...byContract(missing)].flatMap(([path, own]): Group[] => {
    const [first, ...rest] = own
    if (!first) return []
    const isWhole = own.length > 1 && own.length === total.get(path)?.length
    return isWhole ? [[first, ...rest]] : own.map((each): Group => [each])
  })
}

function byContract(endpoints: readonly Endpoint[]): ReadonlyMap<string, readonly Endpoint[]> {
  const found = new Map<string, Endpoint[]>()
  for (const endpoint of endpoints) addTo(found, endpoint.origin.path, endpoint)
  return found
}

function without(code: EndpointCode, [first, ...rest]: Group) {
  const name = `\`${first.method} ${shown(first.path)}\``
  const subject = rest.length === 0 ? name : `${name} and ${rest.length} more of this contract`
  const isTest = code === 'plan/contract-without-test'
  const has = rest.length === 0 ? 'has' : 'have'
  return diagnostic(CHECK_CODES, code, {
    message: isTest ? `${subject} ${has} no test task` : `no task implements ${subject}`,
    location: first.origin,
    hint: isTest
      ? `add \`- [ ] Tnnn [P] Contract test for ${first.method} ${shown(first.path)} in <file>\``
      : `add \`- [ ] Tnnn Implement ${first.method} ${shown(first.path)} in <file>\``,
  })
}
