/**
 * The line, from the documents to the disk:
 *
 *   locate ▶ read plans ▶ build system ▶ outline ▶ render ▶ merge ▶ apply
 *
 * Every stage is pure but the first two, which read, and the last, which writes: `decide` goes from the plans to the
 * changes, and what it returns is applied by `applyChanges` of the workspace, with leave. The stages from the outline
 * on are loaded when they are reached.
 */
import type { Diagnostics } from './diagnostics/index.ts'
import type { FileSpec, Generator } from './generator/index.ts'
import type { Base, ChangeSet, Ours } from './merge/index.ts'
import type { ProtoFile } from './plan/facts.ts'
import type { PlanLocation } from './plan/family.ts'
import type { Plan } from './plan/plan.ts'
import { readPlans } from './plan/read-plans.ts'
import { readStandingProtos } from './plan/standing-protos.ts'
import type { Disk } from './ports.ts'
import type { TemplateSource } from './render/index.ts'
import { type BuildOptions, buildSystem } from './system/build-system.ts'
import { SHARED } from './system/shared-items.ts'
import type { System } from './system/system.ts'

export { locate, type PlanSearch, readPlans, rootOf } from './plan/read-plans.ts'

export function readSystem(
  plans: readonly Plan[],
  diagnostics: Diagnostics,
  options: BuildOptions = {},
): System {
  return buildSystem(plans, options, diagnostics)
}

export interface Line {
  readonly disk: Disk
  readonly root: string
  readonly locations: readonly PlanLocation[]
  generators(): Promise<readonly Generator[]>
  readonly templates: TemplateSource
  /** What was rendered last, and what stands there now. */
  readonly base: Base
  readonly ours: Ours
  /** Keys of the tasks that were scaffolded before. */
  readonly before: ReadonlySet<string>
  /** Whether packages of a service that are dead or dangerous are replaced. */
  modernizes(service: string): boolean
}

/** What is chosen on the way. Undefined stops the line, as an error does. */
export interface Choice<T> {
  ofSystem(system: System, plans: readonly Plan[]): Promise<T | undefined>
  /** Keys of the tasks that are asked for now. */
  ofTasks(chosen: T, specs: readonly FileSpec[]): ReadonlySet<string>
}

/** A line as far as it went. */
export interface Decided<T> {
  readonly chosen: T
  readonly specs: readonly FileSpec[]
  readonly changeSet: ChangeSet
}

/** Goes along the line up to the changes; undefined where an error or a choice stopped it. Nothing is written. */
export async function decide<T>(
  line: Line,
  choice: Choice<T>,
  diagnostics: Diagnostics,
): Promise<Decided<T> | undefined> {
  const plans = await readPlans(line, line.locations, diagnostics)
  if (diagnostics.hasErrors) return undefined
  const standing = await standingProtos(line, diagnostics)
  const system = readSystem(plans, diagnostics, { defaults: { modernizes: line.modernizes }, standing })
  const chosen = await choice.ofSystem(system, plans)
  if (chosen === undefined || diagnostics.hasErrors) return undefined
  const { outline } = await import('./outline/index.ts')
  const specs = outline(await line.generators(), system, diagnostics)
  if (diagnostics.hasErrors) return undefined
  const changeSet = await changesOf(line, { specs, tasks: choice.ofTasks(chosen, specs) }, diagnostics)
  return diagnostics.hasErrors ? undefined : { chosen, specs, changeSet }
}

function standingProtos({ disk, root, base }: Line, diagnostics: Diagnostics): Promise<readonly ProtoFile[]> {
  const place = {
    disk,
    root,
    generated: (path: string) => base.get(path)?.content,
    isOwned: (path: string) => (base.get(path)?.service ?? SHARED) !== SHARED,
  }
  return readStandingProtos(place, diagnostics)
}

interface Wanted {
  readonly specs: readonly FileSpec[]
  readonly tasks: ReadonlySet<string>
}

/** Renders what stands after the tasks and what stood before them, and merges what they touch. */
async function changesOf(line: Line, { specs, tasks }: Wanted, diagnostics: Diagnostics): Promise<ChangeSet> {
  const [{ createTemplates, renderTree }, { mergeTrees, reportStaleCopies, selectTouched }] =
    await Promise.all([import('./render/index.ts'), import('./merge/index.ts')])
  const { before, base, ours } = line
  const templates = createTemplates(line.templates)
  const theirs = renderTree(specs, { scaffolded: new Set([...before, ...tasks]), templates })
  const earlier = before.size === 0 ? undefined : renderTree(specs, { scaffolded: before, templates })
  const select = selectTouched({ theirs, earlier, tasks })
  const changeSet = mergeTrees({ base, ours, theirs, select }, diagnostics)
  reportStaleCopies({ specs, changes: changeSet.changes, ours }, diagnostics)
  return changeSet
}
