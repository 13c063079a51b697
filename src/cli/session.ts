/** What runs and prints one verb. */
import { PROGRAMS } from '../commands/index.ts'
import { type Outcome, outcome } from '../commands/outcome.ts'
import { readBelow, type Source } from '../commands/source.ts'
import type { Context, Installation } from '../commands/verb.ts'
import { Cancelled, type Diagnostics, UserError } from '../diagnostics/index.ts'
import { rootOf } from '../plan/read-plans.ts'
import type { Disk } from '../ports.ts'
import { INTERRUPTED } from '../verify/exit-codes.ts'
import { createDisk, loadWritingDisk } from '../workspace/disk.ts'
import type { Host, Outputs, Parts } from './host.ts'
import { createInstallation } from './installation.ts'
import { isColourful, isInteractive } from './interactive.ts'
import type { CommandLine } from './parse.ts'
import { jsonDocument, screen } from './report.ts'
import { createAsk, loadColours, NO_COLOURS } from './terminal.ts'

export interface Session {
  readonly host: Host
  readonly outputs: Outputs
  readonly parts: Parts
  readonly diagnostics: Diagnostics
}

function installed({ templates, generators }: Parts): Installation {
  return createInstallation(createDisk(), templates, generators)
}

export function versionOf(parts: Parts): string {
  return installed(parts).version
}

function diskOf(parts: Parts): Disk {
  return parts.disk ?? createDisk()
}

/** Whether this verb may ask; only then is it looked whether anybody is there. */
function mayAsk({ verb, options }: CommandLine, host: Host): boolean {
  if (!verb?.options.includes('interactive')) return false
  const terminals = () => ({ stdin: host.stdin.isTTY === true, stderr: host.stderr.isTTY === true })
  return isInteractive(options, host.env, terminals)
}

export async function runVerb(
  line: CommandLine,
  { host, outputs, parts, diagnostics }: Session,
): Promise<Outcome> {
  const { verb, options, words } = line
  if (verb === undefined) return outcome({})
  const context: Context = {
    program: parts.program,
    install: installed(parts),
    disk: diskOf(parts),
    loadWritingDisk: parts.disk ? undefined : loadWritingDisk,
    cwd: host.cwd().replaceAll('\\', '/'),
    env: host.env,
    options,
    ask: mayAsk(line, host) ? (parts.ask ?? createAsk()) : undefined,
    run: async (...call) => (parts.run ?? (await import('../verify/run.ts')).run)(...call),
    say: options.json || options.quiet ? () => undefined : (text) => outputs.stderr(`${text}\n`),
    diagnostics,
  }
  return verb.run(context, words)
}

/** Turns what was thrown into an outcome, with what was found before. */
export async function failed(error: unknown, { outputs, diagnostics }: Session): Promise<Outcome> {
  if (error instanceof Cancelled)
    return outcome({ exitCode: INTERRUPTED, diagnostics: diagnostics.all, summary: [error.message] })
  if (error instanceof UserError) {
    diagnostics.add(error.diagnostic)
    return outcome({ exitCode: error.exitCode, diagnostics: diagnostics.all })
  }
  const { defect, systemProblem } = await import('./defect.ts')
  const problem = systemProblem(error)
  if (problem === undefined && error instanceof Error) outputs.stderr(`${error.stack}\n`)
  diagnostics.add(problem ?? defect(error))
  return outcome({ exitCode: 2, diagnostics: diagnostics.all })
}

/** Reads documents for the frames of diagnostics; looks for the workspace when the first one is wanted. */
function sourceOf(done: Outcome, { options }: CommandLine, { host, parts }: Session): Source {
  const disk = diskOf(parts)
  const cwd = host.cwd().replaceAll('\\', '/')
  return done.source ?? readBelow(disk, () => rootOf({ disk, cwd, root: options.root }))
}

export async function print(done: Outcome, line: CommandLine, session: Session): Promise<void> {
  const { host, outputs, parts } = session
  const { options, verb } = line
  if (options.json) {
    const command = verb?.name || (PROGRAMS[parts.program].verbs.length === 1 ? 'create' : parts.program)
    outputs.stdout(jsonDocument(done, command, versionOf(parts)))
    return
  }
  const source = sourceOf(done, line, session)
  const isSilent = done.diagnostics.length + done.summary.length + done.nextSteps.length === 0
  // Only where something is said on stderr does it matter what stderr is.
  const isColoured = !isSilent && isColourful(options, host.env, outputs.isStderrTerminal())
  const colours = isColoured ? await loadColours() : NO_COLOURS
  const { stdout, stderr } = screen(done, { options, colours, source })
  outputs.stdout(stdout)
  outputs.stderr(stderr)
}
