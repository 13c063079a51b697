/** A plan whose tasks stand in phases: its lines, and what the order of its tasks is. */
import type { Dependency, Phase, Plan, Task } from '../plan/plan.ts'
import { counted } from './counted.ts'
import { countedTasks } from './empty-plans.ts'
import { specificationLines } from './list-specification.ts'
import { shorten } from './shorten.ts'

/** Tasks in the order of the file, under a heading for each phase. */
export function phaseLines(plan: Plan, phases: readonly Phase[], room: number): readonly string[] {
  const ids = new Set(phases.map(({ id }) => id))
  const rest = plan.tasks.filter(({ phase }) => phase === undefined || !ids.has(phase))
  const byPhase = groupByPhase(plan.tasks)
  const width = Math.min(16, Math.max(5, ...plan.tasks.slice(0, 1000).map((task) => nameOf(task).length)))
  const counts = [...(phases.length > 0 ? [counted(phases.length, 'phase')] : []), countedTasks(plan)]
  const lines = [
    `${plan.path}  ${shorten(plan.title, room)}: ${counts.join(', ')}`,
    ...specificationLines(plan),
  ]
  if (rest.length > 0) lines.push('', ...rest.map((task) => taskLine(task, width, room)))
  for (const phase of phases) {
    const own = byPhase.get(phase.id) ?? []
    if (own.length === 0) continue
    const open = own.filter(({ status }) => status === 'pending' || status === 'in_progress').length
    lines.push(
      '',
      `${headingOf(phase, room)}  ${open === 0 ? 'done' : `${own.length - open} of ${own.length} done`}`,
    )
    lines.push(...own.map((task) => taskLine(task, width, room)))
  }
  return [...lines, '']
}

function groupByPhase(tasks: readonly Task[]): ReadonlyMap<string | undefined, readonly Task[]> {
  const groups = new Map<string | undefined, Task[]>()
  for (const task of tasks) {
    const group = groups.get(task.phase)
    if (group) group.push(task)
    else groups.set(task.phase, [task])
  }
  return groups
}

function headingOf({ id, title }: Phase, room: number): string {
  const cut = shorten(title, room)
  return id === title || (/^\D/.test(id) && id.length > 2) ? cut : `${id}  ${cut}`.trimEnd()
}

/** One id may be that of several tasks; their keys tell them apart. */
const nameOf = ({ key, id }: Task): string => key ?? id

function taskLine(task: Task, width: number, room: number): string {
  const status = task.status.replace('_', ' ')
  const marks = [task.parallel ? '[P]' : '', task.story === undefined ? '' : `[${task.story}]`].filter(
    Boolean,
  )
  const words = [nameOf(task).padEnd(width), status.padEnd(11), ...marks, shorten(task.title, room)].join(' ')
  return `  ${words}`.trimEnd()
}

export function phaseJson({
  id,
  title,
  kind,
  story,
  checkpoint,
  origin,
}: Phase): Readonly<Record<string, unknown>> {
  return { id, title, kind, story: story ?? null, checkpoint: checkpoint ?? null, line: origin.start.line }
}

export function dependencyJson({
  waiting,
  on,
  reason,
  origin,
}: Dependency): Readonly<Record<string, unknown>> {
  return { waiting, on, reason, path: origin.path, line: origin.start.line }
}
