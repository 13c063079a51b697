export interface OptionSpec {
  /** `<path>`; undefined: a switch. */
  readonly value?: string
  readonly short?: string
  readonly description: string
  /** May be given more than once; the values are joined with commas. */
  readonly many?: boolean
}

/** Every option by its flag without dashes: the table of parser and help. */
export const OPTIONS = {
  plan: { value: '<path>', description: 'task file or feature folder to read' },
  prd: { value: '<slug>', description: 'feature to read: tasks/prd-<slug>, specs/*-<slug>' },
  root: { value: '<dir>', description: 'workspace to write to' },
  tasks: { value: '<ids>', description: 'only these: 4.1,4.3 or 4.1-4.3', many: true },
  modernize: { description: 'replace packages that are dead or dangerous, from now on' },
  'no-modernize': { description: 'keep the packages of the plan, from now on' },
  format: { value: '<name>', description: 'text, mermaid, dot or json' },
  open: { description: 'only what is left to do' },
  starter: { description: 'write a starter plan where there is none' },
  prove: { description: 'lock, sync and test with uv afterwards' },
  strict: { description: 'warnings fail, too' },
  gate: { description: 'the lines of the Validation Checklist, each with ✓ or ✗' },
  fix: { description: 'repair what needs no decision, byte by byte; --dry-run prints the difference' },
  'fix-prompt': { description: 'the findings as one text that an agent can act on' },
  sarif: { description: 'the findings as SARIF 2.1.0 on stdout' },
  'dry-run': { description: 'show the changes, write nothing' },
  yes: { short: 'y', description: 'take every default, ask nothing' },
  'no-input': { description: 'ask nothing' },
  interactive: { description: 'ask even where an agent is detected' },
  json: { description: 'one JSON document on stdout' },
  all: { description: 'no limit of 40 lines' },
  verbose: { short: 'v', description: 'every finding, every place tried' },
  quiet: { short: 'q', description: 'only errors and what was asked for' },
  'no-color': { description: 'no colours' },
  help: { short: 'h', description: 'this page' },
  version: { short: 'V', description: 'the version' },
} as const satisfies Record<string, OptionSpec>

export type OptionName = keyof typeof OPTIONS

/** Options that every verb takes. */
export const COMMON: readonly OptionName[] = [
  'json',
  'all',
  'verbose',
  'quiet',
  'no-color',
  'help',
  'version',
]

/** The option of a flag's name, own names only. */
export function optionOf(name: string): OptionSpec | undefined {
  return Object.hasOwn(OPTIONS, name) ? OPTIONS[name as OptionName] : undefined
}

/** What was given: switches as true, values as text. */
export type Options = {
  readonly [Name in OptionName]?: (typeof OPTIONS)[Name] extends { value: string } ? string : true
}
