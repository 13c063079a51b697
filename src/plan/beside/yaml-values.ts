import type { Location } from '../../diagnostics/index.ts'
import { locate } from '../../text/document.ts'
import type { YamlEntry, YamlNode } from '../../text/yaml-node.ts'
import type { Passage } from './passage.ts'

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

/** Values by key of large mappings: a reference to each of many schemas stays quick. */
const INDEXES = new WeakMap<YamlNode, ReadonlyMap<string, YamlNode>>()
const FEW = 20

export function valueAt(node: YamlNode | undefined, key: string): YamlNode | undefined {
  const entries = entriesOf(node)
  if (node === undefined || entries.length < FEW) return entries.find((entry) => keyOf(entry) === key)?.value
  const index = INDEXES.get(node) ?? new Map(entries.map((entry) => [keyOf(entry), entry.value]))
  INDEXES.set(node, index)
  return index.get(key)
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
