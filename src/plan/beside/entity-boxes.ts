/** Boxes drawn with lines: a name on top, fields below. A box without a typed or key field is something else. */
import { readColumnType } from './column-type.ts'
import { readConstraints } from './constraints.ts'
import { leadingType } from './field-lists.ts'
import type { NamedFields, RawField } from './named-fields.ts'
import { locateIn, type Passage } from './passage.ts'

const TOP = /┌[─┬┴┼━]{2,}┐|\+-{3,}\+/g
const TITLE = /^([\p{L}_][\p{L}\p{N}_]*)(?:[ \t]*\([^()]{1,40}\))?$/u
const FIELD =
  /^(?:[•·*+-][ \t]*)?(?:\(?(PK|FK|UK|PK,?[ \t]?FK)\)?[ \t]*[:.]?[ \t]+)?([\p{L}_][\p{L}\p{N}_]*)(\?)?[ \t]*(?:[:：][ \t]*|[ \t]+|(?=\()|$)(.*)$/u
const MAX_LINES = 1500
const MAX_BOXES = 300

interface Box {
  readonly left: number
  readonly right: number
  readonly rows: { readonly text: string; readonly at: number }[]
}

export function isDrawnInBoxes(text: string): boolean {
  return /[┌+][─-]{3,}/.test(text) && /[│|]/.test(text)
}

export function readBoxes(passage: Passage): NamedFields[] {
  const open: Box[] = []
  const closed: Box[] = []
  let at = 0
  for (const line of passage.text.split('\n').slice(0, MAX_LINES)) {
    for (let index = open.length - 1; index >= 0; index -= 1) {
      const box = open[index]
      if (!box) continue
      if (
        /[└+]/.test(line.charAt(box.left)) &&
        /[─┬┴┼-]/.test(line.charAt(box.left + 1)) &&
        box.rows.length > 0 &&
        isBottom(line, box)
      ) {
        closed.push(box)
        open.splice(index, 1)
      } else box.rows.push({ text: rowOf(line, box), at: at + box.left + 1 })
    }
    if (closed.length + open.length < MAX_BOXES) {
      for (const top of line.slice(0, 400).matchAll(TOP)) {
        if (open.every(({ left }) => left !== top.index)) {
          open.push({ left: top.index, right: top.index + top[0].length - 1, rows: [] })
        }
      }
    }
    at += line.length + 1
  }
  return closed.flatMap((box) => entityOf(passage, box))
}

function isBottom(line: string, { left, right }: Box): boolean {
  return line.charAt(left) === '└' || !/[│|]/.test(line.slice(left, right))
}

/** A wide letter moves the right edge: the text ends where the line draws it. */
function rowOf(line: string, { left, right }: Box): string {
  const inside = line.slice(left + 1, Math.max(right + 2, left + 2))
  const edge = inside.search(/[│|]/)
  return edge === -1 ? inside.slice(0, right - left - 1) : inside.slice(0, edge)
}

function entityOf(passage: Passage, { rows }: Box): NamedFields[] {
  const index = rows.findIndex(({ text }) => text.trim() !== '')
  const title = rows[index]
  const name = TITLE.exec((title?.text ?? '').trim())?.[1]
  if (!title || name === undefined) return []
  const read = rows.slice(index + 1).map((row) => fieldOf(passage, row))
  const fields = read.flatMap((field) => field?.raw ?? [])
  if (!read.some((field) => field?.isCertain)) return []
  const start = title.at + title.text.indexOf(name)
  return [{ name, fields, origin: locateIn(passage, start, start + name.length) }]
}

interface BoxField {
  readonly raw: RawField
  /** Its type or key is told. */
  readonly isCertain: boolean
}

function fieldOf(passage: Passage, { text, at }: Box['rows'][number]): BoxField | undefined {
  const found = FIELD.exec(text.trim().slice(0, 120))
  const name = found?.[2]
  if (!found || name === undefined) return undefined
  const rest = found[4] ?? ''
  const marks = /\b(?:PK|FK|UK|UNIQUE)\b/.exec(rest)
  const { written, rest: behind } = leadingType(rest.replace(/^\(/, '').replace(/\)$/, '').trim())
  const read = readColumnType(written)
  const isKey = found[1] !== undefined || marks !== null
  if (read.type === undefined && !isKey && rest !== '') return undefined
  const start = at + text.indexOf(name)
  return {
    isCertain: read.type !== undefined || isKey,
    raw: {
      name,
      written,
      read: { ...read, nullable: read.nullable || found[3] === '?' },
      constraints: readConstraints(
        [/PK/.test(found[1] ?? rest) ? 'pk' : '', behind.replace(/\bFK\b/g, '')].join(' '),
      ),
      assumed: read.type === undefined,
      origin: locateIn(passage, start, start + name.length),
    },
  }
}
