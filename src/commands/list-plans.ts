import type { CriterionProof } from '../generator/index.ts'
import type { LocatedPlans } from '../plan/locate.ts'
import type { Plan, Subtask, Task } from '../plan/plan.ts'
import { locate, readPlans, rootOf } from '../plan/read-plans.ts'
import { type ListedItem, type ListedService, listServices } from '../system/list-services.ts'
import { isSameService } from '../system/names.ts'
import { isShared, SHARED } from '../system/shared-items.ts'
import type { Scope } from '../system/system.ts'
import { counted } from './counted.ts'
import { countedTasks, isEmpty } from './empty-plans.ts'
import { criteriaJson, criterionLines, type ProofsOf, readCriteria } from './list-criteria.ts'
import { dependencyJson, phaseJson, phaseLines } from './list-phases.ts'
import { specificationJson } from './list-specification.ts'
import { modernizing } from './modernizing.ts'
import { type Outcome, outcome } from './outcome.ts'
import { pendingOf, pendingText } from './pending-text.ts'
import { shorten } from './shorten.ts'
import type { Context } from './verb.ts'

/** A plan with what its tasks say. */
interface Listed {
  readonly plan: Plan
  readonly services: readonly ListedService[]
  readonly shared: ListedService
  readonly items: ReadonlyMap<string, ListedItem>
  /** With all facts read; only with `--verbose`, for it takes longer than everything else. */
  readonly whole: ProofsOf | undefined
  /** Columns of a title. */
  readonly room: number
}

const TITLE = 100

/** Every plan, its services, tasks and subtasks. */
export async function listPlans(context: Context): Promise<Outcome> {
  const { disk, cwd, options, diagnostics } = context
  const place = { disk, cwd, root: options.root, plan: options.plan, prd: options.prd }
  const root = rootOf(place)
  const located = locate(place, root, diagnostics)
  const named = options.plan !== undefined || options.prd !== undefined
  const locations = named ? (located.chosen ? [located.chosen] : []) : located.all
  const tried = options.verbose ? triedLines(located, root) : []
  const plans = await readPlans({ disk, root, tasksOnly: !options.verbose }, locations, diagnostics)
  const systems = options.verbose ? await readSystems(plans, { context, root }) : []
  const room = options.all || options.verbose ? Number.POSITIVE_INFINITY : TITLE
  const listed = plans.map((plan, index) => ({ ...describe(plan), whole: systems[index], room }))
  const nothing = plans.length === 0 && diagnostics.hasErrors
  return outcome({
    exitCode: nothing ? 2 : isEmpty(plans) ? 1 : 0,
    diagnostics: diagnostics.all,
    result: { plans: listed.map(planJson) },
    text: listed.flatMap(planLines).join('\n'),
    summary: tried,
    nextSteps: nothing && !named ? ['create-taskplan-service <service> --starter'] : [],
  })
}

