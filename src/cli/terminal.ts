import { type Paint, PLAIN } from '../diagnostics/format-text.ts'
import { Cancelled } from '../diagnostics/index.ts'
import { inertLine } from '../diagnostics/inert.ts'
import type { Ask, Question } from '../ports.ts'

/** Colours for diagnostics and summaries. */
export interface Colours extends Paint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
}

export const NO_COLOURS: Colours = { ...PLAIN, bold: (text) => text, dim: (text) => text }

export async function loadColours(): Promise<Colours> {
  const { createColors } = (await import('picocolors')).default
  const { red, yellow, cyan, green, bold, dim } = createColors(true)
  const bySeverity = { error: red, warning: yellow, info: cyan }
  return {
    severity: (severity, text) => bold(bySeverity[severity](text)),
    label: (label, text) => (label === 'hint' ? green(text) : cyan(text)),
    bold,
    dim,
  }
}

type Clack = typeof import('@clack/prompts')

function put(
  clack: Clack,
  question: Question,
  output: NodeJS.WriteStream,
): Promise<string | boolean | symbol> {
  const message = inertLine(question.message)
  if (question.kind === 'confirm') return clack.confirm({ message, output })
  if (question.kind === 'text') {
    return clack.text({
      message,
      output,
      ...(question.default === undefined
        ? {}
        : { defaultValue: question.default, placeholder: question.default }),
    })
  }
  const options = question.choices.map(({ value, label, hint }) => ({
    value,
    label: inertLine(label),
    ...(hint === undefined ? {} : { hint: inertLine(hint) }),
  }))
  return clack.select({ message, output, options })
}

/** Asks with clack on stderr, loaded with the first question. A confirmation answers `yes` or `no`. */
export function createAsk(): Ask {
  return async (question) => {
    const clack = await import('@clack/prompts')
    const answer = await put(clack, question, process.stderr)
    if (typeof answer === 'symbol') throw new Cancelled()
    return typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : answer
  }
}
