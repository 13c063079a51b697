import { diagnostic } from '../diagnostics/index.ts'
import type { Entity } from '../plan/facts.ts'
import { shown } from '../system/names.ts'
import type { TaskKind } from '../system/task-kinds.ts'
import { addTo } from '../text/multimap.ts'
import { CHECK_CODES } from './codes.ts'
import type { Feature, Work } from './feature.ts'
import { mentionsName, wordsOfWork } from './mentions.ts'
import type { Rule } from './rule.ts'

export const entityWithoutModel: Rule = {
  gate: 'All entities have model tasks',
  check({ features }, findings) {
    for (const feature of features)
      for (const entity of uncovered(feature)) findings.add(withoutModel(entity))
  },
}

const MODELS: ReadonlySet<TaskKind | undefined> = new Set([
  'model',
  'schema',
  'migration',
  'repository',
  'rpc',
  undefined,
] as const)
/** Words for a type in other languages than Python. */
const TYPE =
  /\b(?:models?|types?|interfaces?|structs?|classe?s?|enums?|dataclass(?:es)?|entit(?:y|ies)|tables?|schemas?|records?|domain|persistence|storage)\b/i

function makesModels({ kinds, title, isTest }: Work): boolean {
  return !isTest && (kinds.some((kind) => MODELS.has(kind)) || TYPE.test(title))
}

/** What is passed on and not kept needs no model of its own. */
const PASSED_ON =
  /(?:Request|Response|Create|Update|Input|Output|Dto|Event|Config|Configuration|Settings|State|Error|Props|Params|Actions?|Fields?|Payload|Result|Summary|Metadata|Options|Interface|Enum|Status|Type|Info|Filters?)$/
const FORMS: ReadonlySet<Entity['form']> = new Set([
  'table',
  'list',
  'sql',
  'class',
  'diagram',
  undefined,
] as const)

/** With an id of its own: values inside of others have none, and of what links two things the keys are theirs. */
function isKept({ fields }: Entity): boolean {
  return fields.some(
    ({ name, primary, references }) => /^(?:_?id|uuid)$/i.test(name) || (primary && references === undefined),
  )
}

/** Told with its fields, by a name that a task in any language would use. */
function isModelled(entity: Entity): boolean {
  const { name, form, fields, description = '' } = entity
  return (
    FORMS.has(form) &&
    fields.length > 1 &&
    isKept(entity) &&
    /^[A-Za-z][A-Za-z0-9]*$/.test(name) &&
    !PASSED_ON.test(name) &&
    !/\b(?:existing|unchanged|no changes)\b/i.test(description)
  )
}

/**
 * A task for models that names no entity is about all of them. Where they name less than half, the list is not
 * written that way; what any other task names is made by it.
 */
function uncovered({ entities, works, isCoarse }: Feature): readonly Entity[] {
  const modelled = entities.filter(isModelled)
  if (modelled.length === 0 || works.length === 0) return []
  if (isCoarse) return works.some(({ isTest }) => !isTest) ? [] : modelled
  const [named, elsewhere] = [new Set<string>(), new Set<string>()]
  const byWord = entitiesByWord(modelled)
  for (const work of works) {
    if (work.isTest) continue
    const own = namedBy(wordsOfWork(work), byWord)
    const isModel = makesModels(work)
    if (isModel && own.length === 0 && work.kinds.some(isGeneral)) return []
    for (const name of own) (isModel ? named : elsewhere).add(name)
  }
  if (named.size * 2 < modelled.length) return []
  return modelled.filter(({ name }) => !named.has(name) && !elsewhere.has(name))
}

const isGeneral = (kind: TaskKind | undefined): boolean => kind === 'model' || kind === 'migration'

/** By each word of the name: a task looks up its own words, and not every entity. */
function entitiesByWord(entities: readonly Entity[]): ReadonlyMap<string, readonly Entity[]> {
  const found = new Map<string, Entity[]>()
  for (const entity of entities)
    for (const word of wordsOfWork({ title: entity.name, paths: [] })) addTo(found, word, entity)
  return found
}

function namedBy(
  words: ReadonlySet<string>,
  byWord: ReadonlyMap<string, readonly Entity[]>,
): readonly string[] {
  const found = new Set<string>()
  for (const word of words)
    for (const { name, table } of byWord.get(word) ?? [])
      if (!found.has(name) && (mentionsName(words, name) || mentionsName(words, table))) found.add(name)
  return [...found]
}

function withoutModel({ name, origin }: Entity) {
  return diagnostic(CHECK_CODES, 'plan/entity-without-model', {
    message: `entity \`${shown(name)}\` has no model task`,
    location: origin,
    hint: `add \`- [ ] Tnnn [P] Create the ${shown(name)} model in <file>\``,
  })
}
