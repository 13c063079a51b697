import { createCommand, taskplanCommand } from './own-command.ts'
import { quote } from './quote.ts'
import type { Context } from './verb.ts'

export interface Repeat {
  readonly service: string | undefined
  readonly tasks: readonly string[]
  /** What was asked for or is missing, each as the words of an argument or of a flag with its value. */
  readonly extra: readonly (readonly string[])[]
}

/** Options that were given, each as its words. */
function givenOptions({ options }: Context): readonly (readonly string[])[] {
  const { plan, prd, root, tasks } = options
  const valued = Object.entries({ plan, prd, root, tasks })
  const values = valued.flatMap(([name, value]) => (value === undefined ? [] : [[`--${name}`, value]]))
  const switches = (['modernize', 'no-modernize', 'starter', 'prove', 'dry-run', 'json'] as const).filter(
    (name) => options[name],
  )
  return [...values, ...switches.map((name) => [`--${name}`])]
}

/** A command line that does this without asking, every word quoted. */
export function workingLine(context: Context, { service, tasks, extra }: Repeat): string {
  const { program, disk, env, cwd, install } = context
  const words = [...(service === undefined ? [] : [service]), ...tasks]
  const given = givenOptions(context)
  const isFlag = ([first]: readonly string[]) => first?.startsWith('-') === true
  const isGiven = ([first]: readonly string[]) => given.some(([name]) => name === first)
  // A word that is no flag belongs before the flags.
  const bare = extra.filter((part) => !isFlag(part))
  const flags = extra.filter((part) => isFlag(part) && !isGiven(part))
  const line = [...words, ...[...bare, ...given, ...flags].flat()].map(quote)
  const start =
    program === 'taskplan'
      ? `${taskplanCommand(disk, env, cwd)} scaffold`
      : createCommand(install.version, [])
  return [start, ...line].join(' ')
}
