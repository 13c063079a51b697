/** Every sentence of the plan about one service that may turn something on, ready to be searched for words. */
import type { Location } from '../diagnostics/index.ts'
import type { PackageRequirement } from '../plan/facts.ts'
import { affirmsWord, type FoldedText, foldText } from './folded-text.ts'
import type { ServiceParts } from './services.ts'
import type { Category, WorkItem } from './work-item.ts'

export interface Statement {
  readonly kind: 'item' | 'task' | 'requirement' | 'criterion' | 'prose'
  /** Of an item. */
  readonly category?: Category | undefined
  readonly folded: FoldedText
  readonly origin: Location
}

/** Items first, then tasks, requirements, criteria and the prose of documents. Excluded tasks say nothing. */
export function statementsOf(parts: ServiceParts, items: readonly WorkItem[]): readonly Statement[] {
  const tasks = parts.tasks.map(({ task }) => task).filter(({ status }) => status !== 'excluded')
  const say = (kind: Statement['kind'], text: string, origin: Location): Statement => ({
    kind,
    folded: foldText(text),
    origin,
  })
  return [
    ...items
      .filter(({ excluded }) => !excluded)
      .map((item) => ({ ...say('item', item.title, item.origin), category: item.categories[0] })),
    ...tasks.map(({ title, overview, subtasks, origin }) =>
      say('task', subtasks.length > 0 ? title : `${title}\n${overview ?? ''}`, origin),
    ),
    ...[...tasks, ...parts.alone]
      .flatMap(({ requirements }) => requirements)
      .map(({ text, origin }) => say('requirement', text, origin)),
    ...tasks.flatMap(({ criteria }) => criteria).map(({ text, origin }) => say('criterion', text, origin)),
    ...[...parts.documents, ...tasks.map(({ facts }) => facts)]
      .flatMap(({ statements }) => statements)
      .map(({ text, origin }) => say('prose', text, origin)),
  ]
}

/** The first statement that affirms one of the words or phrases. */
export function firstOf(statements: readonly Statement[], words: readonly string[]): Statement | undefined {
  return statements.find(({ folded }) => words.some((word) => affirmsWord(folded, word)))
}

/** The first package listed whose name is or starts with (`opentelemetry-*`) one of the names. */
export function packageOf(
  packages: readonly PackageRequirement[],
  names: readonly string[],
): PackageRequirement | undefined {
  return packages.find(({ name }) =>
    names.some((wanted) => (wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted)),
  )
}
