import { diagnostic } from '../../diagnostics/index.ts'
import { isAscii } from '../../text/accents.ts'
import type { Block, ListItem } from '../../text/blocks.ts'
import { locate } from '../../text/document.ts'
import type { Section } from '../../text/sections.ts'
import { PLAN_CODES } from '../codes.ts'
import type { Subtask } from '../plan.ts'
import type { Reading } from '../reading.ts'
import { kindedBlocks, sectionsOfKind } from './headings.ts'
import { majorOf, normaliseId } from './task-id.ts'

export interface Boxes {
  readonly subtasks: readonly Subtask[]
  /** Lines that are criteria, in order; `criteria.ts` reads them. */
  readonly criteria: readonly CriterionLine[]
  /** Boxes of any kind, for comparing them with the status. */
  readonly total: number
  readonly open: number
}

export interface CriterionLine {
  readonly item: ListItem
  readonly kind: 'success' | 'check'
}

const NUMBERED = /^[*_`~[]{0,3}(\d{1,4}\.\d{1,4})[*_`~\]]{0,3}(?:[ \t]{0,3}[:.)–—-])?[*_`~]{0,3}[ \t]+/

const HEADING_LEAD = /^(?:\[(.)\][ \t]*)?(?:(?:task|subtask|tarefa|subtarefa)[ \t]+)?/i

/** Sorts the boxes of a task file into subtasks (`4.1` under Subtasks in file 4) and criteria. */
export function readBoxes(root: Section, id: string, reading: Reading): Boxes {
  const hasSection = sectionsOfKind(root, 'subtasks').length > 0
  const sorting: Sorting = { id, reading, subtasks: new Map() }
  const criteria: CriterionLine[] = []
  let total = 0
  let open = 0
  let steps: number | undefined
  for (const { block, kind } of kindedBlocks(root)) {
    const box = block.kind === 'item' ? block.box : undefined
    if (box) total += 1
    if (box && !isDone(box.state)) open += 1
    const mayBe = hasSection
      ? kind === 'subtasks'
      : box !== undefined && kind !== 'success' && kind !== 'check'
    const isTaken = mayBe && takeSubtask(block, sorting)
    if (block.kind !== 'item') {
      if (block.kind === 'heading') steps = undefined
      continue
    }
    // Boxes below a subtask are its steps.
    if (steps !== undefined && block.depth > steps) continue
    steps = isTaken ? block.depth : undefined
    if (!isTaken && (box || kind === 'success'))
      criteria.push({ item: block, kind: kind === 'success' ? 'success' : 'check' })
  }
  return { subtasks: [...sorting.subtasks.values()], criteria, total, open }
}

interface Sorting {
  /** Of the file: `4.0`. */
  readonly id: string
  readonly reading: Reading
  readonly subtasks: Map<string, Subtask>
}

/** Adds a subtask; false where the block is none, so that a box is a criterion. */
function takeSubtask(block: Block, sorting: Sorting): boolean {
  if (block.kind !== 'item' && block.kind !== 'heading') return false
  const prefix = block.kind === 'heading' ? (HEADING_LEAD.exec(block.text)?.[0] ?? '') : ''
  const match = NUMBERED.exec(`${block.text.slice(prefix.length)} `)
  const id = normaliseId(match?.[1] ?? '')
  if (!match || id === undefined) return false
  const start = block.textStart + prefix.length
  const { document, diagnostics } = sorting.reading
  if (majorOf(id) !== majorOf(sorting.id)) {
    if (block.kind === 'heading') return false
    diagnostics.add(
      diagnostic(PLAN_CODES, 'plan/foreign-subtask-id', {
        message: `subtask \`${match[1]}\` stands in the file of task \`${sorting.id}\``,
        location: locate(document, start, start + match[0].trimEnd().length),
        hint: `number it \`${majorOf(sorting.id)}.…\`, or leave it as a line of a checklist`,
      }),
    )
    return false
  }
  if (id.endsWith('.0')) return true
  const origin = locate(document, start, block.end)
  const known = sorting.subtasks.get(id)
  if (known) {
    diagnostics.add(
      diagnostic(PLAN_CODES, 'plan/duplicate-task-id', {
        message: `subtask id \`${id}\` is used twice`,
        location: origin,
        notes: [{ message: 'first used here', location: known.origin }],
        hint: 'give one of the two a new id',
      }),
    )
    return true
  }
  const isHeading = block.kind === 'heading'
  const state = block.kind === 'item' ? block.box?.state : /^\[(.)\]/.exec(block.text)?.[1]
  const done = isDone(state ?? ' ') || (isHeading && block.text.includes('✅'))
  const title = cleanTitle(block.text.slice(prefix.length + match[0].length))
  sorting.subtasks.set(id, { id, title, done, origin })
  return true
}

export const isDone = (state: string): boolean =>
  state === 'x' || state === 'X' || state === '✓' || state === '✔'

/** Without emphasis around the whole, done marks and strike-through. */
export function cleanTitle(text: string): string {
  const unmarked = isAscii(text) ? text : text.replace(/[✅☑]\ufe0f?/gu, '')
  const bare = unmarked.replaceAll('~~', '').trim()
  const isStrong = bare.length >= 4 && bare.startsWith('**') && bare.endsWith('**')
  return isStrong ? bare.slice(2, -2).trim() : bare
}
