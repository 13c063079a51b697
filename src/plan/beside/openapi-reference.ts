import { type Diagnostics, diagnostic } from '../../diagnostics/index.ts'
import type { YamlNode } from '../../text/yaml-node.ts'
import type { Schema } from '../facts.ts'
import { CODES } from './codes.ts'
import type { Passage } from './passage.ts'
import { locateNode, textOf, valueAt } from './yaml-values.ts'

/** One OpenAPI document while it is read. */
export interface OpenApiReading {
  readonly passage: Passage
  readonly root: YamlNode
  readonly diagnostics: Diagnostics
  /** Schemas by name, inline ones included, in order of their first use. */
  readonly schemas: Map<string, Schema>
  /** Names given to inline objects: one that is reached twice is one schema. */
  readonly inline: Map<YamlNode, string>
}

/** A longer chain of references is a circle. */
const MAX_HOPS = 40

/** Follows `#/a/b` inside the document; reports and returns undefined where nothing is there. */
export function followReference(reading: OpenApiReading, node: YamlNode | undefined): YamlNode | undefined {
  let target = node
  for (let hops = 0; hops < MAX_HOPS; hops += 1) {
    const reference = target && valueAt(target, '$ref')
    const text = textOf(reference)
    if (reference === undefined || text === undefined) return target
    target = lookUp(reading.root, text)
    if (target === undefined) return reportDangling(reading, reference, text)
  }
  return undefined
}

/** What stands at `#/a/b`. */
export function lookUp(root: YamlNode, reference: string): YamlNode | undefined {
  if (!reference.startsWith('#/')) return undefined
  let node: YamlNode | undefined = root
  for (const part of reference.slice(2).split('/')) {
    node = valueAt(node, part.replaceAll('~1', '/').replaceAll('~0', '~'))
  }
  return node
}

function reportDangling(
  { passage, diagnostics }: OpenApiReading,
  reference: YamlNode,
  text: string,
): undefined {
  const outside = !text.startsWith('#')
  diagnostics.add(
    diagnostic(CODES, 'contract/dangling-reference', {
      message: `\`${text}\` ${outside ? 'leads out of this document' : 'does not exist'}`,
      location: locateNode(passage, reference),
      hint: outside ? 'copy the schema into `components.schemas`' : 'define it, or correct the name',
    }),
  )
  return undefined
}
