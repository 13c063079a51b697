import type { Table, TableRow, TextSpan } from './blocks.ts'
import { type Line, readLine, spanOf } from './lines.ts'

/** A line with a pipe above a delimiter row such as `|---|:--:|`. */
export function isTableStart(text: string, line: Line, to: number): boolean {
  if (!hasPipe(text, line) || line.end >= to) return false
  return isDelimiter(text, readLine(text, line.end + 1, to))
}

function hasPipe(text: string, line: Line): boolean {
  return text.slice(line.at, line.textEnd).includes('|')
}

function isDelimiter(text: string, line: Line): boolean {
  if (line.at === line.textEnd) return false
  let dashes = false
  let pipes = false
  for (let at = line.at; at < line.textEnd; at += 1) {
    const char = text[at]
    if (char === '-') dashes = true
    else if (char === '|') pipes = true
    else if (char !== ':' && char !== ' ' && char !== '\t') return false
  }
  return dashes && pipes
}

/** The table whose header is `header`, and the offset behind its last row. */
export function readTable(text: string, header: Line, to: number): { table: Table; next: number } {
  const rows: TableRow[] = []
  const delimiter = readLine(text, header.end + 1, to)
  let end = delimiter.textEnd
  let next = delimiter.end + 1
  while (next < to) {
    const line = readLine(text, next, to)
    if (line.at === line.textEnd || !hasPipe(text, line)) break
    rows.push(readRow(text, line))
    end = line.textEnd
    next = line.end + 1
  }
  return { table: { kind: 'table', header: readRow(text, header), rows, start: header.at, end }, next }
}

function readRow(text: string, line: Line): TableRow {
  const cells: TextSpan[] = []
  let start = text[line.at] === '|' ? line.at + 1 : line.at
  for (let at = start; at < line.textEnd; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '|') {
      cells.push(readCell(text, start, at))
      start = at + 1
    }
  }
  if (start < line.textEnd) cells.push(readCell(text, start, line.textEnd))
  return { cells, start: line.at, end: line.textEnd }
}

function readCell(text: string, start: number, end: number): TextSpan {
  const cell = spanOf(text, start, end)
  return { ...cell, text: cell.text.replaceAll('\\|', '|') }
}
