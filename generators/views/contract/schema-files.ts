/** Which schema module defines which model: the first group that uses it. */
import type { RenderContext, Schema } from '../../../src/generator/index.ts'
import { once } from '../once.ts'
import type { GroupView } from './groups.ts'

/** Schemas that the module of a group defines itself. */
export function ownSchemas(groups: readonly GroupView[], group: GroupView): readonly Schema[] {
  const homes = once(groups, homesByName)
  return group.schemas.filter(({ name }) => homes.get(name) === group)
}

/** Groups whose schema modules a group's code imports from. */
export function schemaHomes(groups: readonly GroupView[], group: GroupView): readonly GroupView[] {
  const homes = once(groups, homesByName)
  const used = new Set(group.schemas.map(({ name }) => homes.get(name)))
  return groups.filter((home) => used.has(home))
}

function homesByName(groups: readonly GroupView[]): ReadonlyMap<string, GroupView> {
  const homes = new Map<string, GroupView>()
  for (const group of groups)
    for (const { name } of group.schemas) if (!homes.has(name)) homes.set(name, group)
  return homes
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
