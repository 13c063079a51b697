/**
 * The edge: reads the command line, runs one verb, prints what it returned. The only place that catches
 * what it does not understand.
 */
import { PROGRAMS, type Program } from '../commands/index.ts'
import type { ExitCode } from '../commands/outcome.ts'
import { Diagnostics } from '../diagnostics/index.ts'
import { programHelp, verbHelp } from './help.ts'
import { type Host, openOutputs, type Parts } from './host.ts'
import { type CommandLine, parse } from './parse.ts'
import { failed, print, runVerb, versionOf } from './session.ts'
import { refuseSwallowedFlags } from './swallowed.ts'

/** Runs a command line; `host.argv` as Node gives it. What a verb throws becomes an outcome. */
export async function main(host: Host, parts: Parts): Promise<ExitCode> {
  const argv = host.argv.slice(2)
  const outputs = openOutputs(host)
  const session = { host, outputs, parts, diagnostics: new Diagnostics() }
  let line: CommandLine | undefined
  try {
    refuseSwallowedFlags(parts.program, argv, host.env)
    const program: Program = PROGRAMS[parts.program]
    line = parse(parts.program, program.verbs, argv, program.bare)
    const page = shortAnswer(line, parts)
    if (page !== undefined) {
      outputs.stdout(page)
      return 0
    }
    const done = await runVerb(line, session)
    await print(done, line, session)
    return done.exitCode
  } catch (error) {
    const done = await failed(error, session)
    await print(done, line ?? unread(argv), session)
    return done.exitCode
  }
}

/** What a command line that could not be read still says about how to answer. */
function unread(argv: readonly string[]): CommandLine {
  return { verb: undefined, options: argv.includes('--json') ? { json: true } : {}, words: [] }
}

/** Help and version need no disk. */
function shortAnswer(line: CommandLine, parts: Parts): string | undefined {
  const { program } = parts
  if (line.options.version) return `${versionOf(parts)}\n`
  if (line.verb === undefined) return programHelp(program, PROGRAMS[program])
  return line.options.help ? verbHelp(program, line.verb) : undefined
}
