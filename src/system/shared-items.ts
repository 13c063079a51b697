/** Tasks of no single service that something is generated for, and what each is about. */
import type { Plan, Task } from '../plan/plan.ts'
import { foldText, hasWord } from './folded-text.ts'
import { unitsOf } from './items.ts'
import { byTaskId, type PlannedTask } from './services.ts'
import type { Scope, Service } from './system.ts'
import type { WorkItem } from './work-item.ts'

/** Name of the scope in keys, states and commands. */
export const SHARED = 'shared'

export type SharedKind = 'contracts' | 'library'

const WORDS: Readonly<Record<SharedKind, readonly string[]>> = {
  contracts: ['proto', 'protobuf', 'grpc', 'service contract', 'contrato de servico', 'contrato grpc'],
  library: ['library', 'common component', 'common utility', 'shared utility', 'shared common', 'biblioteca'],
}
const PATHS: Readonly<Record<SharedKind, RegExp>> = {
  contracts: /^proto(?:\/|$)/,
  library: /^shared\/common(?:\/|$)/,
}

/** An item of the shared scope with the task it stands in. */
export interface SharedItem {
  readonly item: WorkItem
  readonly task: Task
  readonly feature: string
}

/** A service's own name can be no other scope's. */
export function isService(scope: Scope): scope is Service {
  return scope.name !== SHARED
}

/** Tasks of `shared`, and those of the whole plan that speak of what services share. */
export function isShared(task: Task): boolean {
  return task.scope === 'shared' || (task.scope === 'plan' && speaksOf(task) !== undefined)
}

function speaksOf({ title }: Task): SharedKind | undefined {
  const folded = foldText(title)
  return (['contracts', 'library'] as const).find((kind) => WORDS[kind].some((word) => hasWord(folded, word)))
}

/** Units of the shared scope in plan order. */
export function sharedItems(plans: readonly Plan[]): readonly SharedItem[] {
  const tasks = plans
    .flatMap((plan) => plan.tasks.filter(isShared).map((task): PlannedTask => ({ plan, task })))
    .sort(byTaskId)
  return unitsOf(tasks, SHARED).map(({ planned: { plan, task }, item }) => ({
    task,
    feature: plan.slug,
    item: { ...item, categories: ['shared'] },
  }))
}

/** Items that bring something: those that name it, else the first of a task that does. */
export function itemsAbout(kind: SharedKind, items: readonly SharedItem[]): readonly SharedItem[] {
  const open = items.filter(({ item }) => !item.excluded)
  const named = open.filter(
    ({ item, task }) => names(kind, item.title) || (isWhole(item, task) && isAbout(kind, task)),
  )
  if (named.length > 0) return named
  const task = open.find((found) => isAbout(kind, found.task))?.task
  return open.filter((found) => found.task === task).slice(0, 1)
}

function isWhole(item: WorkItem, task: Task): boolean {
  return item.id === task.id
}

function isAbout(kind: SharedKind, { title, paths }: Task): boolean {
  return names(kind, title) || paths.some(({ path }) => PATHS[kind].test(path))
}

function names(kind: SharedKind, title: string): boolean {
  const folded = foldText(title)
  return WORDS[kind].some((word) => hasWord(folded, word))
}
