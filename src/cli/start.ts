/**
 * The way in, bundled into one file of its own: help, the status and a list of tasks are answered with
 * nothing else loaded.
 * Every other command line is passed on to `cli.js`, which holds the same `main` beside all verbs.
 */
import type { ExitCode } from '../commands/outcome.ts'
import type { Host, Parts } from './host.ts'
import { main } from './main.ts'

/** As `main`. */
export async function start(host: Host, parts: Parts): Promise<ExitCode> {
  if (isShort(parts.program, host.argv.slice(2))) return main(host, parts)
  const whole = await import('./main.ts')
  return whole.main(host, parts)
}

/** Narrow on purpose: what this takes must end in help, in tasks without facts, or in an error of usage. */
function isShort(program: Parts['program'], argv: readonly string[]): boolean {
  const [last] = argv.slice(-1)
  if (argv.length <= 2 && (last === '--help' || last === '-h')) return true
  if (program !== 'taskplan') return false
  const isAlone = argv.every((word) => word.startsWith('-'))
  return (
    (isAlone || argv[0] === 'list' || argv[0] === 'status') &&
    argv.every((word) => word !== '--verbose' && !/^-[^-]*v/i.test(word))
  )
}
