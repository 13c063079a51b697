/** Ids of tasks in a text, ranges included. */
import type { TextSpan } from '../../text/blocks.ts'
import { type Document, locate } from '../../text/document.ts'
import type { TaskReference } from '../plan.ts'
import { LAST_ID, TASK_ID } from './task-id.ts'

const TASKS = new RegExp(
  `(?<![\\w-])(${TASK_ID})(?!\\w)(?:[ \\t]{0,2}(?:-|–|—|~|to)[ \\t]{0,2}(${LAST_ID})(?![\\w.]))?`,
  'g',
)

/** `Task 0.1`, where the tasks of a file are named so. */
const NAMED =
  /(?<![\p{L}\w])(?:tasks?|tarefas?|задач\p{L}{0,2}|任务|タスク|작업)[ \t]{0,2}#?(\d{1,4}(?:\.\d{1,3})?)(?![\w.]\d|\w)/giu

export interface Citing {
  readonly document: Document
  /** Ids of all tasks: of a range, those that are there. */
  readonly known: ReadonlySet<string>
  /** Whether so many ids more may come of ranges: ranges that overlap many times are no plan. */
  readonly spend: (ids: number) => boolean
}

interface Cited {
  readonly references: readonly TaskReference[]
  /** Offsets in the text. */
  readonly start: number
  readonly end: number
}

function cited(span: TextSpan, { document, known, spend }: Citing): readonly Cited[] {
  if (!span.text.includes('T')) return []
  return [...span.text.matchAll(TASKS)].map((match) => {
    const start = match.index
    const end = start + match[0].length
    const origin = locate(document, span.start + start, span.start + end)
    const all = match[2] === undefined ? [] : expand(match[1] ?? '', match[2], known)
    const ids = all.length > 0 && spend(all.length) ? all : [match[1] ?? '']
    return { references: ids.map((id) => ({ id, origin })), start, end }
  })
}

/** Every id a text names. */
export function referencesIn(span: TextSpan, citing: Citing): readonly TaskReference[] {
  return [...cited(span, citing).flatMap(({ references }) => references), ...named(span, citing)]
}

function named({ text, start }: TextSpan, { document, known }: Citing): readonly TaskReference[] {
  return [...text.matchAll(NAMED)].flatMap((match) => {
    const [all, id = ''] = match
    const end = start + match.index + all.length
    return known.has(id) ? [{ id, origin: locate(document, end - id.length, end) }] : []
  })
}

const LONGEST_RANGE = 500

function expand(first: string, last: string, known: ReadonlySet<string>): readonly string[] {
  const match = /^(.*?)(\d+)$/.exec(first)
  const from = Number(match?.[2])
  const to = Number(/\d+$/.exec(last)?.[0])
  if (!(from < to) || to - from > LONGEST_RANGE) return [first]
  const width = match?.[2]?.length ?? 3
  const ids = Array.from(
    { length: to - from + 1 },
    (_, index) => `${match?.[1]}${String(from + index).padStart(width, '0')}`,
  )
  return ids.filter((id, index) => index === 0 || known.has(id))
}

/** What stands before an id that the task waits for: `after T012`, `(from T019)`, `Verify T022 tests pass`. */
const WAITS =
  /(?:depends? (?:only )?on|requires?|after|needs?|once|blocked by|prerequisites?:?|(?<=\()from|(?:imported|types?|models?|outputs?|results?|using \S{1,40}) from|verify(?: all| that)?|(?:done|created|defined|implemented|added|generated|built) (?:in|by)|builds? on|зависит от|после|依赖)[ \t:(`*]{0,4}(?:tasks? )?$/i
const NEXT = /^[ \t]{0,2}(?:,|and|&|\+|,[ \t]and)[ \t]{0,2}$/

/** Ids in the text of a task that it says it waits for. */
export function ownReferences(span: TextSpan, citing: Citing): readonly TaskReference[] {
  let behind = -1
  return cited(span, citing).flatMap(({ references, start, end }) => {
    const isNext = behind >= 0 && NEXT.test(span.text.slice(behind, start))
    const waits = isNext || WAITS.test(span.text.slice(Math.max(0, start - 40), start))
    behind = waits ? end : -1
    return waits ? references : []
  })
}
