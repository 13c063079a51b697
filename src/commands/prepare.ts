/** Everything a scaffold decides before it asks for leave to write. */
import { Diagnostics, diagnostic } from '../diagnostics/index.ts'
import type { FileSpec } from '../generator/index.ts'
import type { ChangeSet } from '../merge/index.ts'
import { type Choice, decide, readPlans, readSystem } from '../pipeline.ts'
import type { PlanLocation } from '../plan/family.ts'
import type { Plan } from '../plan/plan.ts'
import { shown } from '../system/names.ts'
import { isService } from '../system/shared-items.ts'
import type { Scope } from '../system/system.ts'
import type { WorkItem } from '../system/work-item.ts'
import { openWorkspace, recoverIfNeeded, type Workspace } from '../workspace/index.ts'
import { reportedChanges } from './change-lines.ts'
import { chooseService, missingService, scopesOf } from './choose-service.ts'
import { COMMAND_CODES } from './codes.ts'
import { type FoundPlan, findPlan, sourceOf } from './find-plan.ts'
import { missingAnswers } from './missing-answers.ts'
import { modernizeFlag, modernizing } from './modernizing.ts'
import { type Outcome, type OutcomeChange, outcome } from './outcome.ts'
import { pendingOf } from './pending-text.ts'
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
  readonly scope: Scope
  /** Tasks asked for that something is generated for, and those that nothing is generated for yet. */
  readonly items: readonly WorkItem[]
  readonly waiting: readonly WorkItem[]
  readonly changeSet: ChangeSet
  readonly reported: readonly OutcomeChange[]
  /** Files of an unfinished run that were edited since and could not be taken back. */
  readonly leftAlone: readonly string[]
}

/** The outcome of a run that stops because of what was found: errors of the plan are an answer. */
function stopped({ diagnostics }: Context, found?: FoundPlan): Outcome {
  const errors = diagnostics.all.filter(({ severity }) => severity === 'error')
  const exitCode = errors.some(({ about }) => about !== 'plan') ? 2 : 1
  return outcome({ exitCode, diagnostics: diagnostics.all, ...(found && { source: sourceOf(found) }) })
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
  const { diagnostics, disk, install } = context
  const preparing = { context, request, talk }
  const found = await findPlan(context, request.service, talk)
  if (diagnostics.hasErrors) return stopped(context, found)
  if (!found.chosen) return lacking(preparing, found, await servicesOf(found, preparing))
  const place = { disk, root: found.root }
  const recovered = context.options['dry-run'] ? undefined : recoverIfNeeded(place, diagnostics)
  const workspace = openWorkspace(place, diagnostics)
  const before = new Set(workspace.state.tasks.map(({ key }) => key))
  const line = {
    disk: found.disk,
    root: found.root,
    locations: wanted(found, before),
    generators: install.generators,
    templates: install.templates,
    base: workspace.readBase(),
    ours: workspace.ours,
    before,
    modernizes: modernizing(context.options, request.service ?? found.service, workspace.state),
  }
  const decided = await decide(line, choiceOf(preparing, found), diagnostics)
  if (!decided) return diagnostics.hasErrors ? stopped(context, found) : lacking(preparing, found, [])
  const { chosen, specs, changeSet } = decided
  const categories = new Map(specs.map(({ path, category }) => [path, category]))
  if (!isService(chosen.scope)) reportManual(chosen.items, specs, diagnostics)
  return {
    found,
    workspace,
    plan: chosen.plan,
    scope: chosen.scope,
    ...divide(chosen, specs),
    changeSet,
    reported: [...starterChanges(found), ...reportedChanges(changeSet, categories)],
    leftAlone: recovered?.leftAlone ?? [],
  }
}

