import type { ListItem, Table, TextSpan } from '../../text/blocks.ts'
import { type Document, locate } from '../../text/document.ts'
import { readColumnType, splitTop } from './column-type.ts'
import { readConstraints } from './constraints.ts'
import type { RawField } from './named-fields.ts'
import { columnIndex, plain } from './table-columns.ts'

const NAME =
  /^(?:field|column|attribute|property|name|key|claim|campo|coluna|atributo|propriedade|nome|필드|속성|이름|컬럼|字段|字段名|字段名称|属性|属性名|列名|名称|フィールド|フィールド名|カラム|カラム名|項目|поле|атрибут|свойство|столбец|имя)(?: ?names?)?$/iu
const TYPE =
  /^(?:(?:data |field |column |sql |python |ts |typescript )?types?|tipo(?: de dado)?|타입|자료형|유형|데이터 타입|类型|数据类型|型|データ型|タイプ|тип(?: данных)?)$/iu
const NOTES =
  /^(?:description|notes?|purpose|meaning|source|comments?|descrição|observaç|설명|비고|예시|说明|描述|备注|説明|備考|описание|примечани)/iu
const REQUIRED =
  /^(?:required|mandatory|obrigatóri[oa]|必填|是否必填|必须|必須|필수|обязательн(?:ое|ый|о)|req)\??$/iu
const NULLABLE =
  /^(?:nullable|null|optional|opcional|可空|是否可空|允许空|null許可|nullable可|任意|선택|необязательн(?:ое|ый|о)|null 허용)\??$/iu
const DEFAULT =
  /^(?:default|padrão|默认值|默认|デフォルト|デフォルト値|初期値|기본값|по умолчанию)(?: value)?$/iu
const YES = /^(?:y|yes|sim|true|x|是|да|예|はい)(?![\p{L}\p{N}])|^[✓✔✅◯必○]/iu
const NO = /^(?:n|no|não|false|否|нет|아니오|いいえ)(?![\p{L}\p{N}])|^[✗✘❌×–—-]/iu

