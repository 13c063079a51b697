import type { Table } from '../../text/blocks.ts'

/** Text without the marks of emphasis, code and links. */
export function plain(text: string): string {
  return text
    .replace(/\[([^\][]*)\]\([^()]*\)/g, '$1')
    .replace(/[`*]+/g, '')
    .trim()
}

/** The first column whose header matches; -1 where none does. */
export function columnIndex(table: Table, header: RegExp): number {
  return table.header.cells.findIndex((cell) => header.test(plain(cell.text)))
}
