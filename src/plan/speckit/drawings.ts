/** Dependencies that are drawn in a fence: chains of arrows, trees, boxes with arrows below. */
import type { Fence, TextSpan } from '../../text/blocks.ts'
import type { DependencyEnd } from '../plan.ts'
import { type Pair, readClauses } from './clauses.ts'
import { endsOf } from './ends.ts'
import type { Names } from './names.ts'

interface Drawn extends Pair {
  readonly span: TextSpan
}

interface Row {
  readonly span: TextSpan
  /** Column of the first letter or digit. */
  readonly column: number
  readonly ends: readonly DependencyEnd[]
}

/** Units of a line that are read. */
const LONGEST = 1000
const ARROW = /[→►▶⟶➜➔]|-->|->|=>/
const DOWN = /[↓▼⇓│|┴┬┼┐┌┘└├┤]/
const BRANCH = /[├└╰]/

const BOX_TOP = /┌[─━]/
const BOX_BOTTOM = /└[─━]{2}/
/** Inside of a box strokes are its border. */
const INNER_DOWN = /[↓▼⇓]/

/** A row of a frame without one is its title. */
const NUMBERED = /(?:US|stor(?:y|ies)|phase|阶段|フェーズ|단계|T)[ -]?\d/i

/** Rows in one frame: they wait for what stands above it together, and what comes below waits for all of them. */
interface Box {
  readonly above: readonly Row[]
  readonly rows: Row[]
}

export function readDrawing(fence: Fence, names: Names): readonly Drawn[] {
  const found: Drawn[] = []
  const tree: Row[] = []
  let last: readonly Row[] = []
  let box: Box | undefined
  let isBelow = false
  /** Where the first stroke below the last row starts. */
  let stroke: number | undefined
  let chained: string | undefined
  for (const [index, whole] of fence.content.split('\n').entries()) {
    // Both ways is side by side; as long as before, for columns count.
    const text = whole.slice(0, LONGEST).replaceAll('←→', ', ')
    const start = fence.lineStarts[index] ?? fence.start
    const row = rowOf({ text, start, end: start + text.length }, names)
    if (row.ends.length === 0) {
      chained = undefined
      if (!box && BOX_TOP.test(text)) {
        box = { above: isBelow ? last : [], rows: [] }
        isBelow = false
      } else if (box && BOX_BOTTOM.test(text)) {
        if (box.rows.length > 0) last = box.rows
        box = undefined
      } else {
        const at = text.search(box ? INNER_DOWN : DOWN)
        if (at !== -1 && !isBelow) stroke = at
        isBelow ||= at !== -1
      }
      continue
    }
    const line = chained === undefined ? text : `${chained} ${text}`
    if (ARROW.test(line.replace(/←.*/, ''))) found.push(...chain(line, row.span, names))
    found.push(...remarks(text, row, names))
    if (box && !NUMBERED.test(text)) continue
    const branch = text.slice(0, row.column).search(BRANCH)
    if (branch !== -1) found.push(...below(row, namedAt(parentOf(row, tree), branch, names)))
    else if (isBelow || box) {
      const above = isBelow || !box ? last : box.above
      found.push(
        ...below(
          row,
          above.flatMap((one) => namedAt(one, stroke ?? text.length, names)),
        ),
      )
    }
    box?.rows.push(row)
    chained = /(?:[→►▶]|->)\s*$/.test(text) ? text : undefined
    while (tree.length > 0 && (tree.at(-1)?.column ?? 0) >= row.column) tree.pop()
    tree.push(row)
    last = [row]
    isBelow = false
    stroke = undefined
  }
  return found
}

function rowOf(span: TextSpan, names: Names): Row {
  const column = span.text.search(/[\p{L}\p{N}]/u)
  const named = column === -1 ? '' : (span.text.split(/[←◄]|[ \t](?:—|–|-)[ \t]|[→►▶]/)[0] ?? '')
  const ends = endsOf(/[\p{L}\p{N}]/u.test(named) ? named : span.text, names, undefined)
  return { span, column, ends: column === -1 ? [] : ends }
}

