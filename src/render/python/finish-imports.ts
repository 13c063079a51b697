/** The import blocks of a module: names nobody uses go, the rest is merged and sorted. */
import { isImport, isKept, isTypeChecking, readImports, usedNames } from './read-imports.ts'
import { type LogicalLine, readLines } from './read-lines.ts'
import { type Packages, sortImports } from './sort-imports.ts'

export function finishImports(lines: readonly LogicalLine[], packages: Packages): LogicalLine[] {
  const inner = lines.some((line) => line.indent > 0 && isImport(line))
    ? rewriteBlocks(lines, packages, (line, above) => isTypeChecking(above) && line.indent > 0)
    : lines
  return rewriteBlocks(withoutEmptyBlocks(inner), packages, (line) => line.indent === 0)
}

/** Every run of imports sorted; those that `drops` names also freed of what is not used. */
function rewriteBlocks(
  lines: readonly LogicalLine[],
  packages: Packages,
  drops: (first: LogicalLine, above: LogicalLine | undefined) => boolean,
): LogicalLine[] {
  const used = usedNames(lines.filter((line) => !isImport(line)))
  const result: LogicalLine[] = []
  let at = 0
  for (let line = lines[at]; line !== undefined; line = lines[at]) {
    const block = isImport(line) ? runOfImports(lines, at) : []
    if (block.length === 0) result.push(line)
    else {
      const isDropping = drops(line, result.at(-1))
      const imports = block.flatMap(readImports).filter((entry) => !isDropping || isKept(entry, used))
      result.push(...toLines(sortImports(imports, packages), line))
    }
    at += Math.max(block.length, 1)
  }
  return result
}

function runOfImports(lines: readonly LogicalLine[], start: number): LogicalLine[] {
  const indent = lines[start]?.indent
  const end = lines.findIndex((line, at) => at >= start && (!isImport(line) || line.indent !== indent))
  return lines.slice(start, end < 0 ? undefined : end)
}

function toLines(sections: readonly (readonly string[])[], first: LogicalLine): LogicalLine[] {
  return sections.flatMap((section, nth) =>
    section.flatMap((text, at) => {
      const gap = nth === 0 ? first.blanks : 1
      return readLines(text).map((line) => ({ ...line, indent: first.indent, blanks: at === 0 ? gap : 0 }))
    }),
  )
}

function withoutEmptyBlocks(lines: readonly LogicalLine[]): LogicalLine[] {
  return lines.filter((line, at) => {
    const next = lines[at + 1]
    return !isTypeChecking(line) || (next !== undefined && next.indent > line.indent)
  })
}