/** Fields of a table with a name and a type column; undefined where it has none. */
export function readFieldTable(document: Document, table: Table): RawField[] | undefined {
  const name = columnIndex(table, NAME)
  const type = columnIndex(table, TYPE)
  if (name === -1 || type === -1 || (isList(table, name) && type !== name + 1)) return undefined
  const notes = columnIndex(table, NOTES)
  const headers = table.header.cells.map((cell) => plain(cell.text))
  return table.rows.flatMap(({ cells }) => {
    const cell = cells[name]
    const field = plain(cell?.text ?? '').replace(/\s*[?!]$/, '')
    if (!cell || field === '') return []
    const said = cells.flatMap((other, index) =>
      index === name || NOTES.test(headers[index] ?? '') ? [] : saidBy(headers[index], other),
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

/** `Name | Size | … | Type` lists things that have a name. */
function isList(table: Table, name: number): boolean {
  return /^(?:name|nome|이름|名称|имя)$/i.test(plain(table.header.cells[name]?.text ?? ''))
}

/** What a cell says, in the words of constraints. */
function saidBy(header: string | undefined, cell: TextSpan): string[] {
  const text = plain(cell.text)
  if (header === undefined || text === '' || /^[-–—]+$/.test(text) || TYPE.test(header)) return []
  if (REQUIRED.test(header)) return requiredBy(text, header)
  if (NULLABLE.test(header)) return YES.test(text) ? ['nullable'] : ['not null']
  if (DEFAULT.test(header)) return [`default ${text}`]
  if (/^(?:pk|unique|indexed|index)$/i.test(header)) return YES.test(text) ? [header] : []
  if (/^(?:fk|references)$/i.test(header)) return [`references ${text}`]
  return [text]
}

/** In Japanese tables of required fields ○ is the other choice beside ✓. */
function requiredBy(text: string, header: string): string[] {
  if (text === '○' && header === '必須') return ['nullable']
  if (YES.test(text)) return ['not null']
  return NO.test(text) || /optional|可选|任意|선택/i.test(text) ? ['nullable'] : []
}

const BULLET = /^[`*]*([\p{L}_][\p{L}\p{N}_]*)[`*]*(\?)?\s*(:|\(|-|–|—)\s*(.*)$/su

/** The field of a bullet such as `` `name`: type, unique ``; undefined where its type is not known, unless the list is known to hold fields. */
export function readFieldBullet(
  document: Document,
  item: ListItem,
  isKnownList?: boolean,
): RawField | undefined {
  const found = BULLET.exec(item.text.slice(0, 600))
  const name = found?.[1]
  if (!found || name === undefined || name.startsWith('idx_')) return undefined
  if (/[-–—]/.test(found[3] ?? '') && !/^[`*\p{L}\p{N}_?]+[ \t]+[-–—]+[ \t]/u.test(item.text))
    return undefined
  if (isKnownList !== undefined && ASPECT.test(item.text)) return undefined
  const [inside, description] = found[3] === '(' ? splitBracket(found[4] ?? '') : splitNote(found[4] ?? '')
  const { written, rest } = leadingType(plain(inside).replace(/^[:\s]+/, ''))
  const read = readColumnType(written)
  const start = item.textStart + item.text.indexOf(name)
  const origin = locate(document, start, start + name.length)
  if (read.type) {
    return {
      name,
      written,
      read: { ...read, nullable: read.nullable || found[2] === '?' },
      constraints: readConstraints(rest),
      description: description === '' ? undefined : description,
      ...(isProse(written, rest) && { assumed: true }),
      origin,
    }
  }
  return isKnownList && isMarked(item.text, name) ? untypedField(name, found, { item, origin }) : undefined
}

/** `**Type**: int` tells of a field, and is none. */
const ASPECT =
  /^\*\*(?:Type|Required|Default|Validation|Examples?|Description|Purpose|Constraints?|Format|Nullable|Unique|Uniqueness|Storage|Location|Source|Table|Primary Key|Foreign Keys?|Indexe?s?|Relationships?|Generation|Range|Values?|Max Length|Min Length|Length|Lifecycle|Scope|Usage|File|Path|Notes?)\*{0,2}[ \t]*[:：]/

/** `Set to true when …`, `Number of orders`: words, and no type. */
function isProse(written: string, rest: string): boolean {
  return (
    /^(?:Set|List|Map|Any|Object|Hash|Record|Array|Number|Text|Date|Time|Json|Long|Double)$/.test(written) &&
    /^ [a-z]/.test(rest)
  )
}

/** Whether the bullet starts with the name in code or bold. */
function isMarked(text: string, name: string): boolean {
  const lead = /^(?:`|\*\*`?)/.exec(text)?.[0] ?? ''
  return lead !== '' && /^[`*:?]/.test(text.slice(lead.length + name.length))
}

const TYPE_NAME =
  /^[`*]*(?:[A-Z]\w*|(?:[Ll]ist|[Aa]rray|[Ss]et|[Mm]ap|[Dd]ict|[Oo]ptional)[[<(][^\n]*[\])>])[`*?]*$/

/** A bullet of a list of fields that names no known type: a type of the document's own, or only prose. */
function untypedField(
  name: string,
  found: RegExpExecArray,
  { item, origin }: { readonly item: ListItem; readonly origin: RawField['origin'] },
): RawField | undefined {
  const text = found[4] ?? ''
  const [first, note] = found[3] === '(' ? splitBracket(text) : splitNote(text)
  const [word = ''] = splitTop(first, ',')
  const isType =
    /^[`*]*[\w.[\]<>|?, ]{1,80}[`*]*$/.test(word.trim()) &&
    TYPE_NAME.test(word.trim()) &&
    (note !== '' || found[3] === '(' || item.text.endsWith(word))
  const hint = [...item.text.slice(0, 600).matchAll(/\(([\w ,.-]{2,40})\)/g)]
    .flatMap((bracket) => splitTop(bracket[1] ?? '', ','))
    .map((part) => readColumnType(part.trim()))
    .find(({ type }) => type !== undefined)
  const prose = plain(isType ? note : text)
  return {
    name,
    written: isType ? plain(word) : '',
    read: { type: hint?.type, nullable: found[2] === '?' },
    constraints: readConstraints(
      /\(optional\)|\bif (?:available|present|applicable|any)\b/i.test(text) ? 'nullable' : '',
    ),
    description: prose === '' ? undefined : prose,
    assumed: hint === undefined && !isType,
    origin,
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
    else if (depth <= 0 && /[\s,;]/.test(letter) && !isArgument(text, at)) break
  }
  return { written: text.slice(0, at), rest: text.slice(at) }
}

/** `varchar (20)` and `enum (a, b)`; `string (optional)` is a type and a word. */
function isArgument(text: string, at: number): boolean {
  const open = /^\s*\(\s*(.)/.exec(text.slice(at, at + 6))
  return (
    open !== null &&
    (/[\d'"`]/.test(open[1] ?? '') || /^(?:enum|literal|choice|one of)$/i.test(text.slice(0, at)))
  )
}
