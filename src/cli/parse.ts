import { parseArgs } from 'node:util'
import { COMMAND_CODES } from '../commands/codes.ts'
import { nearest, suggest } from '../commands/nearest.ts'
import { COMMON, OPTIONS, type OptionName, type Options, optionOf } from '../commands/options.ts'
import type { Verb } from '../commands/verb.ts'
import { diagnostic, type Finding, UserError } from '../diagnostics/index.ts'

export interface CommandLine {
  /** undefined: no verb was named. */
  readonly verb: Verb | undefined
  readonly options: Options
  readonly words: readonly string[]
}

function refuse(code: keyof typeof COMMAND_CODES, finding: Finding): never {
  throw new UserError(diagnostic(COMMAND_CODES, code, finding))
}

/** The parser's configuration, made of the table. */
function configuration(): Record<string, { type: 'string' | 'boolean'; short?: string }> {
  return Object.fromEntries(
    Object.keys(OPTIONS).map((name) => {
      const spec = optionOf(name)
      const type = spec?.value === undefined ? ('boolean' as const) : ('string' as const)
      return [name, spec?.short === undefined ? { type } : { type, short: spec.short }]
    }),
  )
}

/** Splits arguments into flags and words; Node's own parser knows the rules of dashes. */
function scan(argv: readonly string[]) {
  // `bun create x -- auth` passes the dashes on.
  const args = argv[0] === '--' ? argv.slice(1) : argv
  const { tokens } = parseArgs({
    args,
    options: configuration(),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  return tokens
}

type Token = ReturnType<typeof scan>[number]
type Flag = Extract<Token, { kind: 'option' }>

function unknownFlag(flag: Flag, known: readonly string[], help: string): never {
  const near = nearest(flag.name, known).map((name) => `--${name}`)
  const hint = near.length > 0 ? suggest(near, '') : `see \`${help}\``
  refuse('command/unknown-flag', { message: `no flag \`${flag.rawName}\``, hint })
}

/** The value of one flag, checked against the table. */
function readValue(flag: Flag): string | true {
  const expected = optionOf(flag.name)?.value
  if (expected === undefined) {
    if (flag.value === undefined) return true
    return refuse('command/flag-value', {
      message: `\`${flag.rawName}\` takes no value and was given \`${flag.value}\``,
      hint: `write \`${flag.rawName}\` alone`,
    })
  }
  const value = flag.value
  const missing = value === undefined || (!flag.inlineValue && value.startsWith('-') && value.length > 1)
  if (!missing && value !== '') return value
  return refuse('command/flag-value', {
    message: `\`${flag.rawName}\` takes a value: ${expected}`,
    hint: `write \`${flag.rawName} ${expected}\``,
  })
}

const CONTRADICTING: readonly (readonly OptionName[])[] = [
  ['no-input', 'interactive'],
  ['modernize', 'no-modernize'],
]

function readOptions(flags: readonly Flag[], known: readonly OptionName[], help: string): Options {
  const values = new Map<string, string | true>()
  for (const flag of flags) {
    if (!known.includes(flag.name as OptionName)) unknownFlag(flag, known, help)
    const value = readValue(flag)
    const before = values.get(flag.name)
    const joined = optionOf(flag.name)?.many && typeof before === 'string' && typeof value === 'string'
    values.set(flag.name, joined ? `${before},${value}` : value)
  }
  for (const pair of CONTRADICTING) {
    if (!pair.every((name) => values.has(name))) continue
    const [one, other] = pair.map((name) => `\`--${name}\``)
    refuse('command/contradicting-flags', {
      message: `${one} and ${other} exclude each other`,
      hint: 'leave one out',
    })
  }
  return Object.fromEntries(values) as Options
}

function checkWords(verb: Verb, words: readonly string[], help: string): void {
  const room = verb.arguments.some((argument) => argument.many)
    ? Number.POSITIVE_INFINITY
    : verb.arguments.length
  const extra = words[room]
  if (extra === undefined) return
  refuse('command/unexpected-word', { message: `\`${extra}\` is one word too many`, hint: `see \`${help}\`` })
}

/**
 * Reads a command line. `verbs` with one nameless verb is a program of its own; `bare` is what runs where no verb is
 * named. Throws UserError.
 */
export function parse(
  program: string,
  verbs: readonly Verb[],
  argv: readonly string[],
  bare?: Verb,
): CommandLine {
  const tokens = scan(argv)
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  const flags = tokens.filter((token): token is Flag => token.kind === 'option')
  const single = verbs.find((verb) => verb.name === '')
  const name = single ? '' : words[0]
  const verb = verbs.find((candidate) => candidate.name === name)
  if (name !== undefined && verb === undefined) {
    const near = nearest(
      name,
      verbs.map((candidate) => candidate.name),
    )
    refuse('command/unknown-verb', {
      message: `no command \`${name}\``,
      hint: suggest(near, `see \`${program} --help\``),
    })
  }
  const help = `${program}${verb?.name ? ` ${verb.name}` : ''} --help`
  const known = [...((verb ?? bare)?.options ?? []), ...COMMON]
  const options = readOptions(flags, known, help)
  const rest = single ? words : words.slice(1)
  if (verb && !options.help) checkWords(verb, rest, help)
  return { verb: verb ?? (options.help ? undefined : bare), options, words: rest }
}
