import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import type { Block, Fence, TextSpan } from './blocks.ts'
import { TEXT_CODES } from './codes.ts'
import { type Document, locate } from './document.ts'
import { firstIndex } from './first-index.ts'
import { findFrontMatter } from './front-matter-span.ts'
import { isRule, type Line, readHeading, readItemHead, readLine, readUnderline, spanOf } from './lines.ts'
import { type MaskedText, maskText, type Range } from './mask.ts'
import { isTableStart, readTable } from './table.ts'
import { findTagAt, indexClosers, type TagClosers } from './tags.ts'

/** Tags nested deeper are text: each level reads its content once more. */
const TAG_DEPTH = 8

export interface ScanOptions extends Partial<Range> {
  /** Told about fences that are never closed. */
  readonly diagnostics?: Diagnostics | undefined
}

/**
 * Blocks of a document in order, front matter left out unless a range is given.
 * Takes time linear in the length of the text; never throws.
 */
export function scanBlocks(document: Document, options: ScanOptions = {}): Block[] {
  const range = {
    from: options.from ?? findFrontMatter(document)?.end ?? 0,
    to: options.to ?? document.text.length,
  }
  const masked = maskText(document, range)
  reportUnclosed(document, masked, options.diagnostics)
  const { text, fences } = masked
  return scanRange({ text, fences, closers: indexClosers(text, range) }, range, 0)
}

function reportUnclosed(document: Document, masked: MaskedText, diagnostics?: Diagnostics): void {
  for (const { start, end } of masked.unclosed) {
    diagnostics?.add(
      diagnostic(TEXT_CODES, 'text/unclosed-fence', {
        message: 'the code fence opened here is never closed',
        location: locate(document, start, end),
        hint: 'close it, or give the outer fence more backticks than the inner ones',
      }),
    )
  }
}

interface Scan {
  readonly text: string
  readonly fences: readonly Fence[]
  readonly closers: TagClosers
}

interface State {
  readonly to: number
  readonly tagDepth: number
  readonly blocks: Block[]
  /** Indents of the open list items, outermost first. */
  readonly indents: number[]
  /** Index of the next fence. */
  fence: number
  /** A paragraph or item that wrapped lines may still be added to. */
  open: { readonly lines: TextSpan[]; readonly finish: (lines: readonly TextSpan[]) => Block } | undefined
}

/** Takes blocks from the start of a line; returns where to go on, or undefined where it finds nothing of its kind. */
type Step = (scan: Scan, state: State, line: Line) => number | undefined

const STEPS: readonly Step[] = [
  takeFence,
  takeBlank,
  takeTag,
  takeHeading,
  takeRule,
  takeItem,
  takeTable,
  takeText,
]

function scanRange(scan: Scan, { from, to }: Range, tagDepth: number): Block[] {
  const state: State = {
    to,
    tagDepth,
    blocks: [],
    indents: [],
    fence: fenceFrom(scan, from),
    open: undefined,
  }
  let at = from
  while (at < to) {
    const line = readLine(scan.text, at, to)
    at = line.end + 1
    for (const step of STEPS) {
      const next = step(scan, state, line)
      if (next === undefined) continue
      at = next
      break
    }
  }
  closeOpen(state)
  return state.blocks
}

function fenceFrom({ fences }: Scan, from: number): number {
  return firstIndex(fences.length, (index) => (fences[index]?.start ?? 0) >= from)
}

function closeOpen(state: State): void {
  if (state.open) state.blocks.push(state.open.finish(state.open.lines))
  state.open = undefined
}

function push(state: State, block: Block): void {
  closeOpen(state)
  state.blocks.push(block)
}

function takeFence(scan: Scan, state: State, line: Line): number | undefined {
  const fence = scan.fences[state.fence]
  if (!fence || fence.start > line.end || fence.start >= state.to) return undefined
  push(state, fence)
  state.fence += 1
  return readLine(scan.text, fence.end, state.to).end + 1
}

function takeBlank(_: Scan, state: State, line: Line): number | undefined {
  if (line.at < line.textEnd) return undefined
  closeOpen(state)
  return line.end + 1
}

function takeTag(scan: Scan, state: State, line: Line): number | undefined {
  if (state.tagDepth >= TAG_DEPTH) return undefined
  const tag = findTagAt(scan.text, line.at, state.to, scan.closers)
  if (!tag) return undefined
  const { name, start, end, content } = tag
  const children = scanRange(scan, { from: content.start, to: content.end }, state.tagDepth + 1)
  push(state, {
    kind: 'tag',
    name,
    start,
    end,
    content: spanOf(scan.text, content.start, content.end),
    children,
  })
  state.fence = fenceFrom(scan, end)
  return end
}

function takeHeading(scan: Scan, state: State, line: Line): number | undefined {
  const level = state.open?.lines.length === 1 ? readUnderline(scan.text, line) : 0
  const open = level > 0 ? state.open?.finish(state.open.lines) : undefined
  if (open?.kind === 'paragraph') {
    const { text, textStart, start } = open
    state.blocks.push({ kind: 'heading', level, text, textStart, start, end: open.end })
    state.open = undefined
    state.indents.length = 0
    return line.end + 1
  }
  const heading = readHeading(scan.text, line)
  if (!heading) return undefined
  push(state, heading)
  state.indents.length = 0
  return line.end + 1
}

function takeRule(scan: Scan, state: State, line: Line): number | undefined {
  if (!isRule(scan.text, line)) return undefined
  closeOpen(state)
  return line.end + 1
}

function takeItem(scan: Scan, state: State, line: Line): number | undefined {
  const head = readItemHead(scan.text, line)
  if (!head) return undefined
  closeOpen(state)
  const { indents } = state
  while (indents.length > 0 && line.column < (indents.at(-1) ?? 0) + 2) indents.pop()
  const depth = indents.length
  indents.push(line.column)
  const { marker, box, textStart } = head
  const first = spanOf(scan.text, textStart, line.textEnd)
  state.open = {
    lines: first.text === '' ? [] : [first],
    finish: (lines) => ({
      kind: 'item',
      marker,
      indent: line.column,
      depth,
      ...(box && { box }),
      text: join(lines),
      textStart: lines[0]?.start ?? textStart,
      lines,
      start: line.at,
      end: lines.at(-1)?.end ?? line.textEnd,
    }),
  }
  return line.end + 1
}

function takeTable(scan: Scan, state: State, line: Line): number | undefined {
  if (!isTableStart(scan.text, line, state.to)) return undefined
  const { table, next } = readTable(scan.text, line, state.to)
  push(state, table)
  return next
}

function takeText(scan: Scan, state: State, line: Line): number {
  let { at } = line
  while (at < line.textEnd && (scan.text[at] === '>' || (at > line.at && scan.text[at] === ' '))) at += 1
  const span = spanOf(scan.text, at, line.textEnd)
  if (state.open) {
    if (span.text !== '') state.open.lines.push(span)
    return line.end + 1
  }
  if (line.column < 2) state.indents.length = 0
  state.open = {
    lines: [span],
    finish: (lines) => ({
      kind: 'paragraph',
      indent: line.column,
      text: join(lines),
      textStart: lines[0]?.start ?? line.at,
      lines,
      start: line.at,
      end: lines.at(-1)?.end ?? line.textEnd,
    }),
  }
  return line.end + 1
}

const join = (lines: readonly TextSpan[]): string => lines.map((line) => line.text).join(' ')
