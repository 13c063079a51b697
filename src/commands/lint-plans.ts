import { passGate } from '../checks/index.ts'
import type { Diagnostic } from '../diagnostics/index.ts'
import { recoverIfNeeded } from '../workspace/recover.ts'
import { replaceFiles } from '../workspace/replace-files.ts'
import { counted } from './counted.ts'
import { type Repaired, repairPlans } from './lint-fix.ts'
import { type Inspected, inspectPlans } from './lint-inspect.ts'
import { findTargets, type Targets } from './lint-targets.ts'
import { diffText, gateText, promptText } from './lint-text.ts'
import { type Outcome, outcome } from './outcome.ts'
import { readBelow } from './source.ts'
import type { Context } from './verb.ts'

/** Everything that is wrong with the plans, or with those that are named. */
export async function lintPlans(context: Context, path: string | undefined): Promise<Outcome> {
  const { disk, install, options, diagnostics } = context
  const targets = findTargets(context, path)
  if (targets.locations.length === 0) return outcome({ exitCode: 2, diagnostics: diagnostics.all })
  const repaired = options.fix ? await repair(context, targets) : undefined
  const after = repaired?.disk ?? disk
  const inspected = await inspectPlans({ disk: after, install }, targets)
  for (const found of inspected.findings.all) diagnostics.add(found)
  return report(context, { inspected, repaired, source: readBelow(after, () => targets.root) })
}

async function repair(context: Context, targets: Targets): Promise<Repaired> {
  if (context.options['dry-run']) return repairPlans(context, targets)
  const disk = (await context.loadWritingDisk?.()) ?? context.disk
  recoverIfNeeded({ disk, root: targets.root }, context.diagnostics)
  const repaired = await repairPlans(context, targets)
  if (repaired.files.length > 0) replaceFiles(disk, targets.root, repaired.files)
  return repaired
}

interface Linted {
  readonly inspected: Inspected
  readonly repaired: Repaired | undefined
  readonly source: (path: string) => string | undefined
}

async function report(context: Context, linted: Linted): Promise<Outcome> {
  const { options, diagnostics } = context
  const { inspected, repaired, source } = linted
  const { findings, subject, fixes } = inspected
  const gates = passGate(subject.plans, findings)
  const shown = options.gate ? diagnostics.all.filter((found) => findings.lineOf(found)) : diagnostics.all
  const counts = countsOf(shown)
  const isFailed = counts.error > 0 || (options.strict === true && counts.warning > 0)
  const isShut = options.gate && gates.some(({ lines }) => lines.some(({ passed }) => !passed))
  const plans = subject.plans.length
  const fixable = options.gate ? fixes.filter(({ found }) => findings.lineOf(found)).length : fixes.length
  return outcome({
    exitCode: isFailed || isShut ? 1 : 0,
    diagnostics: shown,
    isReport: true,
    changes: (repaired?.files ?? []).map(({ path }) => ({ kind: 'update', path, tasks: [] })),
    result: {
      plans,
      errors: counts.error,
      warnings: counts.warning,
      infos: counts.info,
      fixable,
      codes: Object.fromEntries(codesOf(shown)),
      gate: gates,
    },
    isDocument: !options.gate || options.sarif === true,
    text: options.json ? '' : await textOf(context, linted, { shown, gates }),
    summary: [...fixedLines(repaired, options['dry-run'] === true), ...closing(counts, plans, fixable)],
    source,
  })
}

interface Told {
  readonly shown: readonly Diagnostic[]
  readonly gates: Parameters<typeof gateText>[0]
}

async function textOf(
  { options, install }: Context,
  linted: Linted,
  { shown, gates }: Told,
): Promise<string> {
  if (options.sarif)
    return (await import('./lint-sarif.ts')).sarifText(linted.inspected, shown, install.version)
  if (options['fix-prompt']) return promptText(shown, linted.source)
  if (options.gate) return gateText(gates)
  return options.fix && options['dry-run'] ? diffText(linted.repaired?.files ?? []) : ''
}

type Counts = Readonly<Record<Diagnostic['severity'], number>>

function countsOf(found: readonly Diagnostic[]): Counts {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const { severity } of found) counts[severity] += 1
  return counts
}

/** Findings of each code, by name. */
function codesOf(found: readonly Diagnostic[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const { code } of found) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
}

function fixedLines(repaired: Repaired | undefined, isDry: boolean): readonly string[] {
  if (!repaired) return []
  if (repaired.files.length === 0) return ['nothing to repair']
  const verb = isDry ? 'would repair' : 'repaired'
  return repaired.files.map(({ path }) => {
    const codes = repaired.codes.get(path) ?? []
    const names = [...new Set(codes)].map((code) => {
      const count = codes.filter((each) => each === code).length
      return count === 1 ? code : `${count} × ${code}`
    })
    return `~ ${path}   ${verb} ${names.join(', ')}`
  })
}

function closing({ error, warning, info }: Counts, plans: number, fixable: number): readonly string[] {
  const found = [counted(error, 'error'), counted(warning, 'warning'), counted(info, 'info')].join(', ')
  return [`${found} in ${counted(plans, 'plan')}${fixable > 0 ? `; --fix repairs ${fixable}` : ''}`]
}
