import type { Diagnostic } from '../diagnostics/index.ts'
import type { Source } from './source.ts'

export type ExitCode = 0 | 1 | 2 | 130

export interface OutcomeChange {
  readonly kind: 'create' | 'update' | 'delete' | 'keep' | 'conflict'
  /** Relative to the workspace root, with `/`. */
  readonly path: string
  /** Task keys. */
  readonly tasks: readonly string[]
  readonly category?: string | undefined
  /** `kept yours`, `1 conflict, yours kept`: for people. */
  readonly note?: string | undefined
}

/** What a verb returns. `text` is what was asked for (stdout); everything else is about it (stderr). */
export interface Outcome {
  readonly exitCode: ExitCode
  readonly diagnostics: readonly Diagnostic[]
  readonly changes: readonly OutcomeChange[]
  readonly result: Readonly<Record<string, unknown>>
  /** Command lines. */
  readonly nextSteps: readonly string[]
  readonly text: string
  /** The findings are what was asked for: warnings of the plan are shown, too. */
  readonly isReport?: boolean | undefined
  /** `text` is a document for programs, never cut. */
  readonly isDocument?: boolean | undefined
  /** Lines for people. */
  readonly summary: readonly string[]
  /** The command line that does the same without asking; only where something was asked. */
  readonly repeat?: string | undefined
  /** Where the plan was read from: a starter plan does not stand on the disk yet. */
  readonly source?: Source | undefined
}

/** An outcome of its parts; what is left out is empty. */
export function outcome(parts: Partial<Outcome>): Outcome {
  return {
    exitCode: 0,
    diagnostics: [],
    changes: [],
    result: {},
    nextSteps: [],
    text: '',
    summary: [],
    ...parts,
  }
}
