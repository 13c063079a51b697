/**
 * The line, from the documents to the disk:
 *
 *   locate ▶ read plans ▶ build system ▶ outline ▶ render ▶ merge ▶ apply
 *
 * Every stage is pure but the first two, which read, and the last, which writes. Commands are prefixes of it;
 * the later stages are loaded when they are reached, so that a short prefix starts fast.
 */
import type { Diagnostics } from './diagnostics/index.ts'
import type { FileSpec } from './generator/index.ts'
import type { Base, ChangeSet, Ours } from './merge/index.ts'
import type { Plan } from './plan/plan.ts'
import type { FileTree, TemplateSource } from './render/index.ts'
import { buildSystem } from './system/build-system.ts'
import type { System } from './system/system.ts'

export { locate, type Place, readPlans, rootOf } from './plan/read-plans.ts'

export function readSystem(plans: readonly Plan[], diagnostics: Diagnostics): System {
  return buildSystem(plans, {}, diagnostics)
}

export interface Desire {
  readonly specs: readonly FileSpec[]
  /** Keys of the tasks that are asked for now, and of those that were scaffolded before. */
  readonly tasks: ReadonlySet<string>
  readonly before: ReadonlySet<string>
  readonly templates: TemplateSource
  readonly base: Base
  readonly ours: Ours
}

/** What the tasks change: their own files, what those need, and shared files that change because of them. */
export async function changesOf(desire: Desire, diagnostics: Diagnostics): Promise<ChangeSet> {
  const [{ createTemplates, renderTree }, { mergeTrees }] = await Promise.all([
    import('./render/index.ts'),
    import('./merge/index.ts'),
  ])
  const { specs, tasks, before, base, ours } = desire
  const templates = createTemplates(desire.templates)
  const theirs = renderTree(specs, { scaffolded: new Set([...before, ...tasks]), templates })
  const earlier = before.size === 0 ? undefined : renderTree(specs, { scaffolded: before, templates })
  const services = servicesOf(theirs, tasks)
  const select = (path: string) => isTouched(path, { theirs, earlier, tasks, services })
  return mergeTrees({ base, ours, theirs, select }, diagnostics)
}

interface Touch {
  readonly theirs: FileTree
  readonly earlier: FileTree | undefined
  readonly tasks: ReadonlySet<string>
  /** Services of these tasks. */
  readonly services: ReadonlySet<string>
}

function servicesOf(tree: FileTree, tasks: ReadonlySet<string>): ReadonlySet<string> {
  const owned = [...tree.values()].filter(({ owners }) => owners.some((owner) => tasks.has(owner)))
  return new Set(owned.map(({ service }) => service))
}

function isTouched(path: string, { theirs, earlier, tasks, services }: Touch): boolean {
  if (earlier === undefined) return true
  const [now, then] = [theirs.get(path), earlier.get(path)]
  if (now === undefined || then === undefined) return now !== then
  // What every task of the service needs has no owner of its own: a kept conflict is offered again.
  if (now.owners.length === 0 && services.has(now.service)) return true
  if (now.owners.some((owner) => tasks.has(owner))) return true
  return now.mode !== then.mode || Buffer.compare(now.content, then.content) !== 0
}
