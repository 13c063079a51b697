import type { Diagnostic } from '../diagnostics/index.ts'
import { Diagnostics, diagnostic, UserError } from '../diagnostics/index.ts'
import { locate, readPlans, rootOf } from '../plan/read-plans.ts'
import { buildSchedule, inspectSchedule } from '../schedule/index.ts'
import { COMMAND_CODES } from './codes.ts'
import { isEmpty } from './empty-plans.ts'
import { generatedWrites } from './generated-writes.ts'
import { dotOf, mermaidOf } from './graph-diagram.ts'
import { graphJson } from './graph-json.ts'
import { graphText } from './graph-text.ts'
import { type Drawing, drawingOf } from './graph-view.ts'
import { nearest, suggest } from './nearest.ts'
import { type Outcome, outcome } from './outcome.ts'
import { readBelow } from './source.ts'
import type { Context } from './verb.ts'

type Format = (drawing: Drawing, isWhole: boolean) => string

const FORMATS: Readonly<Record<string, Format>> = {
  text: graphText,
  mermaid: mermaidOf,
  dot: dotOf,
  json: (drawing) => JSON.stringify(graphJson(drawing), undefined, 2),
}

/** What waits for what in every plan, or in the one that is named. */
export async function graphPlans(context: Context): Promise<Outcome> {
  const { disk, cwd, options, diagnostics } = context
  const format = formatOf(options.format)
  const place = { disk, cwd, root: options.root, plan: options.plan, prd: options.prd }
  const root = rootOf(place)
  const located = locate(place, root, diagnostics)
  const isNamed = options.plan !== undefined || options.prd !== undefined
  const locations = isNamed ? (located.chosen ? [located.chosen] : []) : located.all
  const plans = await readPlans({ disk, root, tasksOnly: true }, locations, diagnostics)
  const found = new Diagnostics()
  const schedule = buildSchedule(plans, found)
  inspectSchedule(schedule, found)
  for (const each of found.all) diagnostics.add(lowered(each))
  const generated = await generatedWrites({ context, root, locations }, schedule)
  const drawing = drawingOf(schedule, options.open ?? false, generated)
  const isNothing = plans.length === 0 && diagnostics.hasErrors
  const isCircular = found.all.some(({ code }) => code === 'schedule/dependency-cycle')
  return outcome({
    exitCode: isNothing ? 2 : isCircular || isEmpty(plans) ? 1 : 0,
    diagnostics: diagnostics.all,
    // A document of its own holds it already, and takes room that a large plan needs.
    result: options.json ? graphJson(drawing) : {},
    isDocument: format !== graphText,
    text: options.json ? '' : format(drawing, Boolean(options.all || options.verbose)),
    source: readBelow(disk, () => root),
  })
}

/** A circle is the answer of this command; whatever else is wrong leaves a graph without that edge. */
function lowered(found: Diagnostic): Diagnostic {
  return found.severity === 'error' && found.code !== 'schedule/dependency-cycle'
    ? { ...found, severity: 'warning' }
    : found
}

function formatOf(written: string | undefined): Format {
  const name = written ?? 'text'
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined
  if (format) return format
  const names = Object.keys(FORMATS)
  throw new UserError(
    diagnostic(COMMAND_CODES, 'command/flag-value', {
      message: `\`--format\` is \`${name}\`, expected one of ${names.map((known) => `\`${known}\``).join(', ')}`,
      hint: suggest(nearest(name, names), 'write `--format text`'),
    }),
  )
}
