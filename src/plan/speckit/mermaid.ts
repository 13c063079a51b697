/** `graph TD` in a fence: what an arrow leads to waits for what it comes from. */
import type { Fence, TextSpan } from '../../text/blocks.ts'
import type { DependencyEnd } from '../plan.ts'
import type { Pair } from './clauses.ts'
import { endsOf } from './ends.ts'
import type { Names } from './names.ts'

const LONGEST = 1000
/** With a text of its own, as in `-->|then|`. */
const ARROW = /[ \t]*(?:--+>|-\.+->|==+>)(?:\|[^|]*\|)?[ \t]*/
const NODE = /^([\p{L}\p{N}_.-]{1,60})[ \t]*(?:[[({>]{1,2}"?([^\]})"]{0,200}))?/u

export function isMermaid({ language, content }: Fence): boolean {
  return language === 'mermaid' && /^\s*(?:graph|flowchart)\b/.test(content)
}

export function readMermaid(fence: Fence, names: Names): readonly (Pair & { readonly span: TextSpan })[] {
  const lines = fence.content.split('\n').map((line) => line.slice(0, LONGEST))
  const rows = lines.map((line) => line.split(ARROW).map((part) => part.split('&').map(nodeOf)))
  const labels = new Map(rows.flat(2).flatMap(({ id, label }) => (label === undefined ? [] : [[id, label]])))
  const endsAt = (nodes: readonly Node[]): readonly DependencyEnd[] =>
    nodes.flatMap(({ id }) => endsOf(labels.get(id) ?? id, names, undefined))
  return rows.flatMap((row, index) => {
    const start = fence.lineStarts[index] ?? fence.start
    const span = { text: lines[index] ?? '', start, end: start + (lines[index]?.length ?? 0) }
    return row.slice(1).flatMap((nodes, at) => {
      const [waiting, on] = [endsAt(nodes), endsAt(row[at] ?? [])]
      return waiting.length > 0 && on.length > 0 ? [{ waiting, on, span }] : []
    })
  })
}

interface Node {
  readonly id: string
  readonly label: string | undefined
}

function nodeOf(text: string): Node {
  const [, id = '', label] = NODE.exec(text.trim()) ?? []
  return { id, label }
}
