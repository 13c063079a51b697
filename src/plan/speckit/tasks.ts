/** Drafts as tasks of the plan. */
import { isAscii } from '../../text/accents.ts'
import { type Block, flattenBlocks, type ListItem, type TextSpan } from '../../text/blocks.ts'
import { locate } from '../../text/document.ts'
import { emptyFacts } from '../empty-facts.ts'
import type { Subtask, Task, TaskStatus } from '../plan.ts'
import type { Reading } from '../reading.ts'
import type { PhaseDraft, TaskDraft } from './drafts.ts'
import { isGivenUp } from './given-up.ts'
import { draftPaths, readPaths, rootsOf } from './paths.ts'
import { readStated } from './stated.ts'

/** Ids that the ranges of all tasks may add up to. */
const MOST = 1_000_000

/** Tasks in the order of the file; `keys` and `ids` by draft, in the same order. */
export function toTasks(
  drafts: readonly TaskDraft[],
  names: { readonly keys: readonly string[]; readonly phases: ReadonlyMap<PhaseDraft, string> },
  reading: Reading,
): Task[] {
  const paths = drafts.map((draft) => draftPaths(pathTexts(draft)))
  const roots = rootsOf(paths)
  const facts = emptyFacts()
  let left = MOST
  const spend = (ids: number): boolean => {
    left -= ids
    return left >= 0
  }
  const citing = { document: reading.document, known: new Set(drafts.map(({ id }) => id)), spend }
  return drafts.map((draft, index) => {
    const title = titleOf(draft)
    const stated = readStated(draft, citing)
    const steps = draft.isHeading ? stepsOf(draft, reading) : []
    return {
      id: draft.id,
      key: names.keys[index] ?? draft.id,
      title,
      status: statusOf(draft, stated.status, steps),
      scope: 'plan',
      phase: draft.phase && names.phases.get(draft.phase),
      parallel: stated.parallel ?? draft.parallel,
      story: draft.stories.length > 0 ? draft.stories.join(',') : undefined,
      labels: draft.labels,
      paths: readPaths(paths[index] ?? [], roots, reading),
      blockedBy: stated.blockedBy,
      unblocks: [],
      subtasks: steps,
      criteria: [],
      context: {},
      communication: [],
      requirements: [],
      facts,
      path: reading.document.path,
      origin: locate(reading.document, draft.start, draft.end),
    }
  })
}

function titleOf({ lines }: TaskDraft): string {
  const joined = lines.length === 1 ? (lines[0]?.text ?? '') : lines.map(({ text }) => text).join(' ')
  const unmarked = isAscii(joined) ? joined : joined.replace(/[✅☑✔]\ufe0f?/gu, '')
  const single = /[ \t][ \t]|\t/.test(unmarked) ? unmarked.replace(/[ \t]+/g, ' ') : unmarked
  const bare = (unmarked.includes('~~') ? withoutStrikes(unmarked) : single).trim()
  const isStrong = bare.startsWith('**') && bare.indexOf('**', 2) === bare.length - 2 && bare.length > 4
  if (isStrong) return bare.slice(2, -2).trim()
  // The emphasis was opened in front of the id.
  return bare.endsWith('**') && bare.indexOf('**') === bare.length - 2 ? bare.slice(0, -2).trim() : bare
}

const withoutStrikes = (text: string): string => text.replaceAll('~~', '').replace(/[ \t]+/g, ' ')

/** Labels below a heading task whose text is about checking, not about its files. */
const ABOUT_CHECKS =
  /^[*_]{0,2}(?:acceptance|tests?\b|verif|validation|success|expected|notes?\b|dependenc|depends|critérios|验收|测试|인수|テスト|受け入れ)/iu

const LABEL = /^(?:[*_]{2}[^:*]{1,40}[*_]{0,2}:|[\p{L}][\p{L} ]{1,40}:(?=\s|$))/u

/** The lines that may name files: of a heading task neither its steps nor how it is checked. */
function pathTexts({ lines, body, isHeading }: TaskDraft): readonly TextSpan[] {
  if (body.length === 0) return lines
  const spans = [...lines]
  let isChecks = false
  for (const block of flattenBlocks(body)) {
    if (block.kind === 'heading') isChecks = ABOUT_CHECKS.test(block.text)
    if (block.kind !== 'item' && block.kind !== 'paragraph') continue
    if (!isHeading) for (const line of block.lines) spans.push(line)
    const isStep = block.kind === 'item' && block.box !== undefined
    for (const [index, line] of isHeading ? block.lines.entries() : []) {
      if (isStep && index === 0) continue
      if (LABEL.test(line.text)) isChecks = ABOUT_CHECKS.test(line.text)
      if (!isChecks) spans.push(line)
    }
  }
  return spans
}

/** Boxes below a heading task, numbered as they stand. */
function stepsOf({ id, body }: TaskDraft, { document }: Reading): readonly Subtask[] {
  const boxes = flattenBlocks(body).filter((block: Block): block is ListItem => block.kind === 'item')
  const steps = boxes.filter(({ box, text }) => box !== undefined && text !== '')
  return steps.map(({ box, text, textStart, end }, index) => ({
    id: `${id}.${index + 1}`,
    title: text,
    done: isDone(box?.state ?? ' '),
    origin: locate(document, textStart, end),
  }))
}

const isDone = (state: string): boolean => 'xX✓✔'.includes(state)

function statusOf(draft: TaskDraft, stated: TaskStatus | undefined, steps: readonly Subtask[]): TaskStatus {
  if (isGivenUp(draft)) return 'excluded'
  if (draft.state === '-') return 'excluded'
  if (draft.state === '~') return 'in_progress'
  if (draft.state !== undefined) return isDone(draft.state) ? 'completed' : (fromOpen(stated) ?? 'pending')
  if (stated) return stated
  return steps.length > 0 && steps.every(({ done }) => done) ? 'completed' : 'pending'
}

/** What an open box leaves to say: a task that is not ticked is not done. */
const fromOpen = (stated: TaskStatus | undefined): TaskStatus | undefined =>
  stated === 'completed' ? undefined : stated
