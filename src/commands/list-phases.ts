/** A plan whose tasks stand in phases: its lines, and what the order of its tasks is. */
import type { Dependency, Phase, Plan, Task } from '../plan/plan.ts'
import { counted } from './counted.ts'
import { specificationLines } from './list-specification.ts'

/** Tasks in the order of the file, under a heading for each phase. */
export function phaseLines(plan: Plan, phases: readonly Phase[]): readonly string[] {
  const ids = new Set(phases.map(({ id }) => id))
  const rest = plan.tasks.filter(({ phase }) => phase === undefined || !ids.has(phase))
  const byPhase = groupByPhase(plan.tasks)
  const width = Math.min(12, Math.max(5, ...plan.tasks.slice(0, 1000).map(({ id }) => id.length)))
  const lines = [
    `${plan.path}  ${plan.title}: ${counted(phases.length, 'phase')}, ${counted(plan.tasks.length, 'task')}`,
    ...specificationLines(plan),
  ]
  if (rest.length > 0) lines.push('', ...rest.map((task) => taskLine(task, width)))
  for (const phase of phases) {
    const own = byPhase.get(phase.id) ?? []
    if (own.length === 0) continue
    const open = own.filter(({ status }) => status === 'pending' || status === 'in_progress').length
    lines.push(
      '',
      `${headingOf(phase)}  ${open === 0 ? 'done' : `${own.length - open} of ${own.length} done`}`,
    )
    lines.push(...own.map((task) => taskLine(task, width)))
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

function headingOf({ id, title }: Phase): string {
  return id === title || (/^\D/.test(id) && id.length > 2) ? title : `${id}  ${title}`.trimEnd()
}

function taskLine(task: Task, width: number): string {
  const status = task.status.replace('_', ' ')
  const marks = [task.parallel ? '[P]' : '', task.story === undefined ? '' : `[${task.story}]`].filter(
    Boolean,
  )
  const words = [task.id.padEnd(width), status.padEnd(11), ...marks, task.title].join(' ')
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
