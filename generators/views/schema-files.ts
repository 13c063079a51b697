/** Which schema module defines which model: the first group that uses it. */
import type { RenderContext, Schema } from '../../src/generator/index.ts'
import type { GroupView } from './groups.ts'

/** Schemas that the module of a group defines itself. */
export function ownSchemas(groups: readonly GroupView[], group: GroupView): readonly Schema[] {
  const before = new Set(
    groups.slice(0, groups.indexOf(group)).flatMap(({ schemas }) => schemas.map(({ name }) => name)),
  )
  return group.schemas.filter(({ name }) => !before.has(name))
}

/** Groups whose schema modules a group's code imports from. */
export function schemaHomes(groups: readonly GroupView[], group: GroupView): readonly GroupView[] {
  return groups.filter((home) => {
    const names = new Set(ownSchemas(groups, home).map(({ name }) => name))
    return group.schemas.some(({ name }) => names.has(name))
  })
}

/** Import lines of every model a group uses; the unused are dropped when the module is finished. */
export function schemaImports(
  groups: readonly GroupView[],
  group: GroupView,
  context: RenderContext,
): readonly string[] {
  return schemaHomes(groups, group).map((home) => {
    const used = new Set(group.schemas.map(({ name }) => name))
    const names = ownSchemas(groups, home)
      .map(({ name }) => name)
      .filter((name) => used.has(name))
    return `from ${context.module({ role: 'schema', of: home.resource })} import ${names.join(', ')}`
  })
}
