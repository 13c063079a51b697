/** Everything a scaffold decides before it asks for leave to write. */
import { Diagnostics, diagnostic } from '../diagnostics/index.ts'
import type { FileSpec } from '../generator/index.ts'
import type { ChangeSet } from '../merge/index.ts'
import { outline } from '../outline/index.ts'
import { changesOf, readPlans, readSystem } from '../pipeline.ts'
import type { PlanLocation } from '../plan/family.ts'
import type { Plan } from '../plan/plan.ts'
import type { Service, WorkItem } from '../system/system.ts'
import { openWorkspace, recoverIfNeeded, type Workspace } from '../workspace/index.ts'
import { reportedChanges } from './change-lines.ts'
import { chooseService, missingService } from './choose-service.ts'
import { COMMAND_CODES } from './codes.ts'
import { type FoundPlan, findPlan } from './find-plan.ts'
import { missingAnswers } from './missing-answers.ts'
import { type Outcome, type OutcomeChange, outcome } from './outcome.ts'
import { type Repeat, workingLine } from './repeat-line.ts'
import { selectTasks } from './select-tasks.ts'
import type { Talk } from './talk.ts'
import type { Context } from './verb.ts'

export interface ScaffoldRequest {
  readonly service: string | undefined
  /** Task ids as written. */
  readonly tasks: readonly string[]
  /** Ask for leave before writing where somebody is there. */
  readonly wizard: boolean
}

export interface Prepared {
  readonly found: FoundPlan
  readonly workspace: Workspace
  readonly plan: Plan
  readonly service: Service
  /** Tasks asked for that something is generated for, and those that nothing is generated for yet. */
  readonly items: readonly WorkItem[]
  readonly waiting: readonly WorkItem[]
  readonly changeSet: ChangeSet
  readonly reported: readonly OutcomeChange[]
}

/** Errors of usage and of missing input; every other error is an answer about the plan. */
const UNUSABLE =
  /^(command|generator|workspace|merge|verify)\/|^plan\/(not-found|ambiguous-location|unknown-service|no-tasks)$|^text\//

/** The outcome of a run that stops because of what was found. */
export function stopped(diagnostics: Diagnostics): Outcome {
  const errors = diagnostics.all.filter(({ severity }) => severity === 'error')
  const exitCode = errors.some(({ code }) => UNUSABLE.test(code)) ? 2 : 1
  return outcome({ exitCode, diagnostics: diagnostics.all })
}

interface Preparing {
  readonly context: Context
  readonly request: ScaffoldRequest
  readonly talk: Talk
}

/** Reads, decides and merges; an outcome where the run cannot go on. */
export async function prepare(
  context: Context,
  request: ScaffoldRequest,
  talk: Talk,
): Promise<Prepared | Outcome> {
  const { diagnostics, disk } = context
  const preparing = { context, request, talk }
  const found = await findPlan(context, request.service, talk)
  if (diagnostics.hasErrors) return stopped(diagnostics)
  if (!found.chosen) return lacking(preparing, await servicesOf(found, preparing))
  const place = { disk, root: found.root }
  if (!context.options['dry-run']) recoverIfNeeded(place, diagnostics)
  const workspace = openWorkspace(place, diagnostics)
  const before = workspace.state.tasks.map(({ key }) => key)
  const plans = await readPlans({ disk: found.disk, root: found.root }, wanted(found, before), diagnostics)
  const plan = plans.find(({ path }) => path === found.chosen?.path)
  if (diagnostics.hasErrors || !plan) return stopped(diagnostics)
  const system = readSystem(plans, diagnostics)
  const service = await chooseService(system, request.service ?? found.service, preparing)
  if (diagnostics.hasErrors) return stopped(diagnostics)
  if (!service) return lacking(preparing, [])
  const items = selectTasks(
    service,
    [...request.tasks, ...(context.options.tasks?.split(',') ?? [])],
    diagnostics,
  )
  const specs = outline(await context.install.generators(), system, diagnostics)
  if (diagnostics.hasErrors) return stopped(diagnostics)
  return merged(context, { found, workspace, plan, service }, { items, specs, before: new Set(before) })
}

/** Features with scaffolded tasks, and the one named: one system is built from all of them. */
function wanted({ all, chosen }: FoundPlan, before: readonly string[]): readonly PlanLocation[] {
  const slugs = new Set(before.map((key) => key.slice(0, key.indexOf(':'))))
  const others = all.filter(({ slug, path }) => slugs.has(slug) && path !== chosen?.path)
  return chosen ? [...others, chosen] : others
}

/** The services of every plan, where the plan and the service are both open and nobody can be asked. */
async function servicesOf(
  { disk, root, all }: FoundPlan,
  { request, talk }: Preparing,
): Promise<readonly Service[]> {
  if (request.service !== undefined || talk.missing.length === 0) return []
  const aside = new Diagnostics()
  return readSystem(await readPlans({ disk, root }, all, aside), aside).services
}

function lacking({ context, request, talk }: Preparing, services: readonly Service[]): Outcome {
  const { diagnostics } = context
  const missing = [...(services.length > 0 ? [missingService(services)] : []), ...talk.missing]
  if (missing.length > 0) {
    const extra = missing.map(({ answer }) => answer)
    const repeat: Repeat = { service: request.service, tasks: request.tasks, extra }
    return missingAnswers(missing, workingLine(context, repeat), diagnostics)
  }
  const message = 'the plan names no service that could be written'
  diagnostics.add(diagnostic(COMMAND_CODES, 'plan/unknown-service', { message, hint: 'see `taskplan list`' }))
  return stopped(diagnostics)
}

interface Chosen {
  readonly items: readonly WorkItem[]
  readonly specs: readonly FileSpec[]
  readonly before: ReadonlySet<string>
}

async function merged(
  { install, diagnostics }: Context,
  base: Pick<Prepared, 'found' | 'workspace' | 'plan' | 'service'>,
  { items, specs, before }: Chosen,
): Promise<Prepared | Outcome> {
  const owned = new Set(specs.flatMap(({ owners }) => owners))
  const open = new Set(base.service.pending.map(({ category }) => category))
  const isWaiting = ({ key, categories }: WorkItem) =>
    !owned.has(key) && categories.every((category) => open.has(category))
  const ready = items.filter((item) => !isWaiting(item))
  const changeSet = await changesOf(
    {
      specs,
      tasks: new Set(ready.map(({ key }) => key)),
      before,
      templates: install.templates,
      base: base.workspace.readBase(),
      ours: base.workspace.ours,
    },
    diagnostics,
  )
  if (diagnostics.hasErrors) return stopped(diagnostics)
  const categories = new Map(specs.map(({ path, category }) => [path, category]))
  return {
    ...base,
    items: ready,
    waiting: items.filter(isWaiting),
    changeSet,
    reported: [...starterChanges(base.found), ...reportedChanges(changeSet, categories)],
  }
}

function starterChanges({ starter }: FoundPlan): readonly OutcomeChange[] {
  return [...starter.keys()].map((path) => ({ kind: 'create', path, tasks: [], note: 'starter plan, yours' }))
}
