import type { Entity, EntityField } from '../plan/facts.ts'
import type { NameGuard } from './name-guard.ts'

export function cleanEntities(entities: readonly Entity[], safe: NameGuard): readonly Entity[] {
  return entities
    .filter(({ name, table, origin }) => safe('entity', name, origin) && safe('table', table, origin))
    .map((entity) => ({ ...entity, fields: entity.fields.flatMap((field) => cleanColumn(field, safe)) }))
}

function cleanColumn(field: EntityField, safe: NameGuard): readonly EntityField[] {
  const { name, references, origin } = field
  if (!safe('column', name, origin)) return []
  const keep =
    references === undefined ||
    (safe('table', references.table, origin) && safe('column', references.field, origin))
  return [keep ? field : { ...field, references: undefined }]
}
