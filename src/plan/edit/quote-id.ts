import type { Location } from '../../diagnostics/index.ts'
import type { YamlNode, YamlScalar } from '../../text/yaml-node.ts'
import { normaliseReference } from '../prd/task-id.ts'
import { spell } from './outline.ts'
import { offsetOf, type PlanText } from './plan-text.ts'
import { refuse, type Step } from './planned.ts'

export interface QuoteEdit {
  readonly edit: 'quote-id'
  /** Of an id in the front matter. */
  readonly at: Location
}

/** `1.10` becomes `"1.10"`. */
export function planQuote({ document, meta }: PlanText, { at }: QuoteEdit): Step {
  const offset = offsetOf(document, at) ?? -1
  const entry = meta?.entries.find(({ value }) => scalarAt(value, offset) !== undefined)
  const scalar = entry && scalarAt(entry.value, offset)
  if (!entry || !scalar || normaliseReference(scalar.text) === undefined)
    return refuse('there is no id in the front matter', 'name an item of `blocked_by`')
  if (scalar.quoted) return undefined
  const { start, end, text } = scalar
  if (document.text.slice(start, end) !== text) return refuse('the id is an alias', 'write the id itself')
  return {
    changes: [
      { start, end: start, text: '"' },
      { start: end, end, text: '"' },
    ],
    intends: { start: entry.key.start, become: () => spell(withQuotes(entry.value, scalar)) },
    on: start,
  }
}

function scalarAt(node: YamlNode, offset: number): YamlScalar | undefined {
  if (node.kind === 'scalar') return node.start <= offset && offset <= node.end ? node : undefined
  if (node.kind === 'mapping') return undefined
  for (const item of node.items) {
    const found = scalarAt(item, offset)
    if (found) return found
  }
  return undefined
}

function withQuotes(node: YamlNode, scalar: YamlScalar): YamlNode {
  if (node === scalar) return { ...scalar, quoted: true, value: scalar.text }
  if (node.kind !== 'sequence') return node
  return { ...node, items: node.items.map((item) => withQuotes(item, scalar)) }
}