function chain(text: string, span: TextSpan, names: Names): readonly Drawn[] {
  return readClauses({ text: text.replace(/^[^\p{L}\p{N}[]+/u, ''), names }).map((pair) => ({
    ...pair,
    span,
  }))
}

const AFTER =
  /^[ \t]*T-?\d[^:：]*?(?:[→►▶←◄]|[ \t](?:—|–|-)[ \t])[^:：]*?((?:after|depends on|requires|之后|완료 후)[^)]*)/i

/** `Sequential: T006 → T012 → T013`. */
const IN_TURN =
  /^[ \t#]*(?:sequential(?:ly)?|in (?:order|sequence)|순차|顺序|串行|順次)[^:：T]{0,30}[:：](?=[^→►▶]*[→►▶])/i

/** `T005, T006 ─► all parallel after T004`: of a fence that shows what runs at one time. */
export function readAfters(fence: Fence, names: Names): readonly Drawn[] {
  return fence.content.split('\n').flatMap((whole, index) => {
    const text = whole.slice(0, LONGEST)
    const start = fence.lineStarts[index] ?? fence.start
    const span = { text, start, end: start + text.length }
    if (IN_TURN.test(text)) return chain(text.replace(IN_TURN, ''), span, names)
    const on = endsOf(AFTER.exec(text)?.[1] ?? '', names, undefined)
    return on.length === 0 ? [] : [{ waiting: rowOf(span, names).ends, on, span }]
  })
}

/** `Phase 4 — depends on US1`; of `Views (T024-T027) [T026 after T024]` only T026 waits. */
function remarks(text: string, row: Row, names: Names): readonly Drawn[] {
  const { span, ends } = row
  const remark = /(?:depends on|requires|after|зависит от|после|依赖)[^)]*/iu.exec(text)
  const on = remark ? endsOf(remark[0], names, undefined) : []
  if (!remark || on.length === 0) return behindArrow(text, row, names)
  const before =
    text
      .slice(0, remark.index)
      .split(/[;,[(—–]/)
      .at(-1) ?? ''
  const own = endsOf(before, names, undefined)
  return [{ waiting: own.length > 0 ? own : ends, on, span }]
}

/** `Phase 6 ← 스토리 완료 후`. */
function behindArrow(text: string, { span, ends }: Row, names: Names): readonly Drawn[] {
  const remark = /[←◄][^←◄]*(?:완료 후|完成后|完了後)/u.exec(text)
  const on = remark ? endsOf(remark[0], names, undefined) : []
  return on.length > 0 ? [{ waiting: ends, on, span }] : []
}

function below({ ends, span }: Row, above: readonly DependencyEnd[]): readonly Drawn[] {
  // `User Stories` above `US1` and `US2`: a group and what it is made of.
  const isPart = ends.every(({ kind, id }) => above.some((end) => end.kind === kind && end.id === id))
  return above.length > 0 && !isPart ? [{ waiting: ends, on: above, span }] : []
}

function parentOf({ column }: Row, tree: readonly Row[]): Row | undefined {
  return tree.findLast((row) => row.column < column)
}

/** Of a row that is a chain the name above a column, else all of its names. */
function namedAt(row: Row | undefined, column: number, names: Names): readonly DependencyEnd[] {
  if (!row) return []
  const parts = row.span.text.split(/[─━—-]{0,40}[→►▶⟶]/)
  let start = 0
  let found = parts[0] ?? ''
  for (const part of parts) {
    const at = row.span.text.indexOf(part, start)
    if (at > column) break
    found = part
    start = at + part.length
  }
  const ends = parts.length > 1 ? endsOf(found, names, undefined) : []
  return ends.length > 0 ? ends : row.ends
}
