/** Entities that a specification names below "Key Entities": a name and what it is, without fields. */
import type { Block, Heading, ListItem } from '../../../text/blocks.ts'
import { locate } from '../../../text/document.ts'
import { entityName, tableName } from '../../beside/entity-names.ts'
import type { Entity } from '../../facts.ts'
import type { Reading } from '../../reading.ts'

const SECTION =
  /\bkey entit|^(?:main |core |data )?entities\b|entidades|сущности|キーエンティティ|主要エンティティ|エンティティ|关键实体|核心实体|主要实体|주요 엔[티터]|핵심 엔[티터]|엔[티터]티/iu
const NAME = /^(?:\*\*([^*\n]{1,80})\*\*|`([^`\n]{1,80})`)/

export function readMentions(blocks: readonly Block[], { document }: Reading): readonly Entity[] {
  let section: Heading | undefined
  const found: Entity[] = []
  for (const block of blocks) {
    if (block.kind === 'heading') {
      if (!section || block.level <= section.level) section = SECTION.test(block.text) ? block : undefined
    } else if (section && block.kind === 'item' && block.depth === 0) {
      const entity = readMention(block)
      if (entity) found.push({ ...entity.said, origin: locate(document, entity.start, entity.end) })
    }
  }
  return found
}

interface Mention {
  readonly said: Omit<Entity, 'origin'>
  readonly start: number
  readonly end: number
}

function readMention(item: ListItem): Mention | undefined {
  const marked = NAME.exec(item.text)
  const written = (marked?.[1] ?? marked?.[2] ?? '').replace(/[:：]$/, '').trim()
  const name = nameIn(written)
  if (!marked || name === '') return undefined
  const description = item.text.slice(marked[0].length).replace(/^[ \t:：–—-]+/, '')
  const entity = entityName(name)
  const start = item.textStart + Math.max(0, item.text.indexOf(name))
  return {
    said: {
      name: entity,
      table: tableName(entity),
      fields: [],
      form: 'mention',
      ...(description !== '' && { description }),
    },
    start,
    end: start + name.length,
  }
}

/** `사용자(User)` and `VectorIndex（向量索引）`: the one that is an identifier. */
function nameIn(written: string): string {
  const found = /^([^(（]{1,80})[(（]([^)）]{1,80})[)）]/.exec(written)
  const [outside, inside] = [(found?.[1] ?? written).trim(), (found?.[2] ?? '').trim()]
  const isLatin = (text: string): boolean => /^[A-Za-z_][\w -]*$/.test(text)
  return !isLatin(outside) && isLatin(inside) ? inside : outside
}
