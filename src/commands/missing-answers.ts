import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import { COMMAND_CODES } from './codes.ts'
import { type Outcome, outcome } from './outcome.ts'

/** A question that could not be asked. */
export interface MissingAnswer {
  /** As it is given on the command line: `<service>`, `--prd <slug>`. */
  readonly flag: string
  readonly question: string
  readonly type: 'choice' | 'text' | 'yes-no'
  readonly choices: readonly string[]
  readonly default?: string | undefined
  /** An answer as words of the command line, not quoted: `auth`, or `--plan` and a path. */
  readonly answer: readonly string[]
}

const CHOICES = 8

function describe({ flag, question, choices, default: preset }: MissingAnswer): string {
  const shown = choices.slice(0, CHOICES).join('|')
  const more = choices.length > CHOICES ? `|… ${choices.length - CHOICES} more` : ''
  const taken = shown === '' ? '' : ` (${shown}${more})`
  return `${flag}${taken}  ${question}${preset === undefined ? '' : ` (default ${preset})`}`
}

/** One error that lists every missing answer, and the command line that would work; exit code 2. */
export function missingAnswers(
  missing: readonly MissingAnswer[],
  line: string,
  diagnostics: Diagnostics,
): Outcome {
  const count = missing.length === 1 ? '1 answer is missing' : `${missing.length} answers are missing`
  diagnostics.add(
    diagnostic(COMMAND_CODES, 'generator/missing-answer', {
      message: `${count} and there is no terminal to ask in`,
      notes: missing.map((each) => ({ message: describe(each) })),
      hint: `run \`${line}\``,
    }),
  )
  const questions = missing.map(({ flag, question, type, choices, default: preset }) => ({
    flag,
    question,
    type,
    choices,
    ...(preset === undefined ? {} : { default: preset }),
  }))
  return outcome({ exitCode: 2, diagnostics: diagnostics.all, result: { questions } })
}
