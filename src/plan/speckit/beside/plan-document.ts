/** `plan.md`: the technical context, the project it describes, the tree of its folders, performance goals. */
import { type Block, type Fence, flattenBlocks, type TextSpan } from '../../../text/blocks.ts'
import { locate } from '../../../text/document.ts'
import { plain } from '../../beside/table-columns.ts'
import { isTree } from '../../beside/tree.ts'
import { hashedId } from '../../criterion-id.ts'
import type { DocumentFacts, ProjectFacts } from '../../facts.ts'
import type { Criterion, TechnicalChoice } from '../../plan.ts'
import type { Reading } from '../../reading.ts'
import { readRequirements, requiredPython } from './packages.ts'
import { readRootedTree } from './rooted-tree.ts'

interface PlanDocument {
  readonly choices: readonly TechnicalChoice[]
  readonly criteria: readonly Criterion[]
  readonly project: ProjectFacts | undefined
  readonly tree: DocumentFacts['tree']
}

export function readPlanDocument(scanned: readonly Block[], reading: Reading): PlanDocument {
  const blocks = flattenBlocks(scanned)
  const choices = readChoices(blocks, reading)
  return {
    choices,
    criteria: choices.flatMap(goalOf),
    project: projectOf(choices),
    tree: chosenTrees(blocks).flatMap(({ content }) => readRootedTree(content)),
  }
}

const KEYS: ReadonlyMap<string, string> = new Map(
  [
    'Language/Version',
    'Primary Dependencies',
    'Storage',
    'Testing',
    'Target Platform',
    'Project Type',
    'Performance Goals',
    'Constraints',
    'Scale/Scope',
    'Structure Decision',
  ].map((key) => [key.toLowerCase(), key]),
)
const CHOICE = /^\*\*([^*\n]{2,60}?)[ \t]*[:：]?\*\*[ \t]*[:：]?[ \t]*(.*)$/s

/** Lines such as `**Storage**: PostgreSQL`; the first of each key counts. */
function readChoices(blocks: readonly Block[], { document }: Reading): readonly TechnicalChoice[] {
  const found = new Map<string, TechnicalChoice>()
  for (const block of blocks) {
    if (block.kind !== 'paragraph' && block.kind !== 'item') continue
    for (const span of entriesOf(block.lines)) {
      const match = CHOICE.exec(span.text.slice(0, 2000))
      const key = KEYS.get((match?.[1] ?? '').trim().toLowerCase())
      if (key === undefined || found.has(key)) continue
      const text = (match?.[2] ?? '').trim()
      const start =
        span.start + (text === '' ? 0 : Math.max(0, span.text.indexOf(text.split('\n')[0] ?? text)))
      found.set(key, { key, text, origin: locate(document, start, span.end) })
    }
  }
  return [...found.values()]
}

/** The lines of a block, those that name nothing joined to the one before. */
function entriesOf(lines: readonly TextSpan[]): readonly TextSpan[] {
  const entries: { text: string; start: number; end: number }[] = []
  for (const line of lines) {
    const last = entries.at(-1)
    if (last && !line.text.startsWith('**')) {
      last.text += ` ${line.text}`
      last.end = line.end
    } else entries.push({ ...line })
  }
  return entries
}

const NOTHING = /^(?:n\/?a\b|none\b|not applicable|нет|なし|없음|无|tbd\b|-|—|\[|needs clarification)/i

function goalOf({ key, text, origin }: TechnicalChoice): readonly Criterion[] {
  if (key !== 'Performance Goals' || text === '' || NOTHING.test(text)) return []
  return [{ id: hashedId('success', text, new Set()), kind: 'success', text, done: false, origin }]
}

/** Of a project that is written in Python alone: other packages are not named by their Python names. */
function projectOf(choices: readonly TechnicalChoice[]): ProjectFacts | undefined {
  const said = (key: string): TechnicalChoice | undefined => choices.find((choice) => choice.key === key)
  const language = said('Language/Version')
  if (!language || !isPythonOnly(language.text)) return undefined
  return {
    requiresPython: requiredPython(language.text),
    packages: [
      ...readRequirements(said('Primary Dependencies'), 'runtime'),
      ...readRequirements(said('Testing'), 'dev'),
    ],
  }
}

function isPythonOnly(text: string): boolean {
  return (
    /\bpython\b/i.test(text) &&
    !/^\[/.test(text) &&
    !/typescript|javascript|node\b|\bgo\b|golang|kotlin|\bjava\b|rust|swift|dart|c#|\.net|ruby|php/i.test(
      text,
    )
  )
}

interface Drawn {
  readonly fence: Fence
  readonly headings: readonly string[]
  readonly isAfterDecision: boolean
}

/** The tree behind "Structure Decision", else those that are no option and do not show the documents. */
function chosenTrees(blocks: readonly Block[]): readonly Fence[] {
  const drawn = drawnTrees(blocks).filter(({ fence }) => !isOfDocuments(fence.content))
  const decided = drawn.filter(({ isAfterDecision }) => isAfterDecision)
  const plainly = drawn.filter(
    ({ fence, headings }) => !OPTION.test(fence.content) && !headings.some((text) => OPTION.test(text)),
  )
  const source = plainly.filter(({ headings }) => headings.some((text) => SOURCE.test(text)))
  const chosen = decided.length > 0 ? decided.slice(0, 1) : source.length > 0 ? source : plainly.slice(0, 1)
  return chosen.map(({ fence }) => fence)
}

const OPTION = /\boption \d|\bопция \d|\bопции\b|옵션 ?\d|选项 ?\d|オプション ?\d|\bopção \d/iu
const SOURCE =
  /source code|project structure|código|исходный код|структура проекта|ソースコード|プロジェクト構造|源代码|项目结构|소스 코드|프로젝트 구조/iu
const DECISION =
  /^\*{0,2}(?:structure decision|구조 결정|結構決定|结构决策|结构决定|構造の決定|решение по структуре|decisão de estrutura)/iu

function drawnTrees(blocks: readonly Block[]): readonly Drawn[] {
  const above: { readonly level: number; readonly text: string }[] = []
  const found: Drawn[] = []
  let isAfterDecision = false
  for (const block of blocks) {
    if (block.kind === 'heading') {
      while ((above.at(-1)?.level ?? 0) >= block.level) above.pop()
      above.push(block)
      if (block.level <= 2) isAfterDecision = false
      if (DECISION.test(plain(block.text))) isAfterDecision = true
    } else if (block.kind === 'paragraph' && DECISION.test(block.text)) isAfterDecision = true
    else if (block.kind === 'fence' && isTree(block.content)) {
      found.push({ fence: block, headings: above.map(({ text }) => plain(text)), isAfterDecision })
    }
  }
  return found
}

/** The tree of the feature folder itself. */
function isOfDocuments(text: string): boolean {
  return (
    /^[ \t]*(?:\.?\/)?specs\//m.test(text.slice(0, 200)) ||
    (/\bplan\.md\b/.test(text) && /\bresearch\.md\b/.test(text))
  )
}
