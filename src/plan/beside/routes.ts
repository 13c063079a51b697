import type { Block, Heading, Paragraph, Table, TextSpan } from '../../text/blocks.ts'
import { type Document, locate } from '../../text/document.ts'
import { snake } from '../../text/names.ts'
import type { DataType, Endpoint, Parameter, Response } from '../facts.ts'
import { dataTypeOf, readColumnType } from './column-type.ts'
import { httpMethod, normalisePath, operationName, pathParameters } from './http.ts'
import { columnIndex, plain } from './table-columns.ts'

const ROUTE =
  /^(?:\d+[.)]\s*)?[`*]*(GET|POST|PUT|PATCH|DELETE)[`*]*\s*:?\s+[`*]*(\/[^\s`*,;|]*)[`*]*\s*(.*)$/i
/** `**Endpoint**:` or `1. REST Endpoint:` in front of a route. */
const LABEL =
  /^(?:\d{1,3}[.)][ \t]{1,3})?\**(?:(?:rest|http|api)[ \t])?(?:endpoint|route|rota)\**[ \t]{0,3}:\**[ \t]{0,9}/i
const COLUMNS = {
  method: /^(?:http )?(?:method|verb|método|verbo)$/i,
  path: /^(?:path|route|endpoint|uri|url|rota|caminho)$/i,
  operation: /^(?:operation(?: ?id)?|name|operação|nome)$/i,
  request: /^(?:request|body|request body|input|requisição|entrada)$/i,
  response: /^(?:response|returns?|response body|output|resposta|retorno|saída)$/i,
  status: /^(?:status|code|success|status codes?|código)$/i,
  errors: /^(?:errors?|error codes?|failures?|erros?)$/i,
  summary: /^(?:description|purpose|summary|notes?|descrição|finalidade)$/i,
  auth: /^(?:auth|authentication|secured|security|autenticação)$/i,
} as const
type Column = keyof typeof COLUMNS
type Row = Partial<Record<Column, TextSpan>>

/** `**API calls**:` above bullets: what is called stands in a contract of its own. */
const CALLED = /^\**(?:api calls?|calls|consumes|chamadas)\**[ \t]{0,3}:?\**$/i

const lastLineOf = (block: Heading | Paragraph): string =>
  block.kind === 'heading' ? block.text : (block.lines.at(-1)?.text ?? '')

/** Endpoints of tables `Method · Path · …`, bullets `POST /x - …` and headings `### POST /x`, in order. */
export function readRoutes(document: Document, blocks: readonly Block[]): Endpoint[] {
  let isCalled = false
  return blocks.flatMap((block) => {
    if (block.kind === 'heading' || block.kind === 'paragraph') isCalled = CALLED.test(lastLineOf(block))
    if (block.kind === 'item' && isCalled) return []
    if (block.kind === 'table') return readTable(document, block)
    if (block.kind === 'paragraph') return block.lines.flatMap((line) => readLabelled(document, line))
    if (block.kind !== 'item' && block.kind !== 'heading') return []
    const text = block.text.split('\n')[0] ?? ''
    return readRouteLine(document, { text: text.replace(LABEL, ''), start: block.textStart })
  })
}

function readLabelled(document: Document, { text, start }: TextSpan): Endpoint[] {
  return LABEL.test(text) ? readRouteLine(document, { text: text.replace(LABEL, ''), start }) : []
}

/** The route of a line that starts with one; `start` is where the line starts in the document, or before it. */
export function readRouteLine(
  document: Document,
  { text, start }: Pick<TextSpan, 'text' | 'start'>,
): Endpoint[] {
  const found = ROUTE.exec(text.slice(0, 1000))
  if (!found) return []
  const span = { text: found[2] ?? '', start, end: start + 1 }
  const at = document.text.indexOf(span.text, start)
  const place = at === -1 ? span : { text: span.text, start: at, end: at + span.text.length }
  const summary = plain((found[3] ?? '').replace(/^[\s:–—→-]+/, ''))
  const route = { method: found[1] ?? '', path: place, summary: summary === '' ? undefined : summary }
  return endpointOf(document, route, {})
}

/** Whether a table lists routes: it has a path column, and a method column or methods in the paths. */
function isRouteTable(table: Table): boolean {
  const path = columnIndex(table, COLUMNS.path)
  if (path === -1) return false
  if (columnIndex(table, COLUMNS.method) !== -1) return true
  return table.rows.some((row) => ROUTE.test(plain(row.cells[path]?.text ?? '')))
}

function readTable(document: Document, table: Table): Endpoint[] {
  if (!isRouteTable(table)) return []
  const places = Object.entries(COLUMNS).map(
    ([name, pattern]) => [name as Column, columnIndex(table, pattern)] as const,
  )
  return table.rows.flatMap(({ cells }) => {
    const row: Row = {}
    for (const [name, index] of places) {
      const cell = cells[index]
      if (cell) row[name] = cell
    }
    const together = ROUTE.exec(plain(row.path?.text ?? ''))
    const method = together?.[1] ?? plain(row.method?.text ?? '')
    const path = together?.[2] ?? plain(row.path?.text ?? '')
    if (!row.path || !path.startsWith('/')) return []
    const summary = filled(row.summary)
    return method
      .split(/[\s,/]+/)
      .flatMap((word) =>
        row.path
          ? endpointOf(document, { method: word, path: { ...row.path, text: path }, summary }, row)
          : [],
      )
  })
}

interface Route {
  readonly method: string
  readonly path: TextSpan
  readonly summary: string | undefined
}

function endpointOf(document: Document, route: Route, row: Row): Endpoint[] {
  const method = httpMethod(route.method)
  if (!method) return []
  const path = normalisePath(route.path.text)
  const origin = locate(document, route.path.start, route.path.end)
  const operation = snake(filled(row.operation) ?? '')
  const request = schemaOf(filled(row.request))
  const parameters = pathParameters(path).map(
    (name): Parameter => ({ name, in: 'path', type: { kind: 'string' }, required: true, origin }),
  )
  return [
    {
      method,
      path,
      operation: operation === '' ? operationName(method, path) : operation,
      summary: route.summary,
      tags: [],
      parameters,
      request: request && { type: request, required: true },
      responses: responsesOf(document, row),
      secured: /^(?:yes|sim|true|required|✓|✔|✅|bearer|jwt)/i.test(filled(row.auth) ?? ''),
      origin,
    },
  ]
}

/** The first status below 400 has the response's type; a response without a status is 200. */
function responsesOf(document: Document, row: Row): Response[] {
  const written = filled(row.response)
  const type = schemaOf(written?.replace(/\b[1-5]\d\d\b(?:\s+OK|\s+Created)?:?/g, '').trim())
  const found = new Map<number, Response>()
  const add = (cell: TextSpan | undefined): void => {
    for (const part of splitStatuses(filled(cell) ?? '')) {
      if (!cell || found.has(part.status)) continue
      found.set(part.status, { ...part, origin: locate(document, cell.start, cell.end) })
    }
  }
  add(row.status)
  if (![...found.keys()].some((status) => status < 400)) add(row.response)
  const good = [...found.values()].find((response) => response.status < 400)
  if (good) found.set(good.status, { ...good, type: good.status === 204 ? undefined : type })
  else if (type && row.response) {
    const origin = locate(document, row.response.start, row.response.end)
    found.set(200, { status: 200, description: '', type, origin })
  }
  add(row.errors)
  return [...found.values()].sort((a, b) => a.status - b.status)
}

/** `404 No such order, 409` as statuses with the words behind them. */
function splitStatuses(text: string): { status: number; description: string }[] {
  const found = [...text.matchAll(/(?<![\w.])[1-5]\d\d(?![\w.])/g)]
  return found.map((match, index) => {
    const words = text.slice(match.index + 3, found[index + 1]?.index)
    return { status: Number(match[0]), description: words.replace(/^[\s:(–—-]+|[\s,;/·)(|]+$/g, '') }
  })
}

/** `Order`, `Order[]`, `list[Order]` name a schema; anything else than one name is no schema. */
function schemaOf(written: string | undefined): DataType | undefined {
  const text = written?.trim() ?? ''
  const list =
    /^(?:(?:list|array)(?: of |\[|<)\s*)([\p{L}_][\p{L}\p{N}_.]*)[\]>]?$/iu.exec(text)?.[1] ??
    /^([\p{L}_][\p{L}\p{N}_.]*)\[\]$/u.exec(text)?.[1]
  if (list !== undefined) return { kind: 'array', items: nameOrType(list) }
  return /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(text) ? nameOrType(text) : undefined
}

function nameOrType(name: string): DataType {
  const simple = readColumnType(name).type
  return simple && name === name.toLowerCase() ? dataTypeOf(simple) : { kind: 'ref', name }
}

/** The text of a cell that says something: not `-`, `—`, `none`. */
function filled(cell: TextSpan | undefined): string | undefined {
  const text = plain(cell?.text ?? '')
  return /^(?:[-–—]*|none|n\/a|nenhum|no)$/i.test(text) ? undefined : text
}
