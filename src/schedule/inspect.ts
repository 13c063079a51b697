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
  const behind = phasesBehindGates(schedule)
  const told = new Set<TaskNode>()
  for (const edge of edges) {
    const to = tasks[edge.to]
    if (!to || !isWritten(edge)) continue
    const from = tasks[edge.from]
    if (from && to.isDone && !from.isDone) diagnostics.add(doneBefore(from, to, edge.origin))
    const beside = from ?? behind.get(edge.from)?.get(to.task.phase)
    if (beside && to.task.parallel && isSamePhase(beside, to) && !told.has(to)) {
      told.add(to)
      diagnostics.add(parallelWaits(beside, to, edge.origin))
    }
  }
  const leads = createSearch(schedule)
  for (const claim of claims)
    if (!claim.to.isExcluded && !leads(claim.from.index, claim.to.index)) diagnostics.add(mismatch(claim))
}

/** For each gate the first task of each phase that leads to it by a statement. */
function phasesBehindGates({
  tasks,
  edges,
}: Schedule): ReadonlyMap<number, ReadonlyMap<string | undefined, TaskNode>> {
  const behind = new Map<number, Map<string | undefined, TaskNode>>()
  for (const edge of edges) {
    const from = tasks[edge.from]
    if (!from || edge.to < tasks.length || !isWritten(edge)) continue
    const phases = behind.get(edge.to) ?? new Map<string | undefined, TaskNode>()
    behind.set(edge.to, phases)
    if (!phases.has(from.task.phase)) phases.set(from.task.phase, from)
  }
  return behind
}

/** `parallelizable` of a task file is about what comes once it is unblocked: only `[P]` stands for its phase. */
function isSamePhase(from: TaskNode, to: TaskNode): boolean {
  return from.plan === to.plan && to.plan.family === 'speckit' && from.task.phase === to.task.phase
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
