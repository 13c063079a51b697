/** The last stage of a rendered Python module: imports, long lines, empty lines, as black and ruff leave them. */
import { finishImports } from './finish-imports.ts'
import type { Leaf } from './leaves.ts'
import { isPragma } from './line.ts'
import { isImport } from './read-imports.ts'
import { type LogicalLine, readLines } from './read-lines.ts'
import { readStatement } from './read-statement.ts'
import type { Packages } from './sort-imports.ts'
import { spaceLines } from './space-lines.ts'
import { splitLine } from './split-line.ts'

export interface FinishOptions extends Packages {
  /** Line length in columns. */
  readonly width: number
}

/**
 * A fixed point of `ruff format`, `black` and `ruff check --select I,F401`, made from a module whose
 * statements each stand on one line, however long. Spacing inside a line, quotes, docstrings and
 * comments are taken as written.
 */
export function finishPython(text: string, options: FinishOptions): string {
  const lines = spaceLines(finishImports(readLines(text), options))
  const printed = lines.map((line) => '\n'.repeat(line.blanks) + printLine(line, options.width))
  return printed.length === 0 ? '' : `${printed.join('\n')}\n`
}

const MAGIC_COMMA = /,\s*[)\]}]/

function printLine(line: LogicalLine, width: number): string {
  const text = ' '.repeat(line.indent) + line.text
  if (line.kind !== 'code') return text
  const measured =
    isPragma(line.comment) && !isImport(line) ? text.slice(0, -line.comment.length).trimEnd() : text
  const isSettled = measured.length <= width && !text.includes('\n') && !MAGIC_COMMA.test(text)
  if (isSettled) return text
  const leaves = readStatement(line.tokens)
  if (leaves.length === 0) return text
  const bearer = commentBearer(leaves)
  if (bearer) bearer.comment = line.comment
  return splitLine(leaves, line.indent / 4, width).join('\n')
}

/** The leaf that a trailing comment follows; of an import that is broken, the bracket that opens its names. */
function commentBearer(leaves: readonly Leaf[]): Leaf | undefined {
  const names = leaves[0]?.text === 'from' ? leaves.find((leaf) => leaf.kind === 'open') : undefined
  return names ?? leaves.findLast((leaf) => leaf.text !== '')
}
