/** Several modules that share one path, as one. */
import { isImport, isTypeChecking } from './read-imports.ts'
import { type LogicalLine, readLines } from './read-lines.ts'

interface Parts {
  readonly docstring: string
  readonly imports: readonly string[]
  /** What stands in `if TYPE_CHECKING:` directly below the imports. */
  readonly typeImports: readonly string[]
  readonly body: string
}

/** First docstring, imports of all, bodies in the order given; still to be finished. */
export function assembleModules(parts: readonly string[]): string {
  const modules = parts.map(takeApart)
  const docstring = modules.find((module) => module.docstring !== '')?.docstring ?? ''
  const imports = modules.flatMap((module) => module.imports).join('\n')
  const typeImports = modules.flatMap((module) => module.typeImports).map((text) => `    ${text}`)
  const checking = typeImports.length === 0 ? '' : ['if TYPE_CHECKING:', ...typeImports].join('\n')
  const bodies = modules.map((module) => module.body)
  return `${[docstring, imports, checking, ...bodies].filter((text) => text !== '').join('\n\n')}\n`
}

function takeApart(text: string): Parts {
  const lines = readLines(text)
  const hasDocstring = lines[0]?.tokens.length === 1 && lines[0].tokens[0]?.kind === 'string'
  const start = hasDocstring ? 1 : 0
  const imports = takeWhile(lines.slice(start), (line) => isImport(line) && line.indent === 0)
  const rest = lines.slice(start + imports.length)
  const typeImports = isTypeChecking(rest[0])
    ? takeWhile(rest.slice(1), (line) => isImport(line) && line.indent > 0)
    : []
  const body = typeImports.length > 0 ? rest.slice(1 + typeImports.length) : rest
  return {
    docstring: hasDocstring ? (lines[0]?.text ?? '') : '',
    imports: imports.map((line) => line.text),
    typeImports: typeImports.map((line) => line.text),
    body: body.map(printAsWritten).join('\n').replace(/^\n+/, ''),
  }
}

function printAsWritten(line: LogicalLine): string {
  return '\n'.repeat(line.blanks) + ' '.repeat(line.indent) + line.text
}

function takeWhile(lines: readonly LogicalLine[], holds: (line: LogicalLine) => boolean): LogicalLine[] {
  const end = lines.findIndex((line) => !holds(line))
  return lines.slice(0, end < 0 ? undefined : end)
}
