import type { Location } from '../../diagnostics/index.ts'
import type { Heading, ListItem } from '../../text/blocks.ts'
import { isDone } from '../prd/boxes.ts'
import { headingState, markStart } from './done-mark.ts'
import { indexAt, type PlanText } from './plan-text.ts'
import { type Refused, refuse, type Step } from './planned.ts'

export interface TickEdit {
  /** `exclude` writes `[-]`: given up. */
  readonly edit: 'tick' | 'untick' | 'exclude'
  /** Of the task, subtask or criterion: any place in its item or heading. */
  readonly at: Location
  /** A person named this very task: `[-]` and `[~]` change, too. */
  readonly byName?: boolean | undefined
}

/** The one character between the brackets, or the mark behind a heading. */
export function planTick(text: PlanText, edit: TickEdit): Step {
  const block = text.leaves[indexAt(text, edit.at)]
  if (block?.kind === 'item' && block.box) return planBox(text, boxOf(text, block), edit)
  if (block?.kind !== 'heading') return refuse('there is no box', 'name the line of a task')
  const box = headingBox(block)
  return box ? planBox(text, box, edit) : planMark(text, block, edit)
}

interface Box {
  readonly state: string
  /** Where the character between the brackets starts and ends; the same for `[]`. */
  readonly start: number
  readonly end: number
  /** Entry of the outline it belongs to, and what becomes of that. */
  readonly entry: number
  readonly become: (state: string) => (text: string) => string
}

function boxOf({ document }: PlanText, { box, textStart }: ListItem): Box {
  const start = box?.offset ?? textStart
  const state = box?.state ?? ' '
  const end = document.text[start] === ']' ? start : start + state.length
  return { state, start, end, entry: start, become: (next) => () => next }
}

function headingBox({ text, textStart }: Heading): Box | undefined {
  const state = headingState(text)
  if (state === undefined) return undefined
  const start = textStart + 1
  return {
    state: state || ' ',
    start,
    end: start + state.length,
    entry: textStart,
    become: (next) => (known) => `[${next}${known.slice(1 + state.length)}`,
  }
}

function planBox(text: PlanText, box: Box, { edit, byName }: TickEdit): Step {
  const { state, start, end, entry } = box
  if (
    edit === 'exclude' ? state === '-' : isDone(state) ? edit === 'tick' : edit === 'untick' && state === ' '
  )
    return undefined
  const problem = findProblem(state, byName ?? false)
  if (problem) return problem
  const next = edit === 'exclude' ? '-' : edit === 'tick' ? text.tick : ' '
  return {
    changes: [{ start, end, text: next }],
    intends: { start: entry, become: box.become(next) },
    on: start,
  }
}

function findProblem(state: string, byName: boolean): Refused | undefined {
  if (state === ' ' || isDone(state)) return undefined
  if (state !== '-' && state !== '~')
    return refuse(`\`[${state}]\` is not a box`, 'write `[ ]` for an open task')
  return byName ? undefined : refuse(`the box is \`[${state}]\``, 'name the task to change it')
}

/** ` ✅` behind a heading without a box, where the document marks headings of this level so. */
function planMark({ leaves }: PlanText, heading: Heading, { edit }: TickEdit): Step {
  if (edit === 'exclude') return refuse('the heading has no box', 'write `[-]` in front of its id')
  const { text, textStart } = heading
  const end = textStart + text.length
  const mark = markStart(text)
  const intend = (become: (known: string) => string) => ({ start: textStart, become })
  if (edit === 'untick' && mark < text.length) {
    const changes = [{ start: textStart + mark, end, text: '' }]
    return { changes, intends: intend((known) => known.slice(0, markStart(known)).trimEnd()), on: textStart }
  }
  if (edit === 'untick' || text.includes('✅'))
    return edit === 'untick' && text.includes('✅')
      ? refuse('`✅` stands inside of the heading', 'move it to the end')
      : undefined
  const isUsed = leaves.some(
    (block) =>
      block.kind === 'heading' && block.level === heading.level && markStart(block.text) < block.text.length,
  )
  if (!isUsed) return refuse('the heading has no box', 'write `[ ]` in front of its id')
  return {
    changes: [{ start: end, end, text: ' ✅' }],
    intends: intend((known) => `${known} ✅`),
    on: textStart,
  }
}
