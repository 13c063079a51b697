import { firstIndex } from './first-index.ts'
import type { Range } from './mask.ts'
import { addTo } from './multimap.ts'

/** Offsets of `</name>`, ascending, by name. */
export type TagClosers = ReadonlyMap<string, readonly number[]>

export function indexClosers(text: string, { from, to }: Range): TagClosers {
  const closers = new Map<string, number[]>()
  const pattern = /<\/([A-Za-z][A-Za-z0-9_-]{0,63})>/g
  pattern.lastIndex = from
  for (let match = pattern.exec(text); match && match.index < to; match = pattern.exec(text)) {
    addTo(closers, match[1] ?? '', match.index)
  }
  return closers
}

export interface TagSpan {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly content: { readonly start: number; readonly end: number }
}

const OPENER = /^<([A-Za-z][A-Za-z0-9_-]{0,63})(?:[ \t][^<>]{0,500})?>/

/** The tag that opens at `at` and is closed before `to`; the first closer of its name ends it. */
export function findTagAt(text: string, at: number, to: number, closers: TagClosers): TagSpan | undefined {
  if (text[at] !== '<') return undefined
  const opener = OPENER.exec(text.slice(at, Math.min(at + 600, to)))
  if (!opener) return undefined
  const name = opener[1] ?? ''
  const start = at + opener[0].length
  const offsets = closers.get(name) ?? []
  const close = offsets[firstIndex(offsets.length, (index) => (offsets[index] ?? 0) >= start)]
  if (close === undefined || close >= to) return undefined
  return { name, start: at, end: close + name.length + 3, content: { start, end: close } }
}
