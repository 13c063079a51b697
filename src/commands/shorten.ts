import { firstColumns } from '../diagnostics/columns.ts'

/** Columns of a title beside other things. */
const TITLE = 60

/** On one line, and no wider than `room`. */
export function shorten(text: string, room = TITLE): string {
  const line = text.replace(/\s+/g, ' ').trim()
  // No unit is wider than two columns; nothing has that many marks without width.
  if (line.length * 2 <= room) return line
  const fits = firstColumns(line.slice(0, room * 8), room)
  return fits.length === line.length ? line : `${firstColumns(fits, room - 1).trimEnd()}…`
}
