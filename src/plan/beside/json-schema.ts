import type { Diagnostics } from '../../diagnostics/index.ts'
import type { Schema } from '../facts.ts'
import type { OpenApiReading, ReferencedFiles, YamlSource } from './openapi-reference.ts'
import { readComponents, readSchema } from './openapi-schema.ts'
import { entriesOf, keyOf, textAt, valueAt } from './yaml-values.ts'

interface Shared {
  readonly diagnostics: Diagnostics
  readonly schemas: Map<string, Schema>
  readonly files?: ReferencedFiles | undefined
}

/** Adds the object schemas of a JSON Schema document: those it defines, then its own. */
export function readJsonSchema(source: YamlSource, shared: Shared): void {
  const places = ['$defs', 'definitions'].map((key) => valueAt(source.root, key))
  const taken = new Set(places.flatMap(entriesOf).map(keyOf))
  const reading: OpenApiReading = { ...source, ...shared, taken, named: new Map() }
  for (const place of places) readComponents(reading, place)
  readSchema(reading, source.root, titleOf(source))
}

/** `title` where it is a name, else the name of the file. */
function titleOf({ passage, root }: YamlSource): string {
  const title = textAt(root, 'title') ?? ''
  if (/^[A-Za-z_]\w{0,80}$/.test(title)) return title
  const name = passage.document.path.split('/').at(-1) ?? ''
  return name.replace(/\.(?:ya?ml|json)$/i, '').replace(/\.schema$/i, '')
}
