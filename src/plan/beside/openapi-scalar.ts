import type { YamlNode } from '../../text/yaml-node.ts'
import type { DataType } from '../facts.ts'
import { isTrueAt, itemsOf, numberAt, textAt, textOf, valueAt } from './yaml-values.ts'

const FORMATS = new Set(['uuid', 'date', 'date-time', 'email', 'uri', 'binary'] as const)
type Format = typeof FORMATS extends Set<infer T> ? T : never

/** A schema of type string. */
export function stringType(node: YamlNode): DataType {
  const format = textAt(node, 'format') as Format | undefined
  const single = textAt(node, 'const')
  const values = itemsOf(valueAt(node, 'enum')).flatMap((item) => textOf(item) ?? [])
  return {
    kind: 'string',
    format: format !== undefined && FORMATS.has(format) ? format : undefined,
    minLength: numberAt(node, 'minLength'),
    maxLength: numberAt(node, 'maxLength'),
    pattern: textAt(node, 'pattern'),
    enum: single !== undefined ? [single] : values.length > 0 ? values : undefined,
  }
}

/** A schema of type integer or number. */
export function numberType(node: YamlNode, kind: 'integer' | 'number'): DataType {
  const minimum = numberAt(node, 'minimum')
  const maximum = numberAt(node, 'maximum')
  // OpenAPI 3.0 spells an exclusive bound as a flag beside the bound.
  const above = isTrueAt(node, 'exclusiveMinimum')
  const below = isTrueAt(node, 'exclusiveMaximum')
  return {
    kind,
    minimum: above ? undefined : minimum,
    maximum: below ? undefined : maximum,
    exclusiveMinimum: above ? minimum : numberAt(node, 'exclusiveMinimum'),
    exclusiveMaximum: below ? maximum : numberAt(node, 'exclusiveMaximum'),
  }
}
