/** Several modules that share one path, as one. */
import { isImport } from './read-imports.ts'
import { readLines } from './read-lines.ts'

interface Parts {
  readonly docstring: string
  readonly imports: readonly string[]
  readonly body: string
}

/** First docstring, imports of all, bodies in the order given; still to be finished. */
export function assembleModules(parts: readonly string[]): string {
  const modules = parts.map(takeApart)
  const docstring = modules.find((module) => module.docstring !== '')?.docstring ?? ''
  const imports = modules.flatMap((module) => module.imports).join('\n')
  const bodies = modules.map((module) => module.body)
  return `${[docstring, imports, ...bodies].filter((text) => text !== '').join('\n\n')}\n`
}

function takeApart(text: string): Parts {
  const lines = readLines(text)
  const hasDocstring = lines[0]?.tokens.length === 1 && lines[0].tokens[0]?.kind === 'string'
  const start = hasDocstring ? 1 : 0
  const end = lines.findIndex((line, at) => at >= start && !(isImport(line) && line.indent === 0))
  const imports = lines.slice(start, end < 0 ? undefined : end)
  const body = end < 0 ? [] : lines.slice(end)
  return {
    docstring: hasDocstring ? (lines[0]?.text ?? '') : '',
    imports: imports.map((line) => line.text),
    body: body
      .map((line, at) => '\n'.repeat(at === 0 ? 0 : line.blanks) + ' '.repeat(line.indent) + line.text)
      .join('\n'),
  }
}
