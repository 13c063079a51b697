import type { Diagnostics } from '../diagnostics/index.ts'
import type { Document } from './document.ts'
import { findFrontMatter } from './front-matter-span.ts'
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar } from './yaml-node.ts'

/**
 * The mapping between the `---` lines, or undefined where there is none or it cannot be read (reported).
 * Flat front matter is read without the YAML library, which takes longer to load than a plan to read.
 */
export async function readFrontMatter(
  document: Document,
  diagnostics: Diagnostics,
  from = 0,
): Promise<YamlMapping | undefined> {
  const span = findFrontMatter(document, from)
  if (!span) return undefined
  const { contentStart, contentEnd } = span
  const flat = readFlat(document.text, contentStart, contentEnd)
  if (flat) return flat
  const { readYaml } = await import('./yaml.ts')
  const place = (offset: number): number => contentStart + offset
  const text = document.text.slice(contentStart, contentEnd)
  const nodes = readYaml({ document, text, place, code: 'text/unreadable-front-matter' }, diagnostics)
  return nodes?.find((node) => node.kind === 'mapping')
}

const ENTRY = /^([A-Za-z_][A-Za-z0-9_-]*):(?:[ \t]+|$)/
/** What YAML, too, reads as it stands: no indicator in front, no colon, comment or bracket inside. */
const PLAIN = /^[A-Za-z0-9_./\u00c0-\u024f][^:#[\]{}\t]*$/
const QUOTED = /^"[^"\\]*"$|^'[^']*'$/

/** `key: scalar`, `key: [a, "b"]` and block lists of scalars; undefined where anything else occurs. */
function readFlat(text: string, start: number, end: number): YamlMapping | undefined {
  const entries: YamlEntry[] = []
  const seen = new Set<string>()
  let list: YamlScalar[] | undefined
  for (let at = start; at < end; ) {
    const feed = text.indexOf('\n', at)
    const lineEnd = feed === -1 || feed > end ? end : feed
    const line = text.slice(at, lineEnd)
    const content = withoutComment(line)
    const lineStart = at
    at = lineEnd + 1
    if (content === '') continue
    const item = content.trimStart().startsWith('-') ? /^[ \t]*-[ \t]+/.exec(content) : null
    if (item) {
      const scalar = readScalar(content.slice(item[0].length), lineStart + item[0].length)
      list ??= openList(entries)
      if (!list || !scalar) return undefined
      list.push(scalar)
      continue
    }
    const key = ENTRY.exec(content)
    const name = key?.[1]
    if (!key || name === undefined || seen.has(name)) return undefined
    seen.add(name)
    list = undefined
    const value = readValue(content.slice(key[0].length), lineStart + key[0].length)
    if (!value) return undefined
    entries.push({ key: makeScalar(name, lineStart, false), value })
  }
  return { kind: 'mapping', entries, start, end }
}

function withoutComment(line: string): string {
  if (!line.includes('#')) return line.trimEnd()
  if (/^[ \t]*#/.test(line)) return ''
  const comment = line.includes('"') || line.includes("'") ? -1 : line.search(/[ \t]#/)
  return (comment === -1 ? line : line.slice(0, comment)).trimEnd()
}

/** Turns the empty value of the last key into a list that items can be added to. */
function openList(entries: YamlEntry[]): YamlScalar[] | undefined {
  const last = entries.at(-1)
  if (last?.value.kind !== 'scalar' || last.value.text !== '' || last.value.quoted) return undefined
  const items: YamlScalar[] = []
  const { start, end } = last.value
  entries[entries.length - 1] = { key: last.key, value: { kind: 'sequence', items, start, end } }
  return items
}

function readValue(text: string, at: number): YamlNode | undefined {
  if (!text.startsWith('[')) return readScalar(text, at)
  if (!text.endsWith(']')) return undefined
  const items: YamlScalar[] = []
  let start = 1
  for (let index = 1; index < text.length; index += 1) {
    const char = text[index]
    if (char !== ',' && index !== text.length - 1) continue
    const raw = text.slice(start, index)
    const isTrailing = index === text.length - 1 && raw.trim() === ''
    const scalar = readScalar(raw.trim(), at + start + raw.length - raw.trimStart().length)
    if (!isTrailing) {
      if (!scalar || scalar.text === '') return undefined
      items.push(scalar)
    }
    start = index + 1
  }
  return { kind: 'sequence', items, start: at, end: at + text.length }
}

function readScalar(text: string, start: number): YamlScalar | undefined {
  if ((text.startsWith('"') || text.startsWith("'")) && QUOTED.test(text)) {
    const inner = text.slice(1, -1)
    return { kind: 'scalar', text: inner, value: inner, quoted: true, start, end: start + text.length }
  }
  if (text !== '' && !PLAIN.test(text)) return undefined
  return makeScalar(text, start, true)
}

function makeScalar(text: string, start: number, typed: boolean): YamlScalar {
  return {
    kind: 'scalar',
    text,
    value: typed ? typedValue(text) : text,
    quoted: false,
    start,
    end: start + text.length,
  }
}

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ...['', 'null', 'Null', 'NULL'].map((text) => [text, null] as const),
  ...['true', 'True', 'TRUE'].map((text) => [text, true] as const),
  ...['false', 'False', 'FALSE'].map((text) => [text, false] as const),
])

/** The core schema for what `PLAIN` lets through. */
function typedValue(text: string): string | number | boolean | null {
  const known = CONSTANTS.get(text)
  if (known !== undefined) return known
  if (!/^[-+.0-9]/.test(text)) return text
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text)) return Number(text)
  if (/^0o[0-7]+$|^0x[0-9a-fA-F]+$/.test(text)) return Number(text)
  return text
}
