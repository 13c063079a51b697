import { Diagnostics, diagnostic, type Location } from '../../diagnostics/index.ts'
import { locate } from '../../text/document.ts'
import type { YamlEntry, YamlNode } from '../../text/yaml-node.ts'
import { CODES } from './codes.ts'
import { documentOffset, type Passage } from './passage.ts'

/** Entries of a mapping; none for anything else. */
export function entriesOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === 'mapping' ? node.entries : []
}

export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'sequence' ? node.items : []
}

/** A key as its text: `'200'` and `200` alike. */
export function keyOf(entry: YamlEntry): string {
  return entry.key.text
}

export function valueAt(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return entriesOf(node).find((entry) => keyOf(entry) === key)?.value
}

/** The text of a scalar that is not null. */
export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? node.text.trim() : undefined
}

export function textAt(node: YamlNode | undefined, key: string): string | undefined {
  return textOf(valueAt(node, key))
}

export function numberAt(node: YamlNode | undefined, key: string): number | undefined {
  const value = valueAt(node, key)
  return value?.kind === 'scalar' && typeof value.value === 'number' && Number.isFinite(value.value)
    ? value.value
    : undefined
}

export function isTrueAt(node: YamlNode | undefined, key: string): boolean {
  const value = valueAt(node, key)
  return value?.kind === 'scalar' && value.value === true
}

export function locateNode(
  passage: Passage,
  node: { readonly start: number; readonly end: number },
): Location {
  return locate(passage.document, node.start, node.end)
}

/**
 * YAML or JSON documents of a passage; undefined, with `contract/unparsable` at the line, where it is neither.
 * `what` names the content in the message: `OpenAPI`.
 */
export async function readYamlPassage(
  passage: Passage,
  what: string,
  diagnostics: Diagnostics,
): Promise<readonly YamlNode[] | undefined> {
  const { readYaml } = await import('../../text/yaml.ts')
  const found = new Diagnostics()
  const place = (offset: number): number => documentOffset(passage, offset)
  const nodes = readYaml({ document: passage.document, text: passage.text, place }, found)
  for (const { message, location, cause } of found.all) {
    const reason = message.replace(/^YAML cannot be read: /, '')
    const first = locate(passage.document, place(0), place(0)).start.line
    const line = (location?.start.line ?? first) - first + 1
    diagnostics.add(
      diagnostic(CODES, 'contract/unparsable', {
        message: `${what} cannot be read: ${reason} at line ${line} of the block; its facts are missing`,
        location,
        hint: 'quote text that holds `: ` or `#`, and indent by spaces',
        cause,
      }),
    )
  }
  return nodes
}
