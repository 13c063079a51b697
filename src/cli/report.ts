import { counted } from '../commands/counted.ts'
import type { Options } from '../commands/options.ts'
import type { Outcome, OutcomeChange } from '../commands/outcome.ts'
import type { Source } from '../commands/source.ts'
import { formatJson } from '../diagnostics/format-json.ts'
import { formatText } from '../diagnostics/format-text.ts'
import type { Diagnostic } from '../diagnostics/index.ts'
import { inert, inertLine } from '../diagnostics/inert.ts'
import { byCode, findingLines } from './finding-lines.ts'
import type { Colours } from './terminal.ts'

const LINES = 40
const SAMPLES = 3

export interface ReportOptions {
  readonly options: Options
  readonly colours: Colours
  readonly source: Source | undefined
}

export interface Screen {
  readonly stdout: string
  readonly stderr: string
}

/** The one document that `--json` prints. */
export function jsonDocument(outcome: Outcome, command: string, tool: string): string {
  const document = {
    version: 1,
    tool,
    command,
    exitCode: outcome.exitCode,
    diagnostics: outcome.diagnostics.map(formatJson),
    changes: outcome.changes.map(({ kind, path, tasks, category }: OutcomeChange) => ({
      kind,
      path,
      tasks,
      ...(category === undefined ? {} : { category }),
    })),
    result: outcome.result,
    nextSteps: outcome.nextSteps,
  }
  return `${JSON.stringify(document, undefined, 2)}\n`
}

/** The first lines of a long list, and how many are left. */
function capped(lines: readonly string[], limit: number, what: string): readonly string[] {
  if (lines.length <= limit) return lines
  const shown = lines.slice(0, limit - 1)
  return [...shown, `… ${lines.length - shown.length} more ${what}: --all`]
}

/** What a plan says is counted, unless it stops the run; what the run itself met is shown. */
function isCounted({ about, severity }: Diagnostic, { isReport }: Outcome): boolean {
  return severity === 'info' || (severity === 'warning' && about === 'plan' && !isReport)
}

/** Which findings a person sees. */
function visible(outcome: Outcome, options: Options): readonly Diagnostic[] {
  const order = { info: 0, warning: 1, error: 2 }
  return outcome.diagnostics
    .filter(
      (found) =>
        options.verbose || (!isCounted(found, outcome) && (!options.quiet || found.severity === 'error')),
    )
    .sort((a, b) => order[a.severity] - order[b.severity])
}

function diagnosticLines(outcome: Outcome, report: ReportOptions): readonly string[] {
  const { options, colours, source } = report
  if (outcome.isReport) return findingLines(visible(outcome, options), report)
  const lines: string[] = []
  for (const [code, group] of byCode(visible(outcome, options))) {
    const shown = options.all || options.verbose ? group : group.slice(0, SAMPLES)
    lines.push(...shown.flatMap((found) => formatText(found, { source, paint: colours })))
    if (shown.length < group.length) lines.push(`… ${group.length - shown.length} more of ${code}: --all`)
  }
  return lines
}

/** How many findings were only counted, and where they are shown. */
function totals(outcome: Outcome, options: Options): readonly string[] {
  const quiet = outcome.diagnostics.filter((found) => isCounted(found, outcome)).length
  const errors = outcome.diagnostics.filter(({ severity }) => severity === 'error').length
  if (options.quiet || outcome.exitCode === 130 || outcome.isReport) return []
  if (options.verbose || quiet === 0) return errors > 1 ? [counted(errors, 'error')] : []
  if (errors > 0)
    return [`${counted(errors, 'error')}; ${counted(quiet, 'finding')} more: --verbose shows them`]
  return [
    `${counted(quiet, 'plan finding')}, none ${quiet === 1 ? 'stops' : 'stop'} this: --verbose shows them`,
  ]
}

function sections(outcome: Outcome, report: ReportOptions): readonly string[] {
  const { options, colours } = report
  const errors = diagnosticLines(outcome, report)
  if (options.quiet) return errors
  const next =
    outcome.nextSteps.length === 0
      ? []
      : [colours.bold('Next'), ...outcome.nextSteps.map((line) => `  ${inertLine(line)}`)]
  const repeat =
    outcome.repeat === undefined
      ? []
      : [colours.bold('Repeat without questions'), `  ${inertLine(outcome.repeat)}`]
  const tail = [...totals(outcome, options), ...next, ...repeat]
  const room = LINES - tail.length
  const body = [...errors, ...outcome.summary.map(inertLine)]
  return [...(options.all || options.verbose ? body : capped(body, Math.max(room, 3), 'lines')), ...tail]
}

/** What goes to which stream, for people. */
export function screen(outcome: Outcome, report: ReportOptions): Screen {
  const { options } = report
  const lines = outcome.text === '' ? [] : outcome.text.replace(/\n$/, '').split('\n').map(inert)
  const limit = outcome.isDocument || options.all || options.verbose ? Number.POSITIVE_INFINITY : LINES
  const text = capped(lines, limit, 'lines')
  const about = sections(outcome, report)
  const join = (all: readonly string[]) => (all.length === 0 ? '' : `${all.join('\n')}\n`)
  return { stdout: join(text), stderr: join(about) }
}
