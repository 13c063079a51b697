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
      const group = groups.get(keyOf(entity))
      if (group) group.tellings.push(entity)
      else groups.set(keyOf(entity), { home, tellings: [entity] })
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
  const merged = others.reduce((strong, weak) => mergeTwo(strong, weak, diagnostics), first)
  return { ...merged, origins: ranked.map(({ origin }) => origin) }
}

function mergeTwo(strong: Entity, weak: Entity, diagnostics: Diagnostics): Entity {
  const known = new Map(strong.fields.map((field) => [snake(field.name), field]))
  const adds = strong.fields.length === 0 || WHOLE.has(formOf(weak)) || formOf(strong) === formOf(weak)
  for (const field of weak.fields) {
    const told = known.get(snake(field.name))
    if (!told) {
      if (adds) known.set(snake(field.name), field)
    } else if (told.assumed && !field.assumed) {
      known.set(snake(field.name), {
        ...field,
        name: told.name,
        description: told.description,
        origin: told.origin,
      })
    } else report(strong, { told, field }, { forms: [formOf(strong), formOf(weak)], diagnostics })
  }
  const relationships = [...(strong.relationships ?? []), ...(weak.relationships ?? [])]
  const isNamed = strong.form === 'sql' || strong.table !== weak.table
  return {
    ...strong,
    table: isNamed && weak.form === 'sql' ? weak.table : strong.table,
    description: strong.description ?? weak.description,
    fields: [...known.values()],
    ...(relationships.length > 0 && { relationships }),
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
