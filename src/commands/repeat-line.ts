import { createCommand, taskplanCommand } from './own-command.ts'
import { quote } from './quote.ts'
import type { Context } from './verb.ts'

export interface Repeat {
  readonly service: string | undefined
  readonly tasks: readonly string[]
  /** Parts that were asked for or are missing, as they stand on a command line. */
  readonly extra: readonly string[]
}

/** Options that were given, as they were given. */
function givenOptions({ options }: Context): readonly string[] {
  const { plan, prd, root, tasks } = options
  const valued = Object.entries({ plan, prd, root, tasks })
  const values = valued.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, quote(value)]))
  const switches = (['starter', 'prove', 'dry-run', 'json'] as const).filter((name) => options[name])
  return [...values, ...switches.map((name) => `--${name}`)]
}

/** A command line that does this without asking; `extra` is taken as it is. */
export function workingLine(context: Context, { service, tasks, extra }: Repeat): string {
  const { program, disk, env, cwd, install } = context
  const words = [...(service === undefined ? [] : [service]), ...tasks].map(quote)
  const given = givenOptions(context)
  // A word that is no flag belongs before the flags.
  const bare = extra.filter((part) => !part.startsWith('-'))
  const flags = extra.filter((part) => part.startsWith('-') && !given.includes(part))
  const line = [...words, ...bare, ...given, ...flags]
  const start =
    program === 'taskplan'
      ? `${taskplanCommand(disk, env, cwd)} scaffold`
      : createCommand(install.version, [])
  return [start, ...line].join(' ')
}
