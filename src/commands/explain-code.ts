import { type CodeEntry, type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import { COMMAND_CODES } from './codes.ts'
import { nearest, suggest } from './nearest.ts'
import { type Outcome, outcome } from './outcome.ts'
import type { Context } from './verb.ts'

type Codes = Readonly<Record<string, CodeEntry>>

/** Every area's codes, in the order of the stages. */
async function loadCodes(): Promise<ReadonlyMap<string, CodeEntry>> {
  const areas: readonly Codes[] = [
    (await import('../text/codes.ts')).TEXT_CODES,
    (await import('../plan/codes.ts')).PLAN_CODES,
    (await import('../plan/beside/codes.ts')).CODES,
    (await import('../plan/speckit/codes.ts')).SPECKIT_CODES,
    (await import('../system/codes.ts')).SYSTEM_CODES,
    (await import('../generator/codes.ts')).CODES,
    (await import('../outline/codes.ts')).CODES,
    (await import('../schedule/codes.ts')).SCHEDULE_CODES,
    (await import('../checks/codes.ts')).CHECK_CODES,
    (await import('../merge/codes.ts')).CODES,
    (await import('../workspace/codes.ts')).CODES,
    (await import('../verify/codes.ts')).VERIFY_CODES,
    COMMAND_CODES,
  ]
  return new Map(areas.flatMap((codes) => Object.entries(codes)))
}

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

function page(code: string, entry: CodeEntry): string {
  const paragraphs = entry.explanation.split('\n').map((paragraph) => wrap(paragraph).join('\n'))
  return [`${entry.severity}[${code}]: ${entry.title}`, '', ...paragraphs].join('\n')
}

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
  return outcome({ text: page(code, entry), result: { code, ...entry } })
}
