/** What the plan declares and this version does not generate yet, each once with its first place. */
import type { Location } from '../diagnostics/index.ts'
import type { Evidence } from './capabilities.ts'
import { affirmsWord, type FoldedText, foldText } from './folded-text.ts'
import { firstOf, packageOf } from './statements.ts'
import type { Category, Pending, WorkItem } from './system.ts'

interface Word {
  readonly what: string
  readonly category: Category
  readonly words: readonly string[]
  readonly packages?: readonly string[]
}

const WORDS: readonly Word[] = [
  { what: 'Circuit breakers', category: 'resilience', words: ['circuit breaker'] },
  { what: 'Retries', category: 'resilience', words: ['retry', 'retry policy'] },
  { what: 'Deadlines', category: 'resilience', words: ['timeout', 'deadline'] },
  { what: 'Fallbacks', category: 'resilience', words: ['fallback'] },
  { what: 'Kubernetes manifests', category: 'deployment', words: ['kubernetes', 'k8s', 'helm'] },
  { what: 'Compose file', category: 'deployment', words: ['docker compose', 'compose file'] },
  { what: 'CI workflow', category: 'deployment', words: ['ci cd', 'ci', 'github action', 'ci workflow'] },
]

/** Categories whose tasks this version cannot carry out at all; one without a known word is listed as such. */
const WITHOUT_GENERATOR: ReadonlyMap<Category, string> = new Map([['resilience', 'Resilience']])

const HEALTH_WORDS = ['health', 'health check', 'graceful']

export function findPending({ facts, statements, packages }: Evidence): readonly Pending[] {
  const said = statements.filter(({ kind }) => kind !== 'prose')
  const found: Pending[] = [
    ...one('gRPC clients', facts.edges.find(({ protocol }) => protocol === 'grpc')?.origin),
    ...one('REST clients', facts.edges.find(({ protocol }) => protocol === 'rest')?.origin),
  ]
  for (const { what, category, words, packages: names = [] } of WORDS) {
    const origin = firstOf(said, words)?.origin ?? packageOf(packages, names)?.origin
    if (origin) found.push({ what, category, origin })
  }
  for (const [category, what] of WITHOUT_GENERATOR) {
    if (found.some((pending) => pending.category === category)) continue
    const item = said.find((statement) => statement.category === category && !isAboutHealth(statement.folded))
    if (item) found.push({ what, category, origin: item.origin })
  }
  return found
}

function one(what: string, origin: Location | undefined): readonly Pending[] {
  return origin === undefined ? [] : [{ what, category: 'communication', origin }]
}

function isAboutHealth(folded: FoldedText): boolean {
  return HEALTH_WORDS.some((word) => affirmsWord(folded, word))
}

/** What the title of one item asks for and nothing is generated for yet. */
export function pendingWords({ title, categories, excluded }: WorkItem): readonly string[] {
  if (excluded) return []
  const folded = foldText(title)
  const found = WORDS.filter(({ words }) => words.some((word) => affirmsWord(folded, word)))
  if (found.some(({ category }) => categories.includes(category)) || isAboutHealth(folded))
    return found.map(({ what }) => what)
  const rest = [...WITHOUT_GENERATOR].filter(([category]) => categories.includes(category))
  return [...found.map(({ what }) => what), ...rest.map(([, what]) => what)]
}
