/** What the plan declares and this version does not generate yet, each once with its first place. */
import type { Evidence } from './capabilities.ts'
import { affirmsWord, foldText } from './folded-text.ts'
import { firstOf, packageOf } from './statements.ts'
import type { Pending } from './system.ts'
import type { Category, WorkItem } from './work-item.ts'

interface Word {
  readonly what: string
  readonly category: Category
  readonly words: readonly string[]
  readonly packages?: readonly string[]
}

const WORDS: readonly Word[] = [{ what: 'Helm charts', category: 'deployment', words: ['helm'] }]

export function findPending({ statements, packages }: Evidence): readonly Pending[] {
  const said = statements.filter(({ kind }) => kind !== 'prose')
  return WORDS.flatMap(({ what, category, words, packages: names = [] }) => {
    const origin = firstOf(said, words)?.origin ?? packageOf(packages, names)?.origin
    return origin ? [{ what, category, origin }] : []
  })
}

/** What the title of one item asks for and nothing is generated for yet. */
export function pendingWords({ title, excluded }: WorkItem): readonly string[] {
  if (excluded) return []
  const folded = foldText(title)
  return WORDS.filter(({ words }) => words.some((word) => affirmsWord(folded, word))).map(({ what }) => what)
}
