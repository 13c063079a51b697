import type { Block, Table, TextSpan } from '../../text/blocks.ts'
import { type Document, locate } from '../../text/document.ts'
import type { DependencyEdge, TopicUse } from '../facts.ts'
import { httpMethod, normalisePath } from './http.ts'
import { columnIndex, plain } from './table-columns.ts'

const FROM = /^(?:from|source|caller|producer|client|de|origem)(?: service)?$/i
const TO = /^(?:to|target|callee|consumer|server|para|destino)(?: service)?$/i
const PROTOCOL = /^(?:protocol|type|via|protocolo|tipo|communication)$/i
const MEMBER = /^(?:method|topic|method ?\/ ?topic|operation|endpoint|call|método|tópico|método ?\/ ?tópico)/i

/** What a communication matrix says about one service. */
export interface MatrixFacts {
  readonly edges: DependencyEdge[]
  readonly topics: TopicUse[]
}

/**
 * Reads matrices `From · To · Protocol · Method/Topic` and services × services: the facts of each service by
 * its name, as written.
 */
export function readMatrices(document: Document, blocks: readonly Block[]): ReadonlyMap<string, MatrixFacts> {
  const found = new Map<string, MatrixFacts>()
  for (const block of blocks) {
    if (block.kind !== 'table') continue
    if (columnIndex(block, FROM) !== -1 && columnIndex(block, TO) !== -1) readRows(document, block, found)
    else if (isSquare(block)) readSquare(document, block, found)
  }
  return found
}

interface Call {
  readonly from: string
  readonly to: string
  readonly protocol: string
  readonly member: string
  readonly cell: TextSpan
}

function readRows(document: Document, table: Table, found: Map<string, MatrixFacts>): void {
  const [from, to, protocol, member] = [FROM, TO, PROTOCOL, MEMBER].map((header) =>
    columnIndex(table, header),
  )
  for (const { cells } of table.rows) {
    const textAt = (index: number | undefined): string => plain(cells[index ?? -1]?.text ?? '')
    const cell = cells[member ?? -1] ?? cells[to ?? -1]
    if (!cell || textAt(from) === '' || textAt(to) === '') continue
    for (const target of textAt(to).split(/\s*,\s*/)) {
      const call = {
        from: textAt(from),
        to: target,
        protocol: textAt(protocol),
        member: textAt(member),
        cell,
      }
      addCall(document, call, found)
    }
  }
}

/** The names of the columns are the names of the rows. */
function isSquare(table: Table): boolean {
  const columns = table.header.cells.slice(1).map((cell) => plain(cell.text))
  const rows = new Set(table.rows.map((row) => plain(row.cells[0]?.text ?? '')))
  return (
    columns.length > 1 && rows.size > 1 && columns.filter((name) => name !== '' && rows.has(name)).length > 1
  )
}

function readSquare(document: Document, table: Table, found: Map<string, MatrixFacts>): void {
  const columns = table.header.cells.map((cell) => plain(cell.text))
  for (const { cells } of table.rows) {
    const from = plain(cells[0]?.text ?? '')
    for (const [index, cell] of cells.entries()) {
      const to = columns[index] ?? ''
      const said = /^(gRPC|REST|HTTP|Kafka)\b[\s:(-]*([^)]*)\)?$/i.exec(plain(cell.text))
      if (index === 0 || to === from || !said) continue
      addCall(document, { from, to, protocol: said[1] ?? '', member: said[2] ?? '', cell }, found)
    }
  }
}

function addCall(document: Document, call: Call, found: Map<string, MatrixFacts>): void {
  const origin = locate(document, call.cell.start, call.cell.end)
  const members = call.member.split(/\s*,\s*/).filter((member) => member !== '' && !/^[-–—]+$/.test(member))
  if (/kafka|event|async|queue|topic|mensage/i.test(call.protocol)) {
    for (const topic of members) {
      factsOf(found, call.from).topics.push({ topic, role: 'produces', origin })
      if (!/^(?:kafka|broker|any|\*|[-–—]+)$/i.test(call.to))
        factsOf(found, call.to).topics.push({ topic, role: 'consumes', origin })
    }
    return
  }
  const protocol = /grpc/i.test(call.protocol)
    ? 'grpc'
    : /rest|http/i.test(call.protocol)
      ? 'rest'
      : undefined
  if (protocol === undefined) return
  for (const member of members.length > 0 ? members : [undefined]) {
    factsOf(found, call.from).edges.push(edgeOf(protocol, call.to, member, origin))
  }
}

function factsOf(found: Map<string, MatrixFacts>, service: string): MatrixFacts {
  const facts = found.get(service) ?? { edges: [], topics: [] }
  found.set(service, facts)
  return facts
}

/** An edge to `Method` (grpc) or `POST /path` (rest); member undefined: the service alone. */
export function edgeOf(
  protocol: DependencyEdge['protocol'],
  target: string,
  member: string | undefined,
  origin: DependencyEdge['origin'],
): DependencyEdge {
  if (protocol === 'grpc' || member === undefined) return { protocol, target, member, origin }
  const [word = '', ...rest] = member.split(/\s+/)
  const method = httpMethod(word)
  return { protocol, target, method, member: normalisePath(method ? rest.join(' ') : member), origin }
}
