import type { Options } from '../commands/options.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Variables that coding agents set for the programs they start. */
const AGENTS = ['CLAUDECODE', 'GEMINI_CLI', 'CURSOR_AGENT', 'AI_AGENT', 'OPENCODE'] as const
const AGENT_PREFIX = 'CODEX_'

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false'
}

function isAgent(environment: Environment): boolean {
  return (
    AGENTS.some((name) => isSet(environment[name])) ||
    Object.keys(environment).some((name) => name.startsWith(AGENT_PREFIX) && isSet(environment[name]))
  )
}

/** Whether anybody is there to ask. Decided once, before anything is drawn. */
export function isInteractive(
  options: Options,
  environment: Environment,
  terminals: () => { readonly stdin: boolean; readonly stderr: boolean },
): boolean {
  if (options.yes || options.json || options['no-input'] || isSet(environment.CI)) return false
  if (isAgent(environment) && !options.interactive) return false
  const { stdin, stderr } = terminals()
  return stdin && stderr
}

/** Whether a stream gets colours. */
export function isColourful(options: Options, environment: Environment, isTerminal: boolean): boolean {
  if (options['no-color'] || isSet(environment.NO_COLOR)) return false
  if (isSet(environment.FORCE_COLOR)) return true
  return isTerminal && environment.TERM !== 'dumb'
}
