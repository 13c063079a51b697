/** What a schedule tells about the plan beside circles: findings that stop nothing. */
import { type Diagnostics, diagnostic, type Location } from '../diagnostics/index.ts'
import { shown } from '../system/names.ts'
import { SCHEDULE_CODES } from './codes.ts'
import { isWritten, type TaskNode } from './graph.ts'
import type { Schedule } from './schedule.ts'
import { createSearch } from './search.ts'
import type { Claim } from './stated-edges.ts'

/** Reports what is done too early, waits for what is excluded, is parallel and waits, or is unblocked by what it does not wait for. */
export function inspectSchedule(schedule: Schedule, diagnostics: Diagnostics): void {
  const { tasks, edges, voided, claims } = schedule
  for (const edge of voided) {
    const [from, to] = [tasks[edge.from], tasks[edge.to]]
    if (from && to && isWritten(edge)) diagnostics.add(dependsOnExcluded(from, to, edge.origin))
  }
  const told = new Set<TaskNode>()
  for (const edge of edges) {
    const [from, to] = [tasks[edge.from], tasks[edge.to]]
    if (!from || !to || !isWritten(edge)) continue
    if (to.isDone && !from.isDone) diagnostics.add(doneBefore(from, to, edge.origin))
    if (!told.has(to) && isBeside(from, to)) {
      told.add(to)
      diagnostics.add(parallelWaits(from, to, edge.origin))
    }
  }
  const leads = createSearch(schedule)
  for (const claim of claims)
    if (!claim.to.isExcluded && !leads(claim.from.index, claim.to.index)) diagnostics.add(mismatch(claim))
}

/**
 * `parallelizable` of a task file is about what comes once it is unblocked: only `[P]` stands for its phase. For a task
 * before it that is not `[P]` it waits by its place already. Where many wait for many, `[P]` is about each group alone: a
 * gate stands between those.
 */
function isBeside(from: TaskNode, to: TaskNode): boolean {
  return (
    to.task.parallel &&
    (from.task.parallel || from.index > to.index) &&
    from.plan === to.plan &&
    to.plan.family === 'speckit' &&
    from.task.phase === to.task.phase
  )
}

function dependsOnExcluded(from: TaskNode, to: TaskNode, origin: Location) {
  return diagnostic(SCHEDULE_CODES, 'schedule/depends-on-excluded', {
    message: `\`${shown(to.name)}\` waits for \`${shown(from.name)}\`, which is excluded`,
    location: origin,
    notes: [{ message: `\`${shown(from.name)}\` is excluded here`, location: from.task.origin }],
    hint: 'take the dependency out, or the task in again',
  })
}

function doneBefore(from: TaskNode, to: TaskNode, origin: Location) {
  return diagnostic(SCHEDULE_CODES, 'schedule/done-before-dependency', {
    message: `\`${shown(to.name)}\` is completed, \`${shown(from.name)}\`, which it waits for, is open`,
    location: to.task.origin,
    notes: [{ message: 'the dependency is stated here', location: origin }],
    hint: `tick \`${shown(from.name)}\`, or take the dependency out`,
  })
}

function parallelWaits(from: TaskNode, to: TaskNode, origin: Location) {
  return diagnostic(SCHEDULE_CODES, 'schedule/parallel-with-dependency', {
    message: `\`${shown(to.name)}\` is \`[P]\` and depends on \`${shown(from.name)}\` of its phase`,
    location: to.task.origin,
    notes: [{ message: 'the dependency is stated here', location: origin }],
    hint: `remove \`[P]\` from \`${shown(to.name)}\``,
  })
}

function mismatch({ from, to, origin }: Claim) {
  return diagnostic(SCHEDULE_CODES, 'schedule/unblocks-mismatch', {
    message: `\`${shown(from.name)}\` unblocks \`${shown(to.name)}\`, which is not blocked by it`,
    location: origin,
    notes: [
      {
        message: `\`blocked_by\` of \`${shown(to.name)}\` is used`,
        location: to.task.blockedBy[0]?.origin ?? to.task.origin,
      },
    ],
    hint: `add \`${shown(from.name)}\` to \`blocked_by\` of \`${shown(to.name)}\`, or take it out here`,
  })
}
