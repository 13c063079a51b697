/** One entity for all that tell of it in a plan; where two contradict each other, both places are named. */
import { type Diagnostics, diagnostic } from '../../../diagnostics/index.ts'
import { snake } from '../../../text/names.ts'
import { CODES } from '../../beside/codes.ts'
import type { DocumentFacts, Entity, EntityField, EntityForm } from '../../facts.ts'
import { contradicts } from './contradiction.ts'

const STRENGTH: readonly EntityForm[] = [
  'table',
  'list',
  'sql',
  'class',
  'interface',
  'diagram',
  'box',
  'example',
  'mention',
]
/** What says which columns there are; the others show some of them. */
const WHOLE: ReadonlySet<EntityForm> = new Set(['table', 'list', 'sql', 'class'])

/** The same facts, each entity in those that tell of it first. */
export function mergeTellings(
  facts: readonly DocumentFacts[],
  diagnostics: Diagnostics,
): readonly DocumentFacts[] {
  const groups = new Map<string, { readonly home: number; readonly tellings: Entity[] }>()
  for (const [home, { entities }] of facts.entries()) {
    for (const entity of entities) {
      const key = keyOf(entity)
      const group = groups.get(key)
      if (group) group.tellings.push(entity)
      else groups.set(key, { home, tellings: [entity] })
    }
  }
  const merged = [...groups.values()].map(({ home, tellings }) => ({
    home,
    entity: mergeOne(tellings, diagnostics),
  }))
  return facts.map((found, index) => ({
    ...found,
    entities: merged.flatMap(({ home, entity }) => (home === index ? [entity] : [])),
  }))
}

const keyOf = ({ name }: Entity): string => snake(name)
const formOf = ({ form }: Entity): EntityForm => form ?? 'table'

function mergeOne(tellings: readonly Entity[], diagnostics: Diagnostics): Entity {
  const ranked = [...tellings].sort((a, b) => STRENGTH.indexOf(formOf(a)) - STRENGTH.indexOf(formOf(b)))
  const [first, ...others] = ranked
  if (!first) throw new Error('a group of tellings is never empty')
  if (others.length === 0) return first
  const known = new Map(first.fields.map((field) => [snake(field.name), field]))
  for (const weak of others) addFields(known, { first, weak }, diagnostics)
  const relationships = ranked.flatMap((entity) => entity.relationships ?? [])
  return {
    ...first,
    table: ranked.findLast(({ form }) => form === 'sql')?.table ?? first.table,
    description: ranked.find(({ description }) => description !== undefined)?.description,
    fields: [...known.values()],
    ...(relationships.length > 0 && { relationships }),
    origins: ranked.map(({ origin }) => origin),
  }
}

interface Tellings {
  readonly first: Entity
  readonly weak: Entity
}

/** To the fields by their names those of a weaker telling. */
function addFields(
  known: Map<string, EntityField>,
  { first, weak }: Tellings,
  diagnostics: Diagnostics,
): void {
  const forms = [formOf(first), formOf(weak)]
  const adds = known.size === 0 || WHOLE.has(formOf(weak)) || formOf(first) === formOf(weak)
  for (const field of weak.fields) {
    const name = snake(field.name)
    const told = known.get(name)
    if (!told) {
      if (adds) known.set(name, field)
    } else if (told.assumed && !field.assumed) {
      known.set(name, { ...field, name: told.name, description: told.description, origin: told.origin })
    } else report(first, { told, field }, { forms, diagnostics })
  }
}

interface Pair {
  readonly told: EntityField
  readonly field: EntityField
}

interface Telling {
  readonly forms: readonly EntityForm[]
  readonly diagnostics: Diagnostics
}

function report(strong: Entity, { told, field }: Pair, { forms, diagnostics }: Telling): void {
  if (!forms.every((form) => WHOLE.has(form))) return
  const reason = contradicts(told, field)
  if (reason === undefined) return
  diagnostics.add(
    diagnostic(CODES, 'contract/entity-mismatch', {
      message: `\`${strong.name}.${told.name}\` is ${reason.strong} in one place and ${reason.weak} in another; the first is used`,
      location: field.origin,
      notes: [{ message: 'the definition that is used', location: told.origin }],
      hint: 'make the two definitions equal, or remove one',
    }),
  )
}