/** Tasks of the shared scope that bring no file. */
function reportManual(
  items: readonly WorkItem[],
  specs: readonly FileSpec[],
  diagnostics: Diagnostics,
): void {
  const owned = new Set(specs.flatMap(({ owners }) => owners))
  for (const { key, id, title, origin } of items) {
    if (owned.has(key)) continue
    const message = `nothing is generated for \`${id} ${shown(title)}\`: it is done by hand`
    diagnostics.add(diagnostic(COMMAND_CODES, 'plan/manual-task', { message, location: origin }))
  }
}

const NO_PACKAGES = {
  message: 'what services share lists no packages to replace or keep',
  hint: 'name a service, or leave `--modernize` and `--no-modernize` out',
}

interface Chosen {
  readonly plan: Plan
  readonly scope: Scope
  /** Tasks asked for. */
  readonly items: readonly WorkItem[]
}

function choiceOf({ context, request, talk }: Preparing, found: FoundPlan): Choice<Chosen> {
  const { options, diagnostics } = context
  return {
    async ofSystem(system, plans) {
      const plan = plans.find(({ path }) => path === found.chosen?.path)
      if (!plan) return undefined
      const scope = await chooseService(system, request.service ?? found.service, { context, talk })
      if (!scope) return undefined
      if (!isService(scope) && modernizeFlag(options) !== undefined) {
        diagnostics.add(diagnostic(COMMAND_CODES, 'command/flag-of-a-service', NO_PACKAGES))
        return undefined
      }
      const written = [...request.tasks, ...(options.tasks?.split(',') ?? [])]
      return { plan, scope, items: selectTasks(scope, written, diagnostics) }
    },
    ofTasks: (chosen, specs) => new Set(divide(chosen, specs).items.map(({ key }) => key)),
  }
}

/** Tasks that something is generated for, and those of categories that nothing is generated for yet. */
function divide({ scope, items }: Chosen, specs: readonly FileSpec[]): Pick<Prepared, 'items' | 'waiting'> {
  const owned = new Set(specs.flatMap(({ owners }) => owners))
  const open = new Set(pendingOf(scope).map(({ category }) => category))
  const isWaiting = ({ key, categories }: WorkItem) =>
    !owned.has(key) && categories.every((category) => open.has(category))
  return { items: items.filter((item) => !isWaiting(item)), waiting: items.filter(isWaiting) }
}

/** Features with scaffolded tasks, and the one named: one system is built from all of them. */
function wanted({ all, chosen }: FoundPlan, before: ReadonlySet<string>): readonly PlanLocation[] {
  const slugs = new Set([...before].map((key) => key.slice(0, key.indexOf(':'))))
  const others = all.filter(({ slug, path }) => slugs.has(slug) && path !== chosen?.path)
  return chosen ? [...others, chosen] : others
}

/** The services of every plan, where the plan and the service are both open and nobody can be asked. */
async function servicesOf(
  { disk, root, all }: FoundPlan,
  { request, talk }: Preparing,
): Promise<readonly Scope[]> {
  if (request.service !== undefined || talk.missing.length === 0) return []
  const aside = new Diagnostics()
  return scopesOf(readSystem(await readPlans({ disk, root }, all, aside), aside))
}

function lacking({ context, request, talk }: Preparing, found: FoundPlan, scopes: readonly Scope[]): Outcome {
  const { diagnostics } = context
  const missing = [...(scopes.length > 0 ? [missingService(scopes)] : []), ...talk.missing]
  if (missing.length > 0) {
    const extra = missing.map(({ answer }) => answer)
    const repeat: Repeat = { service: request.service, tasks: request.tasks, extra }
    return missingAnswers(missing, workingLine(context, repeat), diagnostics)
  }
  const message = 'the plan names no service that could be written'
  diagnostics.add(diagnostic(COMMAND_CODES, 'plan/unknown-service', { message, hint: 'see `taskplan list`' }))
  return stopped(context, found)
}

function starterChanges({ starter }: FoundPlan): readonly OutcomeChange[] {
  return [...starter.keys()].map((path) => ({ kind: 'create', path, tasks: [], note: 'starter plan, yours' }))
}
