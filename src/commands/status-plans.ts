/** Where the tasks of every plan stand, from the plans and the files beside them; nothing needs to be scaffolded. */
import { Diagnostics } from '../diagnostics/index.ts'
import { locate, readPlans, rootOf } from '../plan/read-plans.ts'
import { buildSchedule } from '../schedule/index.ts'
import { generatedWrites } from './generated-writes.ts'
import { drawingOf } from './graph-view.ts'
import { type Outcome, outcome } from './outcome.ts'
import { taskplanCommand } from './own-command.ts'
import { readBelow } from './source.ts'
import { findAbsent } from './status-absent.ts'
import { statusJson } from './status-json.ts'
import { statusText } from './status-text.ts'
import { featureStatuses, type Status } from './status-view.ts'
import type { Context } from './verb.ts'

export async function statusPlans(context: Context): Promise<Outcome> {
  const { disk, cwd, env, options, diagnostics } = context
  const place = { disk, cwd, root: options.root, plan: options.plan, prd: options.prd }
  const root = rootOf(place)
  const located = locate(place, root, diagnostics)
  const isNamed = options.plan !== undefined || options.prd !== undefined
  const locations = isNamed ? (located.chosen ? [located.chosen] : []) : located.all
  const plans = await readPlans({ disk, root, tasksOnly: true }, locations, diagnostics)
  const isNothing = plans.length === 0 && diagnostics.hasErrors
  const schedule = buildSchedule(plans, new Diagnostics())
  // Reading every document of many features takes longer than all the rest: `graph` does.
  const isWhole = Boolean(options.all || options.verbose)
  const isThorough = isWhole || options.json === true || locations.length === 1
  const generated = isThorough ? await generatedWrites({ context, root, locations }, schedule) : []
  const drawing = drawingOf(schedule, true, generated)
  const found: Status = {
    drawing,
    features: featureStatuses(drawing),
    absent: findAbsent({ disk, root }, schedule),
    files: isNothing ? [] : await filesOf(context, root),
  }
  const command = taskplanCommand(disk, env, cwd)
  return outcome({
    exitCode: isNothing ? 2 : 0,
    diagnostics: diagnostics.all,
    result: options.json ? statusJson(found) : {},
    text: options.json || isNothing ? '' : statusText(found, isWhole),
    nextSteps: isNothing ? nothingSteps(isNamed, command) : [`${command} lint`],
    source: readBelow(disk, () => root),
  })
}

function nothingSteps(isNamed: boolean, command: string): readonly string[] {
  return isNamed ? [] : ['create-taskplan-service <service> --starter', `${command} --help`]
}

/** Only a workspace that something was scaffolded in has any. */
async function filesOf({ disk, diagnostics }: Context, root: string): Promise<Status['files']> {
  if (disk.stat(`${root}/.taskplan/services`)?.kind !== 'directory') return []
  const { readFileStates } = await import('./status-files.ts')
  return readFileStates({ disk, root }, diagnostics)
}
