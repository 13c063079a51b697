/** Fences that tell of entities: SQL, Python, TypeScript, mermaid, boxes, JSON examples. */
import { type Diagnostics, diagnostic } from '../../diagnostics/index.ts'
import type { Fence, ListItem } from '../../text/blocks.ts'
import { type Document, locate } from '../../text/document.ts'
import type { EntityForm, Relationship } from '../facts.ts'
import { CODES } from './codes.ts'
import { isDrawnInBoxes, readBoxes } from './entity-boxes.ts'
import { isJsonExample, readJsonExample } from './entity-json.ts'
import type { Label } from './entity-labels.ts'
import { isErDiagram, readErDiagram } from './entity-mermaid.ts'
import { entityName } from './entity-names.ts'
import { isPythonClass, readPythonClasses } from './entity-python.ts'
import { isSql, readSql } from './entity-sql.ts'
import { isTypeScript, readTypeScript } from './entity-typescript.ts'
import type { NamedFields } from './named-fields.ts'
import { locateLine, type Passage, passageOf } from './passage.ts'
import { plain } from './table-columns.ts'

export interface FoundFields {
  readonly named: NamedFields
  readonly schema: boolean
  readonly form: EntityForm
}

type OwnedRelationship = Relationship & { readonly from: string }

interface Told {
  readonly found: readonly FoundFields[]
  readonly relationships: readonly OwnedRelationship[]
}

interface FenceScope {
  /** What the words above the fence name. */
  readonly label: Label | undefined
  readonly isData: boolean
  readonly isDataModel: boolean
  readonly diagnostics: Diagnostics
}

const NOTHING: Told = { found: [], relationships: [] }

export function readEntityFence(document: Document, fence: Fence, scope: FenceScope): Told {
  const { language, content } = fence
  const { isData, isDataModel, label, diagnostics } = scope
  const passage = passageOf(document, fence)
  const entities = (form: EntityForm, all: readonly NamedFields[]): Told => ({
    found: all.map((named) => ({ named, schema: false, form })),
    relationships: [],
  })
  if (isSql(content)) {
    const tables = readSql(passage)
    if (tables.every((table) => table.fields.length === 0) && !ELIDED.test(passage.text))
      reportSql(passage, diagnostics)
    return entities('sql', tables)
  }
  if (/^(?:python|py|)$/.test(language) && isPythonClass(content)) return readPython(passage, isDataModel)
  if (!isData) return NOTHING
  if (/^(?:typescript|ts|tsx|)$/.test(language) && isTypeScript(content))
    return entities(
      'interface',
      readTypeScript(passage).filter(({ name }) => isDataModel || !ASKED.test(name)),
    )
  if (/^(?:mermaid|)$/.test(language) && isErDiagram(content)) {
    const { entities: drawn, relationships } = readErDiagram(passage)
    return { ...entities('diagram', drawn), relationships }
  }
  if (/^(?:text|txt|)$/.test(language) && isDrawnInBoxes(content)) return entities('box', readBoxes(passage))
  if (isDataModel && label && /^(?:json|jsonc|json5)$/.test(language) && isJsonExample(content))
    return entities('example', [{ ...label, fields: readJsonExample(passage) }])
  return NOTHING
}

const BODY_NAME =
  /(?:Request|Response|Create|Update|Patch|Payload|DTO|Dto|In|Out|Params|Query|Filter|Base|Config|Settings)$/

/** What is asked with, and not kept. */
const ASKED = /(?:Filters?|Params|Query|Props|Options)$/

function readPython(passage: Passage, isDataModel: boolean): Told {
  const found = readPythonClasses(passage).map(({ kind, named }) => ({
    named,
    schema: kind === 'schema' && (!isDataModel || BODY_NAME.test(named.name)),
    form: 'class' as const,
  }))
  return { found, relationships: [] }
}

function reportSql(passage: Passage, diagnostics: Diagnostics): void {
  const line = passage.text.slice(0, passage.text.search(/create\s+table/i)).split('\n').length
  const finding = {
    message: `SQL cannot be read: no column in \`CREATE TABLE\` at line ${line} of the block; its facts are missing`,
    location: locateLine(passage, line),
    hint: 'write `CREATE TABLE name (column type, …)`',
  }
  diagnostics.add(diagnostic(CODES, 'contract/unparsable', finding))
}

/** Left out on purpose: `CREATE TABLE users (...);`. */
const ELIDED = /\(\s*(?:\.{3}|…)\s*\)/

const KINDS: readonly (readonly [Relationship['kind'], RegExp])[] = [
  ['many-to-many', /^(?:many[- ]to[- ]many|m2m|n:m|m:n)\b|^многие[- ]ко[- ]многим/i],
  [
    'many-to-one',
    /^(?:many[- ]to[- ]one|n:1|belongs to|pertence a|referenced? to)\b|^многие[- ]к[- ]одному|^принадлежит/i,
  ],
  ['one-to-many', /^(?:one[- ]to[- ]many|1:n|has many|tem muitos|contains many)\b|^один[- ]ко[- ]многим/i],
  ['one-to-one', /^(?:one[- ]to[- ]one|1:1|has one|tem um)\b|^один[- ]к[- ]одному/i],
]
const TARGET = /^(?:relationship)?[ \t:：]*(?:with|to|com|one|a|an|many|с)?[ \t]*[`*]*([A-Z]\w{0,60})/

interface Relations {
  readonly document: Document
  readonly relationships: OwnedRelationship[]
}

/** `Belongs to User`, `Many-to-One with ChatSession` below an entity. */
export function relationshipsIn(
  { document, relationships }: Relations,
  item: ListItem,
  label: Label | undefined,
): void {
  if (!label) return
  const text = plain(item.text.slice(0, 200))
  for (const [kind, words] of KINDS) {
    const found = words.exec(text)
    const target = found && TARGET.exec(text.slice(found[0].length).trimStart())?.[1]
    if (!target) continue
    const origin = locate(document, item.textStart, item.end)
    relationships.push({ from: entityName(label.name), target: entityName(target), kind, origin })
    return
  }
}
