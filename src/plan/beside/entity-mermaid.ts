/** `erDiagram` of mermaid: entities with their fields, and what relates them. */
import type { Relationship } from '../facts.ts'
import { readColumnType } from './column-type.ts'
import { readConstraints } from './constraints.ts'
import { entityName } from './entity-names.ts'
import type { NamedFields, RawField } from './named-fields.ts'
import { locateIn, type Passage } from './passage.ts'

const OPEN = /^[ \t]*["']?([\p{L}_][\p{L}\p{N}_.-]*)["']?(?:\[[^\]]{0,80}\])?[ \t]*\{[ \t]*$/u
const FIELD = /^[ \t]*([\p{L}_][\p{L}\p{N}_().,[\]<>-]*)[ \t]+([\p{L}_*][\p{L}\p{N}_-]*)[ \t]*(.*)$/u
const RELATION =
  /^[ \t]*["']?([\p{L}_][\p{L}\p{N}_.-]*)["']?[ \t]*(\|o|\|\||\}o|\}\|)(?:--|\.\.)(o\||\|\||o\{|\|\{)[ \t]*["']?([\p{L}_][\p{L}\p{N}_.-]*)["']?[ \t]*(?::.*)?$/u

export interface ErDiagram {
  readonly entities: readonly NamedFields[]
  /** By the name of the entity they start from. */
  readonly relationships: readonly (Relationship & { readonly from: string })[]
}

export function isErDiagram(text: string): boolean {
  return /^[ \t]*erDiagram\b/m.test(text)
}

export function readErDiagram(passage: Passage): ErDiagram {
  const entities: { named: NamedFields; fields: RawField[] }[] = []
  const relationships: ErDiagram['relationships'][number][] = []
  let isOpen = false
  let at = 0
  for (const whole of passage.text.split('\n')) {
    const line = whole.slice(0, 400)
    const name = isOpen ? undefined : OPEN.exec(line)?.[1]
    if (name !== undefined) {
      const start = at + line.indexOf(name)
      const fields: RawField[] = []
      entities.push({
        fields,
        named: { name, fields, origin: locateIn(passage, start, start + name.length) },
      })
      isOpen = true
    } else if (/^[ \t]*\}/.test(line)) isOpen = false
    else if (isOpen) entities.at(-1)?.fields.push(...fieldOf(passage, line, at))
    else relationships.push(...relationsOf(passage, line, at))
    at += whole.length + 1
  }
  return { entities: entities.map(({ named }) => named), relationships }
}

function fieldOf(passage: Passage, line: string, at: number): RawField[] {
  const found = FIELD.exec(line)
  const [written, name] = [found?.[1] ?? '', found?.[2] ?? '']
  if (!found || name === '') return []
  const start = at + line.indexOf(name, line.indexOf(written) + written.length)
  const marks = (found[3] ?? '').replace(/\bUK\b/, 'unique').replace(/\bFK\b/g, '')
  return [
    {
      name: name.replace(/^\*/, ''),
      written,
      read: readColumnType(written),
      constraints: readConstraints(marks),
      assumed: readColumnType(written).type === undefined,
      origin: locateIn(passage, start, start + name.length),
    },
  ]
}

/** Both directions of one line. */
function relationsOf(passage: Passage, line: string, at: number): ErDiagram['relationships'] {
  const found = RELATION.exec(line)
  if (!found) return []
  const [left, right] = [entityName(found[1] ?? ''), entityName(found[4] ?? '')]
  const [isManyLeft, isManyRight] = [(found[2] ?? '').startsWith('}'), (found[3] ?? '').endsWith('{')]
  const lead = line.length - line.trimStart().length
  const origin = locateIn(passage, at + lead, at + line.trimEnd().length)
  return [
    { from: left, target: right, kind: kindOf(isManyLeft, isManyRight), origin },
    { from: right, target: left, kind: kindOf(isManyRight, isManyLeft), origin },
  ]
}

function kindOf(isManyHere: boolean, isManyThere: boolean): Relationship['kind'] {
  if (isManyHere) return isManyThere ? 'many-to-many' : 'many-to-one'
  return isManyThere ? 'one-to-many' : 'one-to-one'
}
