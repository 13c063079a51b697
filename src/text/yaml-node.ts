/** YAML as it was written. Offsets are offsets of the document, end exclusive; aliases are followed. */
export interface YamlScalar {
  readonly kind: 'scalar'
  /** As written, without quotes: the unquoted `1.10` stays `1.10`. */
  readonly text: string
  readonly value: string | number | boolean | null
  readonly quoted: boolean
  readonly start: number
  readonly end: number
}

export interface YamlSequence {
  readonly kind: 'sequence'
  readonly items: readonly YamlNode[]
  readonly start: number
  readonly end: number
}

export interface YamlEntry {
  readonly key: YamlScalar
  readonly value: YamlNode
}

export interface YamlMapping {
  readonly kind: 'mapping'
  readonly entries: readonly YamlEntry[]
  readonly start: number
  readonly end: number
}

export type YamlNode = YamlScalar | YamlSequence | YamlMapping

/** The value of a key, letter case ignored. */
export function valueAt(node: YamlNode | undefined, key: string): YamlNode | undefined {
  if (node?.kind !== 'mapping') return undefined
  return node.entries.find((entry) => entry.key.text.toLowerCase() === key.toLowerCase())?.value
}

/** The text of a scalar that is not null. */
export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? node.text : undefined
}
