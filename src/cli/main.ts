/**
 * The edge: reads the command line, runs one verb, prints what it returned. The only place that catches
 * what it does not understand. Everything that is not needed for `--help` is loaded where it is used.
 */

import { PROGRAMS, type ProgramName } from '../commands/index.ts'
import { type ExitCode, type Outcome, outcome } from '../commands/outcome.ts'
import type { Context, Installation } from '../commands/verb.ts'
import { Cancelled, Diagnostics, UserError } from '../diagnostics/index.ts'
import type { Ask, Disk, Run } from '../ports.ts'
import { programHelp, verbHelp } from './help.ts'
import { isColourful, isInteractive } from './interactive.ts'
import { type CommandLine, parse } from './parse.ts'
import { refuseSwallowedFlags } from './swallowed.ts'

/** A stream that text goes to. */
export interface Output {
  readonly isTTY?: boolean | undefined
  write(text: string): unknown
  on?(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown
}

/** The part of `process` that is used; read only when it is needed. */
export interface Host {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: { readonly isTTY?: boolean | undefined }
  readonly stdout: Output
  readonly stderr: Output
  cwd(): string
}

export interface Parts {
  readonly program: ProgramName
  /** Folder of the templates, with a trailing slash. */
  readonly templates: URL
  readonly generators: Installation['generators']
  /** Instead of the real ones. */
  readonly disk?: Disk
  readonly ask?: Ask
  readonly run?: Run
}

/** Runs a command line; `host.argv` as Node gives it. Returns the exit code and never throws. */
export async function main(host: Host, parts: Parts): Promise<ExitCode> {
  for (const stream of [host.stdout, host.stderr]) stream.on?.('error', ignoreClosedPipe)
  const argv = host.argv.slice(2)
  let line: CommandLine | undefined
  const diagnostics = new Diagnostics()
  let done: Outcome
  try {
    const { verbs } = PROGRAMS[parts.program]
    refuseSwallowedFlags(parts.program, argv, host.env)
    line = parse(parts.program, verbs, argv)
    const page = await shortAnswer(line, parts)
    if (page !== undefined) {
      host.stdout.write(page)
      return 0
    }
    done = await runVerb(line, { host, parts, diagnostics })
  } catch (error) {
    done = await failed(error, host, diagnostics)
  }
  await print(done, line ?? unread(argv), host, parts)
  return done.exitCode
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

/** What a command line that could not be read still says about how to answer. */
function unread(argv: readonly string[]): CommandLine {
  return { verb: undefined, options: argv.includes('--json') ? { json: true } : {}, words: [] }
}

/** Help and version need no disk. */
async function shortAnswer(line: CommandLine, parts: Parts): Promise<string | undefined> {
  const { program } = parts
  if (line.options.version) return `${(await installed(parts)).version}\n`
  if (line.verb === undefined) return programHelp(program, PROGRAMS[program])
  return line.options.help ? verbHelp(program, line.verb) : undefined
}

async function installed(parts: Parts): Promise<Installation> {
  const [{ createInstallation }, { createDisk }] = await Promise.all([
    import('./installation.ts'),
    import('../workspace/disk.ts'),
  ])
  return createInstallation(createDisk(), parts.templates, parts.generators)
}

async function diskOf(parts: Parts): Promise<Disk> {
  return parts.disk ?? (await import('../workspace/disk.ts')).createDisk()
}

interface Surroundings {
  readonly host: Host
  readonly parts: Parts
  readonly diagnostics: Diagnostics
}

async function runVerb(line: CommandLine, { host, parts, diagnostics }: Surroundings): Promise<Outcome> {
  if (line.verb === undefined) return outcome({})
  const { options } = line
  const terminals = () => ({ stdin: host.stdin.isTTY === true, stderr: host.stderr.isTTY === true })
  const asks = isInteractive(options, host.env, terminals)
  const context: Context = {
    program: parts.program,
    install: await installed(parts),
    disk: await diskOf(parts),
    cwd: host.cwd().replaceAll('\\', '/'),
    env: host.env,
    options,
    ask: asks ? (parts.ask ?? (await import('./terminal.ts')).createAsk()) : undefined,
    run: async (...call) => (parts.run ?? (await import('../verify/run.ts')).run)(...call),
    say: options.json || options.quiet ? () => undefined : (text) => void host.stderr.write(`${text}\n`),
    diagnostics,
  }
  return line.verb.run(context, line.words)
}

/** Turns what was thrown into an outcome, with what was found before. */
async function failed(error: unknown, host: Host, diagnostics: Diagnostics): Promise<Outcome> {
  if (error instanceof Cancelled)
    return outcome({ exitCode: 130, summary: ['cancelled; nothing was written'] })
  if (error instanceof UserError) {
    diagnostics.add(error.diagnostic)
    return outcome({ exitCode: error.exitCode, diagnostics: diagnostics.all })
  }
  const { defect, systemProblem } = await import('./defect.ts')
  const problem = systemProblem(error)
  if (problem === undefined && error instanceof Error) host.stderr.write(`${error.stack}\n`)
  diagnostics.add(problem ?? defect(error))
  return outcome({ exitCode: 2, diagnostics: diagnostics.all })
}

async function print(done: Outcome, line: CommandLine, host: Host, parts: Parts): Promise<void> {
  const { options } = line
  const { jsonDocument, screen } = await import('./report.ts')
  if (options.json) {
    const { version } = await installed(parts)
    host.stdout.write(jsonDocument(done, line.verb?.name || parts.program, version))
    return
  }
  const { loadColours } = await import('./terminal.ts')
  const colours = await loadColours(isColourful(options, host.env, host.stderr.isTTY === true))
  const { createSource } = await import('./source.ts')
  const source = createSource(await diskOf(parts), host.cwd(), options.root)
  const { stdout, stderr } = screen(done, { options, colours, source })
  if (stdout !== '') host.stdout.write(stdout)
  if (stderr !== '') host.stderr.write(stderr)
}
