import { type CodeEntry, type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import { loadCodes } from './all-codes.ts'
import { COMMAND_CODES } from './codes.ts'
import { nearest, suggest } from './nearest.ts'
import { type Outcome, outcome } from './outcome.ts'
import type { Context } from './verb.ts'

/** Words of a paragraph on lines of at most 88 columns. */
function wrap(paragraph: string): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > 88) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

function page(code: string, entry: CodeEntry, isFixable: boolean): string {
  const paragraphs = entry.explanation.split('\n').map((paragraph) => wrap(paragraph).join('\n'))
  return [
    `${entry.severity}[${code}]: ${entry.title}`,
    '',
    ...paragraphs,
    ...(isFixable ? ['', REPAIRED] : []),
  ].join('\n')
}

const REPAIRED = '`taskplan lint --fix` repairs it where that needs no decision.'

function unknown(code: string, known: Iterable<string>, diagnostics: Diagnostics): Outcome {
  diagnostics.add(
    diagnostic(COMMAND_CODES, 'command/unknown-code', {
      message: `no diagnostic code \`${code}\``,
      hint: suggest(nearest(code, known), 'write the code as a diagnostic prints it in brackets'),
    }),
  )
  return outcome({ exitCode: 1, diagnostics: diagnostics.all })
}

/** Explains one code; lists all of them where none is named. */
export async function explainCode({ diagnostics }: Context, written: string | undefined): Promise<Outcome> {
  const codes = await loadCodes()
  if (written === undefined) {
    const listed = [...codes].map(([code, { severity, title }]) => ({ code, severity, title }))
    const text = listed.map(({ code, title }) => `${code}  ${title}`).join('\n')
    return outcome({ text, result: { codes: listed } })
  }
  const code = written.replace(/^(error|warning|info)?\[/, '').replace(/\]?:?$/, '')
  const entry = codes.get(code)
  if (!entry) return unknown(code, codes.keys(), diagnostics)
  const { FIXABLE } = await import('../checks/fixes.ts')
  const fixable = FIXABLE.has(code)
  return outcome({ text: page(code, entry, fixable), result: { code, ...entry, fixable } })
}
