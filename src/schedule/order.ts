/** Which task to take first: a total order, so that it is the same everywhere. */
import { type Analysis, analyse, isOpen } from './analyse.ts'
import type { TaskNode } from './graph.ts'
import type { Schedule } from './schedule.ts'

/** Open tasks that wait for no open task, the most urgent first. */
export function readyTasks(schedule: Schedule): readonly TaskNode[] {
  const { wave } = analyse(schedule, schedule.ways, isOpen)
  return schedule.tasks.filter(({ index }) => wave[index] === 1).sort(byUrgency(schedule.analysis))
}

/**
 * By the longest remaining chain; what is shared before services; infrastructure before features; the number of the
 * story; how many tasks wait for it; the place in the plan.
 */
function byUrgency({ remaining, dependents }: Analysis): (a: TaskNode, b: TaskNode) => number {
  return (a, b) =>
    (remaining[b.index] ?? 0) - (remaining[a.index] ?? 0) ||
    scopeRank(a) - scopeRank(b) ||
    kindRank(a) - kindRank(b) ||
    storyRank(a) - storyRank(b) ||
    (dependents[b.index] ?? 0) - (dependents[a.index] ?? 0) ||
    a.index - b.index
}

function scopeRank({ task }: TaskNode): number {
  return task.scope === 'service' ? 1 : 0
}

function kindRank({ task: { context } }: TaskNode): number {
  const scope = Object.hasOwn(context, 'scope') ? context.scope : undefined
  return scope?.trim() === 'infrastructure' ? 0 : 1
}

/** Tasks of no story come before those of the first. */
function storyRank({ task }: TaskNode): number {
  return Number(/\d{1,6}/.exec(task.story ?? '')?.[0] ?? 0)
}
