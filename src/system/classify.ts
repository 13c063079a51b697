import { CATEGORY_PATHS, CATEGORY_WORDS, TEST_WORDS } from './category-words.ts'
import { type FoldedText, foldText, hasPart, hasWord } from './folded-text.ts'
import { CATEGORIES, type Category } from './work-item.ts'

export interface Classification {
  readonly category: Category
  /** Another category with the same score; the earlier one of the table was taken. */
  readonly tie?: Category | undefined
  /** Within two points of the first; owns no file. */
  readonly secondary?: Category | undefined
  /** No word of the text decided. */
  readonly unknown: boolean
}

const WEIGHT = { path: 8, identifier: 4, phrase: 3, word: 2, prior: 1 } as const

const PRIORS: ReadonlyMap<string, Category> = new Map([
  ['implementation', 'logic'],
  ['integration', 'communication'],
  ['testing', 'testing'],
  ['deployment', 'deployment'],
])

/** Words that leave a guarded word to another category. */
const GUARDS: ReadonlyMap<string, { readonly category: Category; readonly against: readonly string[] }> =
  new Map([
    ['service', { category: 'logic', against: ['grpc', 'rest', 'health', 'discovery'] }],
    ['servico', { category: 'logic', against: ['grpc', 'rest'] }],
    ['model', { category: 'data', against: ['request', 'response', 'pydantic'] }],
    ['modelo', { category: 'data', against: ['request', 'response', 'pydantic'] }],
  ])

/** Category of a title. `type` is the `<type>` of the task context, `rpcs` the names its service knows. */
export function classify(
  title: string,
  context: { readonly type?: string | undefined; readonly rpcs?: readonly string[] } = {},
): Classification {
  const folded = foldText(title)
  const paths = pathCategories(title)
  const scores = new Map<Category, number>(paths.map((category) => [category, WEIGHT.path]))
  const add = (category: Category, weight: number) =>
    scores.set(category, (scores.get(category) ?? 0) + weight)
  scoreIdentifiers(title, context.rpcs ?? [], add)
  scoreWords(folded, add)
  const unknown = scores.size === 0
  if (!unknown && paths.length === 0 && isAboutTests(folded)) return { category: 'testing', unknown: false }
  const prior = PRIORS.get(context.type ?? '')
  if (prior !== undefined) add(prior, WEIGHT.prior)
  return { ...rank(scores), unknown }
}

function rank(scores: ReadonlyMap<Category, number>): Omit<Classification, 'unknown'> {
  const ranked = CATEGORIES.filter((category) => scores.has(category)).sort(
    (a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0),
  )
  const [category = 'logic', next] = ranked
  if (next === undefined) return { category }
  const distance = (scores.get(category) ?? 0) - (scores.get(next) ?? 0)
  return {
    category,
    ...(distance === 0 ? { tie: next } : {}),
    ...(distance <= 2 ? { secondary: next } : {}),
  }
}

function isAboutTests(folded: FoldedText): boolean {
  return (
    TEST_WORDS.words.some((word) => hasWord(folded, word)) ||
    TEST_WORDS.parts.some((part) => hasPart(folded, part))
  )
}

function pathCategories(title: string): readonly Category[] {
  const found = new Set<Category>()
  if (!title.includes('/') && !title.includes('.')) return []
  for (const token of title.slice(0, 4000).split(/[\s`'"(),;]+/)) {
    if (token.startsWith('/') || !/[/.]/.test(token) || token.length > 300) continue
    const match = CATEGORY_PATHS.find(([pattern]) => pattern.test(token))
    if (match) found.add(match[1])
  }
  return [...found]
}

function scoreIdentifiers(
  title: string,
  rpcs: readonly string[],
  add: (category: Category, weight: number) => void,
): void {
  if (title.includes('/') && /\b(GET|POST|PUT|PATCH|DELETE) {1,4}\/\S/.test(title))
    add('api', WEIGHT.identifier)
  if (rpcs.length === 0) return
  const names = new Set(title.slice(0, 4000).split(/[^A-Za-z0-9_]+/))
  if (rpcs.some((rpc) => /[a-z][A-Z]/.test(rpc) && names.has(rpc))) add('grpc', WEIGHT.identifier)
}

function scoreWords(folded: FoldedText, add: (category: Category, weight: number) => void): void {
  for (const { category, words, parts } of CATEGORY_WORDS) {
    for (const word of words) {
      if (hasWord(folded, word) && counts(word, category, folded)) {
        add(category, word.includes(' ') ? WEIGHT.phrase : WEIGHT.word)
      }
    }
    for (const part of parts)
      if (hasPart(folded, part) && countsPart(part, folded)) add(category, WEIGHT.word)
  }
  scoreContracts(folded, add)
}

function counts(word: string, category: Category, folded: FoldedText): boolean {
  if (word === 'schema') return ['table', 'database', 'sql'].some((other) => hasWord(folded, other))
  const guard = GUARDS.get(word)
  return guard?.category !== category || !guard.against.some((other) => hasWord(folded, other))
}

function countsPart(part: string, folded: FoldedText): boolean {
  const isService = part === '서비스' || part === '服务' || part === 'сервис' || part === 'サービス'
  return !isService || !isAboutRemoteCalls(folded)
}

function isAboutRemoteCalls(folded: FoldedText): boolean {
  return hasPart(folded, 'grpc') || hasPart(folded, 'proto')
}

/** "Contract" and "interface" mean gRPC only beside `proto` or `grpc`; 接口 alone is an API. */
function scoreContracts(folded: FoldedText, add: (category: Category, weight: number) => void): void {
  const remote = isAboutRemoteCalls(folded)
  if (remote && ['계약', 'контрактн'].some((part) => hasPart(folded, part))) add('grpc', WEIGHT.word)
  if (hasPart(folded, '接口')) add(remote ? 'grpc' : 'api', WEIGHT.word)
}
