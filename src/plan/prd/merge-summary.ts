import { type Diagnostics, diagnostic } from '../../diagnostics/index.ts'
import { PLAN_CODES } from '../codes.ts'
import { emptyFacts } from '../empty-facts.ts'
import type { Task } from '../plan.ts'
import { serviceStem } from './service-name.ts'
import type { Summary } from './summary.ts'
import type { SummaryEntry } from './summary-entry.ts'
import type { ReadTask } from './task-file.ts'
import { compareIds } from './task-id.ts'

/** Tasks of files and of the summary, files first in rank; `shared` and whole-plan tasks keep their place by id. */
export function mergeSummary(
  read: readonly ReadTask[],
  summary: Summary | undefined,
  diagnostics: Diagnostics,
): Task[] {
  const entries = new Map((summary?.entries ?? []).map((entry) => [entry.id, entry]))
  const ids = new Set(read.map(({ task }) => task.id))
  const services = (summary?.services ?? []).map((service) => service.name)
  const fromFiles = read.map((file) => {
    const entry = entries.get(file.task.id)
    if (!entry && entries.size > 0) reportUnlisted(file.task, diagnostics)
    return withServiceOfTitle(withEntry(file, entry), services)
  })
  const fromSummary = [...entries.values()].flatMap((entry) => {
    if (ids.has(entry.id)) return []
    // A plan that consists of its summary alone is not missing its files one by one.
    if (read.length > 0) reportMissingFile(entry, diagnostics)
    return [taskOf(entry)]
  })
  return [...fromFiles, ...fromSummary].sort((a, b) => compareIds(a.id, b.id) || compareText(a.path, b.path))
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function withEntry({ task, statesStatus, statesBlockedBy }: ReadTask, entry: SummaryEntry | undefined): Task {
  const title = task.title || entry?.title || `Task ${task.id}`
  if (!entry) return { ...task, title }
  const { complexity } = entry
  return {
    ...task,
    title,
    listed: entry,
    status: statesStatus ? task.status : (entry.status ?? task.status),
    phase: entry.phase,
    blockedBy: statesBlockedBy ? task.blockedBy : (entry.blockedBy ?? task.blockedBy),
    statesBlockedBy: statesBlockedBy || entry.blockedBy !== undefined,
    context: complexity && !task.context.complexity ? { ...task.context, complexity } : task.context,
  }
}

/** `Auth Service Implementation` names a service of the summary where nothing stronger does. */
function withServiceOfTitle(task: Task, services: readonly string[]): Task {
  if (task.scope !== 'plan') return task
  const title = `${task.title.toLowerCase().replace(/[\s_-]+/g, '-')}-`
  const service = services.find((name) => {
    const stem = serviceStem(name)
    return title.startsWith(`${stem}-service-`) || title.startsWith(`${name.toLowerCase()}-`)
  })
  return service === undefined ? task : { ...task, service, scope: 'service' }
}

function taskOf(entry: SummaryEntry): Task {
  return {
    id: entry.id,
    title: entry.title,
    status: entry.status ?? 'pending',
    scope: 'plan',
    phase: entry.phase,
    parallel: false,
    labels: [],
    paths: [],
    blockedBy: entry.blockedBy ?? [],
    statesBlockedBy: entry.blockedBy !== undefined,
    unblocks: [],
    subtasks: [],
    criteria: [],
    context: entry.complexity ? { complexity: entry.complexity } : {},
    communication: [],
    requirements: [],
    facts: emptyFacts(),
    path: entry.path,
    origin: entry.origin,
  }
}

function reportMissingFile(entry: SummaryEntry, diagnostics: Diagnostics): void {
  diagnostics.add(
    diagnostic(PLAN_CODES, 'plan/missing-task-file', {
      message: `the summary lists task \`${entry.id}\`, which has no file`,
      location: entry.origin,
      hint: `write \`${entry.id.endsWith('.0') ? entry.id.slice(0, -2) : entry.id}_task.md\`, or keep it as a task of the whole plan`,
    }),
  )
}

function reportUnlisted(task: Task, diagnostics: Diagnostics): void {
  diagnostics.add(
    diagnostic(PLAN_CODES, 'plan/unlisted-task-file', {
      message: `task \`${task.id}\` is not in the summary`,
      location: task.origin,
      hint: `add \`- [ ] ${task.id} ${task.title}\` to the summary`,
    }),
  )
}
