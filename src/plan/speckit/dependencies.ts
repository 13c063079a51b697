/** What a task list says about the order of its tasks, besides what tasks say of themselves. */
import type { Block, Fence, Table, TextSpan } from '../../text/blocks.ts'
import { locate } from '../../text/document.ts'
import { addTo } from '../../text/multimap.ts'
import type { Dependency, DependencyEnd, Phase, Task } from '../plan.ts'
import { type Reading, shorten } from '../reading.ts'
import { type Pair, readClauses } from './clauses.ts'
import type { Entry, PhaseDraft } from './drafts.ts'
import { readAfters, readDrawing } from './drawings.ts'
import { endsOf } from './ends.ts'
import { isMermaid, readMermaid } from './mermaid.ts'
import { createNames, type Names } from './names.ts'

export interface Source {
  readonly entries: readonly Entry[]
  readonly tasks: readonly Task[]
  readonly phases: readonly Phase[]
  readonly ids: ReadonlyMap<PhaseDraft, string>
}

interface Statement extends Pair {
  readonly span: TextSpan
}

/** Names that all statements of a plan may hold: lists that repeat one another many times are no plan. */
const MOST = 500_000

export function readDependencies(source: Source, reading: Reading): readonly Dependency[] {
  const names = createNames(source.tasks, source.phases, prioritiesOf(source))
  const byId = new Map(source.phases.map((phase) => [phase.id, phase]))
  const sameAs = placesOf(source.phases)
  const found: Dependency[] = []
  let left = MOST
  for (const entry of source.entries) {
    const own = entry.phase && byId.get(source.ids.get(entry.phase) ?? '')
    for (const statement of left > 0 ? statementsOf(entry, own, names) : []) {
      const { waiting, on } = apart(statement, sameAs)
      left -= statement.waiting.length + statement.on.length
      if (waiting.length === 0 || on.length === 0) continue
      const { text, start, end } = statement.span
      found.push({ waiting, on, reason: shorten(text), origin: locate(reading.document, start, end) })
    }
  }
  return found
}

type NameOf = (end: DependencyEnd) => string

/** A story and its phase are one place. */
function placesOf(phases: readonly Phase[]): NameOf {
  const stories = new Map(
    phases.flatMap(({ id, story }) => (story === undefined ? [] : [[story, id] as const])),
  )
  return ({ kind, id }) => {
    const phase = kind === 'story' ? stories.get(id) : undefined
    return phase === undefined ? `${kind} ${id}` : `phase ${phase}`
  }
}

/** `everything` on one side does not hold what stands on the other. */
function apart({ waiting, on }: Pair, nameOf: NameOf): Pair {
  const isWide = waiting.length >= on.length
  const narrow = new Set((isWide ? on : waiting).map(nameOf))
  const rest = (isWide ? waiting : on).filter((end) => !narrow.has(nameOf(end)))
  return isWide ? { waiting: rest, on } : { waiting, on: rest }
}

function prioritiesOf({ phases, ids }: Source): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  const byId = new Map(phases.map(({ id, story }) => [id, story]))
  for (const [draft, id] of ids) {
    const rank = /\bP([1-9])\b/.exec(draft.heading.text)?.[0]
    const story = byId.get(id)
    if (rank !== undefined && story !== undefined) addTo(found, rank, story)
  }
  return found
}

function statementsOf(entry: Entry, own: Phase | undefined, names: Names): readonly Statement[] {
  const { block, zone, task } = entry
  if (zone === 'format' || zone === 'strategy') return []
  if (block.kind === 'fence') return readFence(block, zone, names)
  if (block.kind === 'table') return zone === 'dependencies' ? tableStatements(block, names) : []
  if (block.kind === 'heading') return task ? [] : headingStatements(block, own, names)
  if (block.kind === 'tag' || (task && zone === undefined)) return []
  return linesOf(block).flatMap((span) => {
    if (zone === undefined && !mayState(span.text, own)) return []
    const aboutOwn = zone === undefined && own !== undefined
    return readClauses({ text: span.text, names, own, aboutOwn }).map((pair) => ({ ...pair, span }))
  })
}

function readFence(fence: Fence, zone: Entry['zone'], names: Names): readonly Statement[] {
  if (zone === 'dependencies') return isMermaid(fence) ? readMermaid(fence, names) : readDrawing(fence, names)
  return zone === 'parallel' ? readAfters(fence, names) : []
}

/** Outside of the sections about order only what names tasks, or says that it is about its phase. */
function mayState(text: string, own: Phase | undefined): boolean {
  if (own && ABOUT_PHASE.test(text)) return true
  return /\bT\d{2,7}/.test(text) && /\bmust\b|depends on|requires/i.test(text)
}

/** A wrapped item is one statement, lines of a paragraph are one each. */
function linesOf(
  block: Exclude<Block, { kind: 'tag' | 'table' | 'fence' | 'heading' }>,
): readonly TextSpan[] {
  if (block.kind === 'paragraph') return block.lines
  return [{ text: block.text, start: block.textStart, end: block.end }]
}

const ABOUT_PHASE =
  /^[*_]{0,2}[^\p{L}]{0,6}(?:purpose|critical|prerequisites?|depends on|dependenc(?:y|ies)|requires|blocked by|blocks?|목적|목표|선행|중요|前置|依赖|关键|重要|цель|goals?\b(?=.{0,200}\brequired (?:by|for) (?:all|every)|.{0,200}依赖[此本该]阶段))/iu

/** `MUST COMPLETE BEFORE 3.3`, `(Blocks all stories)`. */
function headingStatements(
  heading: Extract<Block, { kind: 'heading' }>,
  own: Phase | undefined,
  names: Names,
): readonly Statement[] {
  if (!own || own.origin.start.line === 0) return []
  const words =
    /(?:must complete before|blocks|blocking|only after|depends on|блокирует|阻塞(?=[^)）]{0,20}用户故事))[^)）]{0,80}/iu.exec(
      heading.text,
    )
  if (!words) return []
  const text = words[0].replace(/before[ \t]+(?=\d)/i, 'before Phase ')
  const span = { text: heading.text, start: heading.textStart, end: heading.end }
  return readClauses({ text, names, own, aboutOwn: true }).map((pair) => ({ ...pair, span }))
}

const DEPENDS = /depend|requires|blocked by|prerequisite|의존|선행|依赖|前置|依存|зависит|зависимост/i

/** Of a part it is not said which; what is of use is no condition. */
const NO_ORDER = /\bpartial(?:ly)?\b|\bbenefits? from\b/i

/** A column that says what the first one waits for. */
function tableStatements({ header, rows }: Table, names: Names): readonly Statement[] {
  const column = header.cells.findIndex(({ text }, index) => index > 0 && DEPENDS.test(text))
  if (column === -1) return []
  return rows.flatMap(({ cells, start, end }) => {
    const waiting = endsOf(cells[0]?.text ?? '', names, undefined)
    const stated = cells[column]?.text ?? ''
    const on = NO_ORDER.test(stated) ? [] : endsOf(stated, names, undefined)
    const text = cells.map((cell) => cell.text).join(' | ')
    return waiting.length > 0 && on.length > 0 ? [{ waiting, on, span: { text, start, end } }] : []
  })
}
