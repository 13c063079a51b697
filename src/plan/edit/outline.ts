import type { Block, TableRow } from '../../text/blocks.ts'
import type { YamlNode } from '../../text/yaml-node.ts'
import type { PlanText } from './plan-text.ts'

/** One thing a reader can tell of a document. Two documents with equal outlines mean the same. */
export interface OutlineEntry {
  /** What it is and how it is nested: no edit changes it. */
  readonly shape: string
  readonly text: string
  /** Offset of `text`, one of its own; ascending. */
  readonly start: number
}

/** Everything the readers of a plan work on, places included, and the comments that people read. */
export function outlineOf({ document, meta, blocks, bodyFrom }: PlanText): OutlineEntry[] {
  const keys = (meta?.entries ?? []).map(({ key, value }) => ({
    shape: `key ${key.text}`,
    text: spell(value),
    start: key.start,
  }))
  const comments = meta ? commentsOf(document.text, meta.start, bodyFrom) : []
  const top = [...keys, ...comments].sort((a, b) => a.start - b.start)
  return [...top, { shape: 'body', text: '', start: bodyFrom }, ...blocks.flatMap(entriesOf)]
}

/** What stands behind a `#`; a text in quotes that holds one counts, too. */
function commentsOf(text: string, from: number, to: number): OutlineEntry[] {
  return [...text.slice(from, to).matchAll(/(?<![^\s])#[^\r\n]*/g)].map((match) => ({
    shape: 'comment',
    text: match[0],
    start: from + match.index,
  }))
}

/** A value of the front matter, quotes and types included. */
export function spell(node: YamlNode): string {
  return JSON.stringify(plain(node))
}

function plain(node: YamlNode): unknown {
  if (node.kind === 'scalar') return [node.text, node.quoted, node.value]
  if (node.kind === 'sequence') return { items: node.items.map(plain) }
  return { entries: node.entries.map(({ key, value }) => [key.text, plain(value)]) }
}

function entriesOf(block: Block): OutlineEntry[] {
  const { start } = block
  switch (block.kind) {
    case 'heading':
      return [{ shape: `heading ${block.level}`, text: block.text, start: block.textStart }]
    case 'fence':
      return [{ shape: `fence ${block.info}`, text: block.content, start }]
    case 'table':
      return [block.header, ...block.rows].flatMap(rowEntries)
    case 'tag':
      return [{ shape: `tag ${block.name}`, text: '', start }, ...block.children.flatMap(entriesOf)]
    case 'paragraph':
      return linesOf(block.lines, 'paragraph')
    case 'item': {
      const { marker, indent, depth, box } = block
      const head = { shape: `item ${marker} ${indent} ${depth}`, text: '', start }
      const state = box ? [{ shape: 'box', text: box.state, start: box.offset }] : []
      return [head, ...state, ...linesOf(block.lines, 'item')]
    }
  }
}

function linesOf(lines: readonly { text: string; start: number }[], kind: string): OutlineEntry[] {
  return lines.map(({ text, start }, index) => ({ shape: `${kind} line ${index}`, text, start }))
}

function rowEntries({ cells, start }: TableRow): OutlineEntry[] {
  const row = { shape: `row ${cells.length}`, text: '', start }
  return [row, ...cells.map((cell) => ({ shape: 'cell', text: cell.text, start: cell.start }))]
}
