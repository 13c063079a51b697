import { Cancelled } from '../diagnostics/index.ts'
import type { Change, ChangeSet } from '../merge/index.ts'
import { shortName } from '../system/names.ts'
import { isService } from '../system/shared-items.ts'
import { type Proof, prove } from '../verify/prove.ts'
import { type Answers, applyChanges } from '../workspace/index.ts'
import { changeLines, totalLine } from './change-lines.ts'
import { sourceOf } from './find-plan.ts'
import { modernizeFlag } from './modernizing.ts'
import { type Outcome, outcome } from './outcome.ts'
import { type Prepared, prepare, type ScaffoldRequest } from './prepare.ts'
import { workingLine } from './repeat-line.ts'
import {
  dryRunOutcome,
  headLines,
  leftLines,
  nextSteps,
  nothingLine,
  proofLines,
  resultOf,
} from './scaffold-report.ts'
import { startTalk, type Talk } from './talk.ts'
import type { Context } from './verb.ts'

/** Writes the tasks of one service: read, decide, ask, write, prove, report. */
export async function scaffoldService(context: Context, request: ScaffoldRequest): Promise<Outcome> {
  const talk = startTalk(context)
  const { options, diagnostics } = context
  const prepared = await prepare(context, request, talk)
  if ('exitCode' in prepared) return prepared
  if (options['dry-run']) return dryRunOutcome(prepared, context)
  const wantsProof = await mayWrite(prepared, { context, request, talk })
  const started = performance.now()
  await write(prepared, context)
  const seconds = (performance.now() - started) / 1000
  const running = { context, request, talk }
  const written = writtenLines(running, prepared, seconds)
  if (!wantsProof || !isService(prepared.scope)) return report(running, prepared, { written })
  for (const line of written) context.say(line)
  const proof = await proveService(prepared, context)
  for (const found of proof.diagnostics) diagnostics.add(found)
  return report(running, prepared, { written: [], proof })
}

interface Running {
  readonly context: Context
  readonly request: ScaffoldRequest
  readonly talk: Talk
}

/** What later runs know of this one. */
function answersOf({ options }: Context): Answers | undefined {
  const value = modernizeFlag(options)
  return value === undefined ? undefined : new Map([['modernize', { value, from: 'flag' }]])
}

const ANSWERS = [
  { value: 'prove', label: 'Yes', hint: 'create it, then lock, sync and test with uv' },
  { value: 'files', label: 'Files only' },
  { value: 'show', label: 'Show files' },
  { value: 'cancel', label: 'Cancel' },
] as const

/** Asks for leave where that is the manner of the command; whether the result is to be proved. */
async function mayWrite(prepared: Prepared, { context, request, talk }: Running): Promise<boolean> {
  const { ask, say, options } = context
  const wantsProof = options.prove === true
  if (!ask || !request.wizard || prepared.reported.length === 0) return wantsProof
  for (const line of headLines(prepared, context)) say(line)
  for (;;) {
    const message = wantsProof ? 'Create it?' : 'Create and prove it (about 15 s)?'
    const answer = await talk.ask(
      { kind: 'select', name: 'write', message, choices: ANSWERS },
      { flag: '--yes', question: message, type: 'choice', choices: [], answer: ['--yes'] },
    )
    if (answer === 'cancel') throw new Cancelled()
    if (answer !== 'show') return answer === 'prove'
    for (const line of changeLines(prepared.reported, true)) say(line)
  }
}

async function write(
  { found, workspace, changeSet, items, scope }: Prepared,
  context: Context,
): Promise<void> {
  const fresh = items.map(({ key, title, categories }) => ({ key, title, category: categories[0] ?? '' }))
  const kept = workspace.state.tasks.filter(({ key }) => fresh.every((task) => task.key !== key))
  const disk = (await context.loadWritingDisk?.()) ?? workspace.disk
  const own = answersOf(context)
  const answers = new Map(own ? [[scope.name, own]] : [])
  const next = { tasks: [...kept, ...fresh], answers }
  applyChanges({ ...workspace, disk }, withStarter(changeSet, found.starter), next)
}

/** The starter plan in the same run; it is the user's from the start and nobody remembers it. */
function withStarter(changeSet: ChangeSet, starter: ReadonlyMap<string, string>): ChangeSet {
  const encoder = new TextEncoder()
  const created = [...starter].map(
    ([path, text]): Change => ({
      kind: 'create',
      path,
      row: 1,
      content: encoder.encode(text),
      mode: 0o644,
      service: 'shared',
      owners: [],
      chain: [],
    }),
  )
  return { ...changeSet, changes: [...created, ...changeSet.changes] }
}

function proveService({ found, scope }: Prepared, { disk, run, say }: Context): Promise<Proof> {
  const folder = scope.layout.root === '' ? found.root : `${found.root}/${scope.layout.root}`
  return prove({ disk, run, folder, say: (step) => say(`…       ${step}`) })
}

/** What was written; shown before the proof, which takes its time. */
function writtenLines(
  { context, request, talk }: Running,
  prepared: Prepared,
  seconds: number,
): readonly string[] {
  const { reported } = prepared
  const isShown = talk.answers.size > 0 && request.wizard && reported.length > 0
  const list = isShown
    ? []
    : [...headLines(prepared, context), ...changeLines(reported, context.options.all === true)]
  const mark = hasConflicts(prepared) ? '!' : 'ok'
  const total =
    reported.length === 0 ? nothingLine(prepared) : `${totalLine(reported)}   ${seconds.toFixed(1)} s`
  return [...list, `${mark.padEnd(8)} ${total}`, ...leftLines(prepared)]
}

function hasConflicts({ reported }: Prepared): boolean {
  return reported.some(({ kind }) => kind === 'conflict')
}

interface Done {
  /** Lines that were not shown yet. */
  readonly written: readonly string[]
  readonly proof?: Proof
}

function report({ context, request, talk }: Running, prepared: Prepared, { written, proof }: Done): Outcome {
  const isIdle = prepared.reported.length === 0 && proof === undefined
  return outcome({
    exitCode: exitCodeOf(prepared, context, proof),
    diagnostics: context.diagnostics.all,
    source: sourceOf(prepared.found),
    changes: prepared.reported,
    result: resultOf(prepared, proof),
    summary: [...written, ...proofLines(proof)],
    nextSteps: isIdle ? [] : nextSteps(prepared, context, proof),
    ...(talk.answers.size > 0 ? { repeat: repeatLine({ context, request, talk }, prepared) } : {}),
  })
}

/** A proof that was insisted on and could not be had is no success; one that was only offered is. */
function exitCodeOf(prepared: Prepared, { options }: Context, proof: Proof | undefined): 0 | 1 | 2 {
  if (proof?.state === 'missing' && options.prove) return 2
  return hasConflicts(prepared) || prepared.leftAlone.length > 0 || proof?.state === 'failed' ? 1 : 0
}

/** The command line that takes the same answers. */
function repeatLine({ context, request, talk }: Running, { scope, found }: Prepared): string {
  const plan = talk.answers.get('plan')
  const extra = [
    ...(plan === undefined ? [] : [['--plan', plan]]),
    ...(found.starter.size > 0 ? [['--starter']] : []),
    ...(talk.answers.get('write') === 'prove' ? [['--prove']] : []),
    ['--yes'],
  ]
  return workingLine(context, {
    service: request.service ?? shortName(scope.name),
    tasks: request.tasks,
    extra,
  })
}
