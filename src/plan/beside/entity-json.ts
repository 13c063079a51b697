/** A JSON example: the keys of its outermost object. Examples hold `...` and comments, so nothing is parsed whole. */
import type { ColumnType } from '../facts.ts'
import { readColumnType } from './column-type.ts'
import { readConstraints } from './constraints.ts'
import type { RawField } from './named-fields.ts'
import { locateIn, type Passage } from './passage.ts'

const MAX_LENGTH = 50_000

/** Whether a text is the example of one object, and not a JSON Schema. */
export function isJsonExample(text: string): boolean {
  return (
    /^\s*(?:\/\/[^\n]*\n\s*){0,3}[[{]/.test(text.slice(0, 500)) &&
    !/"(?:\$schema|\$ref|properties)"\s*:/.test(text)
  )
}

/** The fields of the first object, their types as their values look. */
export function readJsonExample(passage: Passage): RawField[] {
  const { text } = passage
  const fields: RawField[] = []
  let depth = 0
  let inside = 0
  for (let at = 0; at < Math.min(text.length, MAX_LENGTH); at += 1) {
    const letter = text.charAt(at)
    if (letter === '/' && text.charAt(at + 1) === '/') at = lineEnd(text, at)
    else if (letter === '{' || letter === '[') {
      depth += 1
      if (letter === '{' && inside === 0) inside = depth
    } else if (letter === '}' || letter === ']') {
      depth -= 1
      if (inside > 0 && depth < inside) break
    } else if (letter === '"') {
      const end = stringEnd(text, at)
      const key = text.slice(at + 1, end)
      const value = /^\s{0,20}:\s{0,20}/.exec(text.slice(end + 1, end + 50))
      if (depth === inside && value && /^[\p{L}_$][\p{L}\p{N}_$.-]{0,80}$/u.test(key)) {
        const read = typeOfValue(text.slice(end + 1 + value[0].length, end + 300))
        fields.push(fieldOf(passage, { key, at: at + 1, read }))
        at = end + value[0].length
      } else at = end
    }
  }
  return fields
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}

function stringEnd(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end += 1) {
    if (text.charAt(end) === '\\') end += 1
    else if (text.charAt(end) === '"' || text.charAt(end) === '\n') return end
  }
  return text.length
}

function typeOfValue(text: string): { readonly type: ColumnType | undefined; readonly nullable: boolean } {
  const first = text.charAt(0)
  const word = /^"([^"\n]{0,200})"/.exec(text)?.[1]
  if (word !== undefined) {
    // A schema by example: `"id": "uuid"`, `"name": "string (optional)"`.
    const named = readColumnType(word.replace(/\s*\(.*$/, ''))
    if (named.type && /^[a-z]/i.test(word)) return named
    if (/^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(word)) return { type: { kind: 'uuid' }, nullable: false }
    if (/^\d{4}-\d\d-\d\dT/.test(word)) return { type: { kind: 'datetime' }, nullable: false }
    if (/^\d{4}-\d\d-\d\d$/.test(word)) return { type: { kind: 'date' }, nullable: false }
    return { type: { kind: 'string' }, nullable: false }
  }
  if (first === '{') return { type: { kind: 'json' }, nullable: false }
  if (first === '[') return { type: { kind: 'json' }, nullable: false }
  if (/^(?:true|false)\b/.test(text)) return { type: { kind: 'boolean' }, nullable: false }
  if (/^-?\d+\.\d/.test(text)) return { type: { kind: 'float' }, nullable: false }
  if (/^-?\d/.test(text)) return { type: { kind: 'integer' }, nullable: false }
  return { type: undefined, nullable: /^null\b/.test(text) }
}

interface Key {
  readonly key: string
  readonly at: number
  readonly read: RawField['read']
}

function fieldOf(passage: Passage, { key, at, read }: Key): RawField {
  return {
    name: key,
    written: '',
    read,
    constraints: readConstraints(''),
    assumed: read.type === undefined,
    origin: locateIn(passage, at, at + key.length),
  }
}
