import { readColumnType, splitTop } from './column-type.ts'
import { readConstraints } from './constraints.ts'
import type { NamedFields, RawField } from './named-fields.ts'
import { locateIn, type Passage } from './passage.ts'

const CLASS = /^([ \t]*)class\s+([\p{L}_][\p{L}\p{N}_]*)\s*(?:\(([^)\n]{0,200})\))?\s*:/u
const FIELD = /^([ \t]+)([\p{L}_][\p{L}\p{N}_]*)\s*(?::\s*([^=\n]+?))?\s*(?:=\s*(.*))?$/u
const ENUM_BASE = /\b(?:Str|Int)?Enum\b/
const COLUMN = /^(?:\w+\.)?(?:Column|mapped_column|Field|relationship|field)\s*\(/

/** A class with its fields, and whether it is a table (`entity`) or a body of a request or response (`schema`). */
export interface PythonClass {
  readonly kind: 'entity' | 'schema'
  readonly named: NamedFields
}

interface OpenClass {
  readonly name: string
  readonly bases: string
  readonly indent: number
  readonly at: number
  readonly decorated: boolean
  readonly lines: { readonly text: string; readonly at: number }[]
}

/** Whether a text holds a Python class. */
export function isPythonClass(text: string): boolean {
  return /^[ \t]*class\s+\w+[^\n]*:/m.test(text)
}

/** SQLAlchemy, SQLModel and dataclass classes as entities, pydantic classes as schemas; enums become types. */
export function readPythonClasses(passage: Passage): PythonClass[] {
  const classes = findClasses(passage.text)
  const enums = new Map<string, string>()
  for (const found of classes) {
    if (ENUM_BASE.test(found.bases)) enums.set(found.name, `enum(${enumValues(found).join(', ')})`)
  }
  return classes.flatMap((found) => {
    const table = found.lines
      .map((line) => /__tablename__\s*=\s*["'](\w+)["']/.exec(line.text)?.[1])
      .find(Boolean)
    const kind = kindOf(found, table)
    if (kind === undefined) return []
    const fields = bodyLines(found).flatMap((line) => readField(passage, line, enums))
    if (fields.length === 0) return []
    const origin = locateIn(passage, found.at, found.at + found.name.length)
    return [{ kind, named: { name: found.name, table, fields, origin } }]
  })
}

/** Lines of the class itself, not of its methods. */
function bodyLines({ lines }: OpenClass): OpenClass['lines'] {
  const indentOf = (text: string): number => text.length - text.trimStart().length
  const indent = indentOf(lines[0]?.text ?? '')
  return lines.filter((line) => indentOf(line.text) === indent)
}

function kindOf({ bases, decorated }: OpenClass, table: string | undefined): PythonClass['kind'] | undefined {
  if (table !== undefined || /\btable\s*=\s*True\b/.test(bases)) return 'entity'
  if (ENUM_BASE.test(bases)) return undefined
  if (/\bBaseModel\b|\bSQLModel\b|\bTypedDict\b/.test(bases)) return 'schema'
  return decorated || /\b(?:Base|DeclarativeBase|Model)\b/.test(bases) ? 'entity' : undefined
}

function findClasses(text: string): OpenClass[] {
  const classes: OpenClass[] = []
  let open: OpenClass | undefined
  let decorated = false
  let statement: { text: string; at: number } | undefined
  let depth = 0
  let at = 0
  for (const raw of text.split('\n')) {
    const line = withoutComment(raw)
    const head = CLASS.exec(line.slice(0, 400))
    if (depth === 0 && head) {
      const name = head[2] ?? ''
      const indent = (head[1] ?? '').length
      open = {
        name,
        bases: head[3] ?? '',
        indent,
        at: at + raw.indexOf(name, indent + 6),
        decorated,
        lines: [],
      }
      classes.push(open)
    } else if (open && line.trim() !== '') {
      if (depth === 0 && line.length - line.trimStart().length <= open.indent) open = undefined
      else if (depth > 0 && statement) statement.text += ` ${line.trim()}`
      else {
        statement = { text: line, at }
        open.lines.push(statement)
      }
    }
    depth = Math.max(0, depth + bracketBalance(line))
    if (line.trim() !== '') decorated = /^\s*@(?:\w+\.)?dataclass\b/.test(line)
    at += raw.length + 1
  }
  return classes
}

function withoutComment(line: string): string {
  let quote = ''
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at)
    if (quote !== '') quote = letter === quote ? '' : quote
    else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '#') return line.slice(0, at)
  }
  return line.replace(/\r$/, '')
}

function bracketBalance(line: string): number {
  let balance = 0
  for (const letter of line) {
    if ('([{'.includes(letter)) balance += 1
    else if (')]}'.includes(letter)) balance -= 1
  }
  return balance
}

function enumValues({ lines }: OpenClass): string[] {
  return lines.flatMap(({ text }) => /^\s+\w+\s*=\s*["']([^"']*)["']/.exec(text)?.[1] ?? [])
}

function readField(
  passage: Passage,
  { text, at }: { readonly text: string; readonly at: number },
  enums: ReadonlyMap<string, string>,
): RawField[] {
  const found = FIELD.exec(text.slice(0, 1000).trimEnd())
  const name = found?.[2] ?? ''
  const value = found?.[4]?.trim() ?? ''
  if (!found || name.startsWith('_') || name === 'model_config' || /\brelationship\s*\(/.test(value))
    return []
  const call = COLUMN.test(value)
  if (found[3] === undefined && !call) return []
  const args = call ? splitTop(value.slice(value.indexOf('(') + 1, value.lastIndexOf(')')), ',') : []
  const annotation = (found[3] ?? '').replace(/^(?:\w+\.)?Mapped\[(.*)\]$/, '$1').trim()
  const typed = /^(?:\w+\.)?(?:Column|mapped_column)\s*\(/.test(value)
  const columnType = (typed ? args : []).find(
    (arg) =>
      /^\s*(?:sa\.|db\.|postgresql\.)?[A-Z]\w*(?:\(|\s*$)/.test(arg) &&
      !/ForeignKey|Identity|Computed/.test(arg),
  )
  const written = columnType?.trim() ?? annotation
  const read = readColumnType(enums.get(written.replace(/^Optional\[(.*)\]$/, '$1')) ?? written)
  const optional = readColumnType(annotation).nullable || /^Optional\[/.test(annotation)
  const said = readConstraints(call ? constraintWords(args) : value === '' ? '' : `default ${value}`)
  const start = at + text.indexOf(name)
  return [
    {
      name,
      written,
      read: { ...read, nullable: read.nullable || optional || (call && annotation === '' && !said.primary) },
      constraints: said,
      origin: locateIn(passage, start, start + name.length),
    },
  ]
}

/** Flags of a call that are set, in the words of constraints. */
function constraintWords(args: readonly string[]): string {
  return args
    .map((arg) => arg.trim())
    .filter((arg) => !/^(?:primary_key|unique|index)\s*=\s*False$/.test(arg))
    .map((arg) => (/^nullable\s*=\s*True$/.test(arg) ? 'nullable' : arg))
    .join('; ')
}
