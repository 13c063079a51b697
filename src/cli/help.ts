import type { Program } from '../commands/index.ts'
import { COMMON, OPTIONS, type OptionName, optionOf } from '../commands/options.ts'
import type { Argument, Verb } from '../commands/verb.ts'

/** Rows of two columns, the second aligned. */
function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd())
}

function spelled({ name, required, many }: Argument): string {
  const dots = many ? '…' : ''
  return required ? `<${name}>${dots}` : `[${name}${dots}]`
}

function optionRow(name: OptionName): readonly [string, string] {
  const spec = optionOf(name)
  const short = spec?.short === undefined ? '' : `-${spec.short}, `
  const value = spec?.value === undefined ? '' : ` ${spec.value}`
  return [`${short}--${name}${value}`, spec?.description ?? '']
}

function optionRows(names: readonly OptionName[]): readonly string[] {
  const known = (Object.keys(OPTIONS) as OptionName[]).filter((name) => names.includes(name))
  return columns(known.map(optionRow))
}

function exampleRows(lines: readonly (readonly [string, string])[], prefix: string): readonly string[] {
  return columns(lines.map(([line, does]) => [`${prefix} ${line}`.trimEnd(), does]))
}

/** Help of one verb: examples first, then arguments and options, at most one screen. */
export function verbHelp(program: string, verb: Verb): string {
  const prefix = verb.name === '' ? program : `${program} ${verb.name}`
  const usage = [prefix, ...verb.arguments.map(spelled), '[options]'].join(' ')
  return [
    verb.summary,
    '',
    ...exampleRows(verb.examples, prefix),
    '',
    `Usage: ${usage}`,
    ...(verb.arguments.length === 0
      ? []
      : ['', ...columns(verb.arguments.map((argument) => [spelled(argument), argument.description]))]),
    '',
    ...optionRows([...verb.options, ...COMMON]),
    '',
  ].join('\n')
}

/** Help of a program with several verbs. */
export function programHelp(program: string, { summary, verbs, bare }: Program): string {
  const examples = verbs.flatMap((verb) =>
    verb.examples
      .slice(0, 1)
      .map(([line, does]) => [verb === bare ? line : `${verb.name} ${line}`, does] as const),
  )
  return [
    summary,
    '',
    ...exampleRows(examples, program),
    '',
    `Usage: ${program} ${bare ? '[command]' : '<command>'} [options]`,
    '',
    ...columns(verbs.map((verb) => [[verb.name, ...verb.arguments.map(spelled)].join(' '), verb.summary])),
    '',
    ...optionRows(COMMON),
    '',
    `Options of a command: ${program} <command> --help`,
    '',
  ].join('\n')
}
