/** What is odd about the ids and boxes of a task list. */
import { type Diagnostic, diagnostic } from '../../diagnostics/index.ts'
import { locate } from '../../text/document.ts'
import { PLAN_CODES } from '../codes.ts'
import { type Reading, shorten } from '../reading.ts'
import { SPECKIT_CODES } from './codes.ts'
import type { TaskDraft } from './drafts.ts'
import { isGivenUp } from './given-up.ts'
import { repairId } from './task-id.ts'
import type { TaskList } from './task-list.ts'

export function reportIds(list: TaskList, reading: Reading): void {
  const { tasks } = list
  const found = [
    ...duplicates(tasks, reading),
    ...tasks.flatMap((task) =>
      isOdd(task) ? [...malformed(task, reading), ...struckOut(task, reading)] : [],
    ),
    ...jumps(tasks, reading),
    ...totals(list, reading),
  ]
  for (const finding of found) reading.diagnostics.add(finding)
}

/** Nearly no task is either. */
const isOdd = ({ sound, state }: TaskDraft): boolean => !sound || state === 'x' || state === 'X'

const placeOf = ({ start, id }: TaskDraft, { document }: Reading) =>
  locate(document, start, start + id.length)

function duplicates(tasks: readonly TaskDraft[], reading: Reading): readonly Diagnostic[] {
  const first = new Map<string, TaskDraft>()
  return tasks.flatMap((task) => {
    const earlier = first.get(task.id)
    if (!earlier) {
      first.set(task.id, task)
      return []
    }
    const finding = {
      message: `id \`${task.id}\` is used again`,
      location: placeOf(task, reading),
      notes: [{ message: 'first used here', location: placeOf(earlier, reading) }],
      hint: 'give it a new id',
    }
    // Both tasks are kept and told apart: the plan is whole.
    return [{ ...diagnostic(PLAN_CODES, 'plan/duplicate-task-id', finding), severity: 'warning' as const }]
  })
}

function malformed(task: TaskDraft, reading: Reading): readonly Diagnostic[] {
  if (task.sound) return []
  const message = `\`${shorten(task.id)}\` is not a task id`
  const hint = `write \`${repairId(task.id)}\``
  return [
    diagnostic(PLAN_CODES, 'plan/malformed-task-id', { message, location: placeOf(task, reading), hint }),
  ]
}

function struckOut(task: TaskDraft, reading: Reading): readonly Diagnostic[] {
  if ((task.state !== 'x' && task.state !== 'X') || !isGivenUp(task)) return []
  const message = `\`${task.id}\` is given up, and ticked as done`
  const hint = 'use `[-]`'
  return [
    diagnostic(SPECKIT_CODES, 'plan/struck-out-task', { message, location: placeOf(task, reading), hint }),
  ]
}

const COUNTED = /^T-?(\d{1,7})$/

interface Counted {
  readonly task: TaskDraft
  readonly number: number
}

type Pair = Counted & { readonly before: Counted }

/** The first jump and the first descent of plain ids; that there are more is said. */
function jumps(tasks: readonly TaskDraft[], reading: Reading): readonly Diagnostic[] {
  const known = new Set<number>()
  const pairs: Pair[] = []
  let before: Counted | undefined
  for (const task of tasks) {
    const digits = COUNTED.exec(task.sound ? task.id : repairId(task.id))?.[1]
    if (digits === undefined) continue
    const one = { task, number: Number(digits) }
    known.add(one.number)
    if (before && one.number !== before.number && one.number !== before.number + 1)
      pairs.push({ ...one, before })
    before = one
  }
  const gaps = pairs.filter(({ number, before }) => number > before.number && !known.has(number - 1))
  const falls = pairs.filter(({ number, before }) => number < before.number)
  const say = (code: 'plan/id-gap' | 'plan/id-order', [first, ...more]: readonly Pair[], verb: string) => {
    if (!first) return []
    const rest = more.length > 0 ? `, and ${more.length} more` : ''
    const message = `ids ${verb} from \`${first.before.task.id}\` to \`${first.task.id}\`${rest}`
    return [diagnostic(SPECKIT_CODES, code, { message, location: placeOf(first.task, reading) })]
  }
  return [...say('plan/id-gap', gaps, 'jump'), ...say('plan/id-order', falls, 'descend')]
}

const TOTAL =
  /(?:total (?:number of )?tasks?(?: count)?|total de tarefas|총 (?:태스크|작업)(?: 수)?|总任务数|タスク総数|всего задач)[*_ \t]{0,4}[:：=]?[*_ \t]{0,4}(\d{1,7})(?![\d.])/iu

function totals({ entries, tasks }: TaskList, reading: Reading): readonly Diagnostic[] {
  if (tasks.length === 0) return []
  for (const { block } of entries) {
    if (block.kind !== 'item' && block.kind !== 'paragraph') continue
    for (const line of block.lines) {
      const stated = TOTAL.exec(line.text.slice(0, 400))
      if (!stated) continue
      if (Number(stated[1]) === tasks.length) return []
      const start = line.start + stated.index
      const message = `the text says ${stated[1]} tasks, there are ${tasks.length}`
      const location = locate(reading.document, start, start + stated[0].length)
      return [diagnostic(SPECKIT_CODES, 'plan/wrong-total', { message, location })]
    }
  }
  return []
}
