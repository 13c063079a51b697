import type { ListItem, Table, TextSpan } from '../../text/blocks.ts'
import { type Document, locate } from '../../text/document.ts'
import { readColumnType, splitTop } from './column-type.ts'
import { readConstraints } from './constraints.ts'
import type { RawField } from './named-fields.ts'
import { columnIndex, plain } from './table-columns.ts'

const NAME =
  /^(?:field|column|attribute|property|name|campo|coluna|atributo|propriedade|nome|필드|字段|フィールド|поле)(?: name)?$/i
const TYPE = /^(?:(?:data ?)?type|tipo(?: de dado)?|타입|类型|型|тип)$/i
const NOTES = /^(?:description|notes?|purpose|meaning|descrição|observaç)/i
const REQUIRED = /^(?:required|mandatory|obrigatóri[oa])\??$/i
const NULLABLE = /^(?:nullable|null|optional|opcional)\??$/i
const DEFAULT = /^(?:default|padrão)(?: value)?$/i
const YES = /^(?:y|yes|sim|true|✓|✔|✅|x)\b|^[✓✔✅]/i

/** Fields of a table with a name and a type column; undefined where it has none. */
export function readFieldTable(document: Document, table: Table): RawField[] | undefined {
  const name = columnIndex(table, NAME)
  const type = columnIndex(table, TYPE)
  if (name === -1 || type === -1) return undefined
  const notes = columnIndex(table, NOTES)
  const headers = table.header.cells.map((cell) => plain(cell.text))
  return table.rows.flatMap(({ cells }) => {
    const cell = cells[name]
    const field = plain(cell?.text ?? '').replace(/\s*[?!]$/, '')
    if (!cell || field === '') return []
    const said = cells.flatMap((other, index) =>
      index === name || index === notes ? [] : saidBy(headers[index], other),
    )
    const { written, rest } = leadingType(plain(cells[type]?.text ?? ''))
    const note = plain(cells[notes]?.text ?? '')
    return [
      {
        name: field,
        written,
        read: readColumnType(written),
        constraints: readConstraints([rest, ...said].join(', ')),
        description: note === '' ? undefined : note,
        origin: locate(document, cell.start, cell.end),
      },
    ]
  })
}

/** What a cell says, in the words of constraints. */
function saidBy(header: string | undefined, cell: TextSpan): string[] {
  const text = plain(cell.text)
  if (header === undefined || text === '' || /^[-–—]+$/.test(text) || TYPE.test(header)) return []
  if (REQUIRED.test(header)) return [YES.test(text) ? 'not null' : 'nullable']
  if (NULLABLE.test(header)) return YES.test(text) ? ['nullable'] : ['not null']
  if (DEFAULT.test(header)) return [`default ${text}`]
  if (/^(?:pk|unique|indexed|index)$/i.test(header)) return YES.test(text) ? [header] : []
  if (/^(?:fk|references)$/i.test(header)) return [`references ${text}`]
  return [text]
}

const BULLET = /^[`*]*([\p{L}_][\p{L}\p{N}_]*)[`*]*(\?)?\s*(:|\(|-|–|—)\s*(.*)$/su

/** The field of a bullet such as `` `name`: type, unique ``; undefined where its type is not known. */
export function readFieldBullet(document: Document, item: ListItem): RawField | undefined {
  const found = BULLET.exec(item.text.slice(0, 600))
  const name = found?.[1]
  if (!found || name === undefined || name.startsWith('idx_')) return undefined
  const [inside, description] = found[3] === '(' ? splitBracket(found[4] ?? '') : splitNote(found[4] ?? '')
  const { written, rest } = leadingType(plain(inside).replace(/^[:\s]+/, ''))
  const read = readColumnType(written)
  if (!read.type) return undefined
  const start = item.textStart + item.text.indexOf(name)
  return {
    name,
    written,
    read: { ...read, nullable: read.nullable || found[2] === '?' },
    constraints: readConstraints(rest),
    description: description === '' ? undefined : description,
    origin: locate(document, start, start + name.length),
  }
}

/** `uuid, nullable) - the id` as its two sides. */
function splitBracket(text: string): [string, string] {
  let depth = 1
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1
    else if (text[at] === ')') depth -= 1
    if (depth === 0) return [text.slice(0, at), plain(text.slice(at + 1).replace(/^[\s:–—-]+/, ''))]
  }
  return [text, '']
}

function splitNote(text: string): [string, string] {
  const at = text.search(/\s+(?:-|–|—|#|\/\/)\s/)
  return at === -1 ? [text, ''] : [text.slice(0, at), plain(text.slice(at).replace(/^[\s:–—#/-]+/, ''))]
}

const LONG_TYPES = /^(?:double precision|character varying(?:\s*\(\d+\))?|timestamp with(?:out)? time zone)/i

/** `VARCHAR(255) NOT NULL` as the type and the words behind it. */
export function leadingType(text: string): { readonly written: string; readonly rest: string } {
  const long = LONG_TYPES.exec(text)?.[0]
  if (long !== undefined) return { written: long, rest: text.slice(long.length) }
  if (splitTop(text.slice(0, 300), '|').length > 1) {
    const [written = '', ...rest] = splitTop(text, ',')
    return { written: written.trim(), rest: rest.join(',') }
  }
  let depth = 0
  let at = 0
  for (; at < text.length; at += 1) {
    const letter = text.charAt(at)
    if ('([{<'.includes(letter)) depth += 1
    else if (')]}>'.includes(letter)) depth -= 1
    else if (depth <= 0 && /[\s,;]/.test(letter) && !/^\s*\(/.test(text.slice(at, at + 3))) break
  }
  return { written: text.slice(0, at), rest: text.slice(at) }
}
