import { Diagnostics } from '../diagnostics/index.ts'
import { locate, readPlans, readSystem, rootOf } from '../pipeline.ts'
import type { LocatedPlans } from '../plan/locate.ts'
import type { Plan, Subtask, Task } from '../plan/plan.ts'
import type { Service, System, WorkItem } from '../system/system.ts'
import { type Outcome, outcome } from './outcome.ts'
import { meansService } from './select-tasks.ts'
import type { Context } from './verb.ts'

/** A plan with what its services mean. */
interface Listed {
  readonly plan: Plan
  readonly services: readonly Service[]
  readonly items: ReadonlyMap<string, WorkItem>
}

/** Every plan, its services, tasks and subtasks. */
export async function listPlans(context: Context): Promise<Outcome> {
  const { disk, cwd, options, diagnostics } = context
  const place = { disk, cwd, root: options.root, plan: options.plan, prd: options.prd }
  const root = rootOf(place)
  const located = locate(place, root, diagnostics)
  const named = options.plan !== undefined || options.prd !== undefined
  const locations = named ? (located.chosen ? [located.chosen] : []) : located.all
  const tried = options.verbose ? triedLines(located, root) : []
  const plans = await readPlans({ disk, root, tasksOnly: true }, locations, diagnostics)
  // Without the facts of the documents, what the system misses is no finding.
  const listed = plans.map((plan) => describe(plan, readSystem([plan], new Diagnostics())))
  const nothing = plans.length === 0 && diagnostics.hasErrors
  return outcome({
    exitCode: nothing ? 2 : 0,
    diagnostics: diagnostics.all,
    result: { plans: listed.map(planJson) },
    text: listed.flatMap(planLines).join('\n'),
    summary: tried,
    nextSteps: nothing && !named ? ['create-taskplan-service <service> --starter'] : [],
  })
}

function triedLines({ tried }: LocatedPlans, root: string): readonly string[] {
  return [
    'Looked in',
    ...tried.map(({ path, found, reason }) => `  ${found ? '+' : '-'} ${short(path, root)}  ${reason}`),
  ]
}

function short(path: string, root: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path
}

function describe(plan: Plan, system: System): Listed {
  const { services } = system
  const items = new Map(
    services.flatMap(({ items: own }) => own.map((item) => [placeKey(item), item] as const)),
  )
  return { plan, services, items }
}

/** Tasks and their work items are paired by the place both were read from. */
function placeKey({ origin }: { readonly origin: WorkItem['origin'] }): string {
  return `${origin.path}:${origin.start.line}:${origin.start.column}`
}

function categoryOf(unit: Task | Subtask, { items }: Listed): WorkItem['categories'][number] | undefined {
  return items.get(placeKey(unit))?.categories[0]
}

/** What a service declares and does not get yet, as one line. */
export function pendingText({ pending }: Pick<Service, 'pending'>): string {
  return [...new Set(pending.map(({ what }) => what))].join(', ')
}

function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

const BOX = { true: '[x]', false: '[ ]' } as const

/** Whether what a line of the plan asks for is declared as not generated yet. */
function isPending({ origin }: Subtask, { services }: Listed): boolean {
  return services.some(({ pending }) =>
    pending.some(
      (found) => found.origin.path === origin.path && found.origin.start.line === origin.start.line,
    ),
  )
}

function subtaskLine(subtask: Subtask, listed: Listed): string {
  const category = categoryOf(subtask, listed) ?? ''
  const note = isPending(subtask, listed) ? '  (not generated yet)' : ''
  return `    ${BOX[`${subtask.done}`]} ${subtask.id.padEnd(5)} ${category.padEnd(13)} ${subtask.title}${note}`.trimEnd()
}

function taskLines(task: Task, listed: Listed): readonly string[] {
  const status = task.status.replace('_', ' ')
  return [
    `  ${task.id.padEnd(5)} ${status.padEnd(11)} ${task.title}`.trimEnd(),
    ...task.subtasks.map((subtask) => subtaskLine(subtask, listed)),
  ]
}

/** Tasks in the order of the plan, under a heading for each service. */
function planLines(listed: Listed): readonly string[] {
  const { plan, services } = listed
  const lines = [
    `${plan.path}  ${plan.title}: ${plural(services.length, 'service')}, ${plural(plan.tasks.length, 'task')}`,
  ]
  for (const service of services) {
    const own = plan.tasks.filter((task) => task.scope === 'service' && ownerOf(task, services) === service)
    lines.push('', service.name)
    lines.push(...own.flatMap((task) => taskLines(task, listed)))
    if (service.pending.length > 0) lines.push(`  not generated yet: ${pendingText(service)}`)
  }
  const rest = plan.tasks.filter((task) => ownerOf(task, services) === undefined)
  if (rest.length > 0)
    lines.push('', 'of no single service', ...rest.flatMap((task) => taskLines(task, listed)))
  return [...lines, '']
}

function ownerOf(task: Task, services: readonly Service[]): Service | undefined {
  if (task.scope !== 'service') return undefined
  const { service } = task
  if (service === undefined) return services.length === 1 ? services[0] : undefined
  return services.find(({ name }) => meansService(service, name))
}

function planJson(listed: Listed): Readonly<Record<string, unknown>> {
  const { plan, services } = listed
  return {
    path: plan.path,
    format: plan.family,
    slug: plan.slug,
    services: services.map(({ name }) => name),
    pending: services.flatMap((service) =>
      service.pending.map(({ what, category, origin }) => ({
        service: service.name,
        what,
        category,
        path: origin.path,
        line: origin.start.line,
      })),
    ),
    tasks: plan.tasks.map((task) => taskJson(task, listed)),
  }
}

function taskJson(task: Task, listed: Listed): Readonly<Record<string, unknown>> {
  const { plan, services, items } = listed
  const service = ownerOf(task, services)?.name ?? task.service
  const key = service === undefined ? `${plan.slug}:${task.id}` : `${plan.slug}:${service}/${task.id}`
  return {
    key: items.get(placeKey(task))?.key ?? key,
    id: task.id,
    title: task.title,
    status: task.status,
    service: service ?? null,
    phase: task.phase ?? null,
    category: categoryOf(task, listed) ?? null,
    parallel: task.parallel,
    story: task.story ?? null,
    labels: task.labels,
    paths: task.paths.map(({ path }) => path),
    dependencies: task.blockedBy.map(({ id }) => id),
    subtasks: task.subtasks.map((subtask) => subtaskJson(subtask, listed)),
    path: task.path,
    line: task.origin.start.line,
  }
}

function subtaskJson(subtask: Subtask, listed: Listed): Readonly<Record<string, unknown>> {
  const item = listed.items.get(placeKey(subtask))
  const { id, title, done } = subtask
  return { key: item?.key ?? null, id, title, done, category: item?.categories[0] ?? null }
}
