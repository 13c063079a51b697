/** How many empty lines stand above each line. */
import { isImport } from './read-imports.ts'
import type { LogicalLine } from './read-lines.ts'

export function spaceLines(lines: readonly LogicalLine[]): LogicalLine[] {
  const definitions: number[] = []
  return lines.map((line, at) => {
    let afterDefinition = false
    while ((definitions.at(-1) ?? -1) >= line.indent) {
      definitions.pop()
      afterDefinition = true
    }
    if (isDefinition(line)) definitions.push(line.indent)
    return { ...line, blanks: blanksAbove(lines, at, afterDefinition) }
  })
}

function blanksAbove(lines: readonly LogicalLine[], at: number, afterDefinition: boolean): number {
  const line = lines[at]
  const previous = lines[at - 1]
  if (line === undefined || previous === undefined || opensBlock(previous, line)) return 0
  if (previous.kind !== 'comment' && isDocstring(lines, at - 1)) return afterDocstring(lines, at)
  const most = line.indent === 0 ? 2 : 1
  if (leadsToDefinition(lines, at)) return aboveDefinition(previous, line, afterDefinition)
  if (isImport(previous) && !isImport(line) && previous.indent === line.indent) {
    return line.indent === 0 ? 1 : Math.max(1, Math.min(line.blanks, 1))
  }
  const isClause = /^(?:else|elif|except|finally)\b/.test(line.text)
  if (afterDefinition) return isClause ? 1 : most
  return isClause ? 0 : Math.min(line.blanks, most)
}

function opensBlock(previous: LogicalLine, line: LogicalLine): boolean {
  return previous.indent < line.indent && previous.kind !== 'comment'
}

function afterDocstring(lines: readonly LogicalLine[], at: number): number {
  const [line, owner] = [lines[at], lines[at - 2]]
  if (line === undefined) return 0
  const isOfModule = areComments(lines, at - 1)
  if (leadsToDefinition(lines, at)) return line.indent === 0 ? 2 : 1
  if (isOfModule || (owner?.tokens[0]?.text === 'class' && line.indent > owner.indent)) return 1
  return Math.min(line.blanks, line.indent === 0 ? 2 : 1)
}

function aboveDefinition(previous: LogicalLine, line: LogicalLine, afterDefinition: boolean): number {
  if (previous.tokens[0]?.text === '@') return 0
  if (previous.kind === 'comment' && previous.indent === line.indent && line.blanks === 0 && !afterDefinition)
    return 0
  if (isStub(previous) && line.blanks === 0 && previous.indent === line.indent) return 0
  return line.indent === 0 ? 2 : 1
}

/** Whether a definition follows, or comments that stand directly above one. */
function leadsToDefinition(lines: readonly LogicalLine[], at: number): boolean {
  const first = lines[at]
  let next = at
  while (lines[next]?.kind === 'comment' && lines[next + 1]?.blanks === 0) next += 1
  const line = lines[next]
  if (line === undefined || line.indent !== first?.indent) return false
  return isDefinition(line) || line.tokens[0]?.text === '@'
}

function isDefinition(line: LogicalLine): boolean {
  const [first, second] = line.tokens
  return (
    first?.text === 'def' || first?.text === 'class' || (first?.text === 'async' && second?.text === 'def')
  )
}

/** `def f() -> None: ...` on one line. */
function isStub(line: LogicalLine): boolean {
  return isDefinition(line) && line.tokens.at(-1)?.text === '...' && line.tokens.at(-2)?.text === ':'
}

function isDocstring(lines: readonly LogicalLine[], at: number): boolean {
  const line = lines[at]
  if (line?.tokens.length !== 1 || line.tokens[0]?.kind !== 'string') return false
  const owner = lines[at - 1]
  if (owner === undefined || areComments(lines, at)) return line.indent === 0
  return isDefinition(owner) && owner.indent < line.indent
}

/** Whether nothing but comments stands above a line. */
function areComments(lines: readonly LogicalLine[], end: number): boolean {
  const first = lines.findIndex(({ kind }) => kind !== 'comment')
  return first < 0 || first >= end
}