/** What each plan means by itself, and what proves its criteria. */
async function readSystems(
  plans: readonly Plan[],
  { context: { install, disk, diagnostics }, root }: { readonly context: Context; readonly root: string },
): Promise<readonly ProofsOf[]> {
  const [{ buildSystem }, { openWorkspace }] = await Promise.all([
    import('../system/build-system.ts'),
    import('../workspace/index.ts'),
  ])
  const { state } = openWorkspace({ disk, root }, diagnostics)
  const defaults = { modernizes: modernizing({}, undefined, state) }
  const system = (plan: Plan) => buildSystem([plan], { defaults }, diagnostics)
  return Promise.all(plans.map((plan) => readCriteria(install, system(plan))))
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

function describe(plan: Plan): Pick<Listed, 'plan' | 'services' | 'shared' | 'items'> {
  const { services, shared } = listServices(plan)
  const items = new Map(
    [...services, shared].flatMap(({ items: own }) => own.map((item) => [placeKey(item), item] as const)),
  )
  return { plan, services, shared, items }
}

/** Tasks and their work items are paired by the place both were read from. */
function placeKey({ origin }: Pick<Task, 'origin'>): string {
  return `${origin.path}:${origin.start.line}:${origin.start.column}`
}

const BOX = { true: '[x]', false: '[ ]' } as const

function noteOf({ pending }: Pick<ListedItem, 'pending'>): string {
  return pending.length === 0 ? '' : `  (${pending.join(', ')}: not generated yet)`
}

function subtaskLine(subtask: Subtask, { items, room }: Listed): string {
  const item = items.get(placeKey(subtask))
  const category = item?.categories[0] ?? ''
  const note = item ? noteOf(item) : ''
  return `    ${BOX[`${subtask.done}`]} ${subtask.id.padEnd(5)} ${category.padEnd(13)} ${shorten(subtask.title, room)}${note}`.trimEnd()
}

function taskLines(task: Task, listed: Listed): readonly string[] {
  const status = task.status.replace('_', ' ')
  const item = listed.items.get(placeKey(task))
  return [
    `  ${(task.key ?? task.id).padEnd(5)} ${status.padEnd(11)} ${shorten(task.title, listed.room)}${item ? noteOf(item) : ''}`.trimEnd(),
    ...task.subtasks.map((subtask) => subtaskLine(subtask, listed)),
  ]
}

/** Tasks in the order of the plan, under a heading for each service. */
function planLines(listed: Listed): readonly string[] {
  const { plan, services } = listed
  if (plan.phases) return phaseLines(plan, plan.phases, listed.room)
  const counts = [...(services.length > 0 ? [counted(services.length, 'service')] : []), countedTasks(plan)]
  const lines = [`${plan.path}  ${shorten(plan.title, listed.room)}: ${counts.join(', ')}`]
  for (const service of services) {
    const own = plan.tasks.filter((task) => task.scope === 'service' && ownerOf(task, services) === service)
    lines.push('', service.name)
    lines.push(...own.flatMap((task) => taskLines(task, listed)))
    const [found, proofs] = wholeOf(service.name, listed)
    lines.push(...criterionLines(proofs))
    if (found && pendingOf(found).length > 0) lines.push(`  not generated yet: ${pendingText(found)}`)
  }
  const shared = plan.tasks.filter(isShared)
  if (shared.length > 0)
    lines.push(
      '',
      SHARED,
      ...shared.flatMap((task) => taskLines(task, listed)),
      ...criterionLines(wholeOf(SHARED, listed)[1]),
    )
  const rest = plan.tasks.filter((task) => ownerOf(task, services) === undefined && !isShared(task))
  if (rest.length > 0)
    lines.push(
      ...(lines.length > 1 ? ['', 'of no single service'] : []),
      ...rest.flatMap((task) => taskLines(task, listed)),
    )
  return [...lines, '']
}

function wholeOf(name: string, { whole }: Listed): readonly [Scope | undefined, readonly CriterionProof[]] {
  return [...(whole ?? [])].find(([scope]) => isSameService(scope.name, name)) ?? [undefined, []]
}

function ownerOf(task: Task, services: readonly ListedService[]): ListedService | undefined {
  if (task.scope !== 'service') return undefined
  const { service } = task
  if (service === undefined) return services.length === 1 ? services[0] : undefined
  return services.find(({ name }) => isSameService(service, name))
}

function planJson(listed: Listed): Readonly<Record<string, unknown>> {
  const { plan, services, whole } = listed
  return {
    path: plan.path,
    format: plan.family,
    slug: plan.slug,
    services: services.map(({ name }) => name),
    ...(plan.phases && { title: plan.title, phases: plan.phases.map(phaseJson) }),
    ...(plan.dependencies && { dependencies: plan.dependencies.map(dependencyJson) }),
    ...specificationJson(plan),
    ...(whole && {
      pending: [...whole.keys()].flatMap(pendingJson),
      criteria: [...whole].flatMap(([scope, proofs]) => criteriaJson(scope, proofs)),
    }),
    tasks: plan.tasks.map((task) => taskJson(task, listed)),
  }
}

function pendingJson(scope: Scope): readonly Readonly<Record<string, unknown>>[] {
  return pendingOf(scope).map(({ what, category, origin }) => ({
    service: scope.name,
    what,
    category,
    path: origin.path,
    line: origin.start.line,
  }))
}

function taskJson(task: Task, listed: Listed): Readonly<Record<string, unknown>> {
  const { plan, services, items } = listed
  const service = ownerOf(task, services)?.name ?? task.service ?? (isShared(task) ? SHARED : undefined)
  const key =
    service === undefined ? `${plan.slug}:${task.key ?? task.id}` : `${plan.slug}:${service}/${task.id}`
  const item = items.get(placeKey(task))
  return {
    key: item?.key ?? key,
    id: task.id,
    title: task.title,
    status: task.status,
    service: service ?? null,
    phase: task.phase ?? null,
    category: item?.categories[0] ?? null,
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
  const category = item?.categories[0] ?? null
  return { key: item?.key ?? null, id, title, done, category, pending: item?.pending ?? [] }
}
