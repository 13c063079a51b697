import { COMMAND_CODES } from '../commands/codes.ts'
import { OPTIONS, type OptionName, optionOf } from '../commands/options.ts'
import { quote } from '../commands/quote.ts'
import { diagnostic, UserError } from '../diagnostics/index.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Flags that npm sets for itself whatever the user wrote. */
const NPM_OWN: readonly string[] = ['yes', 'version', 'help', 'color', 'prefix']

/** How npm spells a flag it kept: `--no-color` is `color` with an empty value or `false`. */
function kept(name: OptionName, environment: Environment): string | undefined {
  const positive = name.startsWith('no-') ? name.slice(3) : name
  if (NPM_OWN.includes(positive)) return undefined
  const value = environment[`npm_config_${positive.replaceAll('-', '_')}`]
  if (value === undefined) return undefined
  if (positive !== name) return value === '' || value === 'false' ? `--${name}` : undefined
  if (value === 'false') return undefined
  if (optionOf(name)?.value === undefined) return value === 'true' ? `--${name}` : undefined
  return value === '' ? undefined : `--${name} ${quote(value)}`
}

/** Refuses a run of `npm create` whose flags npm took for its own settings. Throws UserError. */
export function refuseSwallowedFlags(
  program: string,
  argv: readonly string[],
  environment: Environment,
): void {
  if (environment.npm_command !== 'init') return
  const given = new Set(argv.map((word) => word.split('=')[0]))
  const names = (Object.keys(OPTIONS) as OptionName[]).filter((name) => !given.has(`--${name}`))
  const flags = names.flatMap((name) => kept(name, environment) ?? [])
  if (flags.length === 0) return
  const line = ['npx -y', program, ...argv.map(quote), ...flags].join(' ')
  throw new UserError(
    diagnostic(COMMAND_CODES, 'command/swallowed-flags', {
      message: `npm kept ${flags.map((flag) => `\`${flag}\``).join(', ')} for itself`,
      hint: `run \`${line}\``,
    }),
  )
}
