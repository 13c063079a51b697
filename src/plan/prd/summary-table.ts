import type { Table } from '../../text/blocks.ts'
import { locate } from '../../text/document.ts'
import type { Reading } from '../reading.ts'
import { cleanTitle } from './boxes.ts'
import { plainHeading } from './headings.ts'
import { readReferences } from './references.ts'
import { readStatus } from './status.ts'
import type { SummaryEntry } from './summary-entry.ts'
import { normaliseId } from './task-id.ts'

const COLUMNS = {
  id: /^(?:id|task|tarefa|no|numero|$)/,
  title: /^(?:title|titulo|task|tarefa|name|nome|descri)/,
  status: /^(?:status|estado|state)/,
  complexity: /^(?:complex|size|tamanho)/,
  blockedBy: /^(?:depend|blocked|bloquead)/,
} as const

/** Index of the column that holds the status of each row; -1 without one. */
export const statusColumn = (table: Table): number =>
  table.header.cells.findIndex((cell) => COLUMNS.status.test(plainHeading(cell.text)))

/** A table `# · Title · Status · Complexity · Dependencies`; other tables give nothing. */
export function readTaskTable(table: Table, phase: string | undefined, reading: Reading): SummaryEntry[] {
  const headers = table.header.cells.map((cell) => plainHeading(cell.text))
  const first = COLUMNS.id.test(headers[0] ?? 'x')
  const title = headers.findIndex((header, index) => index > 0 && COLUMNS.title.test(header))
  const column = (name: 'status' | 'complexity' | 'blockedBy'): number =>
    headers.findIndex((header) => COLUMNS[name].test(header))
  const [status, complexity, blockedBy] = [column('status'), column('complexity'), column('blockedBy')]
  if (!first || title === -1 || (status === -1 && blockedBy === -1)) return []
  return table.rows.flatMap(({ cells, start, end }): SummaryEntry[] => {
    const id = normaliseId(cells[0]?.text.replace(/\]\([^)]{0,300}\)/, '') ?? '')
    const cell = cells[title]
    if (id === undefined || !cell) return []
    const dependencies = cells[blockedBy]
    return [
      {
        id,
        title: cleanTitle(cell.text.replace(/^\[([^\]]{1,300})\]\([^)]{0,300}\)$/, '$1')),
        status: readStatus(cells[status]?.text ?? ''),
        complexity: cells[complexity]?.text.toLowerCase() || undefined,
        blockedBy: dependencies && readReferences(dependencies, reading, false),
        phase,
        path: reading.document.path,
        origin: locate(reading.document, start, end),
      },
    ]
  })
}
