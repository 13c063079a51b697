import type { Diagnostics } from '../diagnostics/index.ts'
import type { Generator } from '../generator/generator.ts'
import type { Ask, Disk, Run } from '../ports.ts'
import type { OptionName, Options } from './options.ts'
import type { Outcome } from './outcome.ts'

/** What the program brings along: texts below `templates/` and the generators. */
export interface Installation {
  readonly version: string
  readonly templates: {
    /** Text of a template by its path, or undefined. */
    read(path: string): string | undefined
    /** Paths of all files below a folder, sorted, relative to it; empty where there is none. */
    list(folder: string): readonly string[]
  }
  generators(): Promise<readonly Generator[]>
}

/** Everything a verb may use. */
export interface Context {
  readonly program: string
  readonly install: Installation
  readonly disk: Disk
  /** The same files for a run that writes; `disk` serves where it is not given. */
  readonly loadWritingDisk?: (() => Promise<Disk>) | undefined
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly options: Options
  /** undefined: nobody is there to ask. */
  readonly ask: Ask | undefined
  readonly run: Run
  /** Shows a line at once, before the outcome: progress and what a question is about. */
  readonly say: (line: string) => void
  readonly diagnostics: Diagnostics
}

export interface Argument {
  readonly name: string
  readonly description: string
  readonly required: boolean
  readonly many?: boolean
}

/** One command. Its module holds only this and loads what it needs when it runs. */
export interface Verb {
  /** Empty: the program itself. */
  readonly name: string
  readonly summary: string
  readonly arguments: readonly Argument[]
  readonly options: readonly OptionName[]
  /** Command lines after the program's name, with what they do. */
  readonly examples: readonly (readonly [line: string, does: string])[]
  run(context: Context, words: readonly string[]): Promise<Outcome>
}

export function defineVerb(verb: Verb): Verb {
  return verb
}

/** Options of the verbs that write. */
export const WRITING: readonly OptionName[] = [
  'plan',
  'prd',
  'root',
  'modernize',
  'no-modernize',
  'prove',
  'dry-run',
  'yes',
  'no-input',
  'interactive',
]
