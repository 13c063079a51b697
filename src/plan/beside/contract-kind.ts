import { textOf, type YamlNode } from '../../text/yaml-node.ts'
import { entriesOf, keyOf, valueAt } from './yaml-values.ts'

/** What a YAML or JSON document is about; `word` names it in a message. */
export type ContractKind =
  | { readonly kind: 'openapi' }
  | { readonly kind: 'json-schema' }
  | { readonly kind: 'other'; readonly word: string }

/** Decided by content, never by the name of the file. */
export function kindOfContract(root: YamlNode): ContractKind {
  const has = (key: string): boolean => valueAt(root, key) !== undefined
  if (has('openapi') || has('swagger')) return { kind: 'openapi' }
  if (has('apiVersion') && has('kind')) return other(`a manifest of kind \`${textAt(root, 'kind')}\``)
  if (has('asyncapi')) return other('an AsyncAPI document')
  if (isBuf(root)) return other('a configuration of buf')
  if (has('services') && !has('properties')) return other('a list of services')
  return isJsonSchema(root) ? { kind: 'json-schema' } : other('neither OpenAPI nor a JSON Schema')
}

const other = (word: string): ContractKind => ({ kind: 'other', word })
const textAt = (root: YamlNode, key: string): string => textOf(valueAt(root, key)) ?? ''

function isBuf(root: YamlNode): boolean {
  if (!/^v\d/.test(textAt(root, 'version'))) return false
  return entriesOf(root).some((entry) => /^(?:breaking|lint|deps|modules|plugins)$/.test(keyOf(entry)))
}

function isJsonSchema(root: YamlNode): boolean {
  if (/\bjson-schema\.org\b/.test(textAt(root, '$schema'))) return true
  if (valueAt(root, '$defs') ?? valueAt(root, 'definitions')) return true
  return textAt(root, 'type') === 'object' && valueAt(root, 'properties')?.kind === 'mapping'
}
