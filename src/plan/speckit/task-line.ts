/** A list item or heading as a task: box, id, labels, text. */
import type { Heading, ListItem, TextSpan } from '../../text/blocks.ts'
import type { TaskDraft } from './drafts.ts'
import { type Labels, readLabels, readLastLabels } from './labels.ts'
import { readHeadingId, readId, type WrittenId } from './task-id.ts'

type Line = Omit<TaskDraft, 'phase' | 'body'>

/** States of a box that holds a task; any other character is a legend. */
const STATES = ' xX-~✓✔'

/** `- [ ] T001 [P] [US1] text`; undefined where there is no box, no id, or a legend. */
export function readBoxTask(item: ListItem): Line | undefined {
  const state = item.box?.state
  return state !== undefined && STATES.includes(state) ? readTask(item, readId, state) : undefined
}

const MARK = /^[✅✔☑⬜🔲🔳☐❌⏳🚧]\ufe0f?[ \t]*/u

/** `- T001 text`: a task only where a list has no boxes. */
export function readPlainTask(item: ListItem): Line | undefined {
  if (item.box) return undefined
  const mark = MARK.exec(item.text)?.[0] ?? ''
  const done = mark.startsWith('✅') || mark.startsWith('✔') || mark.startsWith('☑')
  const task = readTask(item, plainId, done ? 'x' : ' ', mark.length)
  return task?.lines[0]?.text.includes('✅') ? { ...task, state: 'x' } : task
}

const plainId = (text: string): WrittenId | undefined => {
  const found = readId(text)
  return found && !/^\d/.test(found.id) ? found : undefined
}

const HEADING_BOX = /^\[(.?)\][ \t]*/u

/** `### US0-T001 [P] text`, `### [X] T000: text`, `### Task 0.1: text ✅`. */
export function readHeadingTask(heading: Heading): Line | undefined {
  if (heading.level < 2 || heading.level > 5) return undefined
  const box = HEADING_BOX.exec(heading.text)
  const mark = MARK.exec(heading.text.slice(box?.[0].length ?? 0))?.[0] ?? ''
  const isDone = heading.text.includes('✅')
  const state = box ? box[1] || ' ' : isDone ? 'x' : undefined
  const task = readTask(asItem(heading), readHeadingId, state, (box?.[0].length ?? 0) + mark.length)
  return task && { ...task, isHeading: true }
}

type Lines = Pick<ListItem, 'text' | 'lines' | 'textStart' | 'end'>

function asItem({ text, textStart, end }: Heading): Lines {
  return { text, textStart, end, lines: [{ text, start: textStart, end: textStart + text.length }] }
}

function readTask(
  { lines, end }: Lines,
  read: (text: string) => WrittenId | undefined,
  state: string | undefined,
  skipped = 0,
): Line | undefined {
  const first = lines[0]
  if (!first) return undefined
  const before = readLabels(first.text, skipped)
  const isBefore = before.end > skipped && (before.parallel || before.stories.length > 0)
  const at = isBefore ? before.end + blanks(first.text, before.end) : skipped
  const found = read(first.text.slice(at))
  if (!found) return undefined
  const labels = readLabels(first.text, at + found.end)
  const rest = readLastLabels(first.text.slice(labels.end))
  const all = isBefore ? joined(before, joined(labels, rest)) : joined(labels, rest)
  return {
    id: found.id,
    sound: found.sound,
    start: first.start + at,
    end,
    lines: [spanFrom(first, labels.end, labels.end + rest.end), ...lines.slice(1)],
    state,
    parallel: all.parallel,
    stories: unique(all.stories),
    labels: all.others,
    isHeading: false,
  }
}

/** Both, where the second tells anything: most tasks have labels in one place. */
function joined(first: Labels, second: Labels): Labels {
  const isEmpty = !second.parallel && second.stories.length === 0 && second.others.length === 0
  if (isEmpty) return first
  return {
    parallel: first.parallel || second.parallel,
    stories: [...first.stories, ...second.stories],
    others: [...first.others, ...second.others],
    end: second.end,
  }
}

const unique = (names: readonly string[]): readonly string[] =>
  names.length < 2 ? names : [...new Set(names)]

function spanFrom({ text, start }: TextSpan, from: number, to: number): TextSpan {
  const first = from + blanks(text, from)
  const cut = text.slice(first, to).trimEnd()
  return { text: cut, start: start + first, end: start + first + cut.length }
}

function blanks(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\u00a0*:–—-'.includes(text.charAt(at))) at += 1
  return at - from
}
