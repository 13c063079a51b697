/** Drop-in modules that the plan puts into another folder than the one their discoverer reads. */
import type { RenderContext, RoleRef } from '../../../src/generator/index.ts'

export interface PlacedModule {
  readonly package: string
  readonly name: string
}

/** Those of `refs` in the tree that are no direct module of the package of a role, sorted. */
export function placedElsewhere(
  context: RenderContext,
  folder: string,
  refs: readonly RoleRef[],
): readonly PlacedModule[] {
  const home = context.module(folder)
  return refs
    .filter((ref) => context.has(ref))
    .map((ref) => splitModule(context.module(ref)))
    .filter((module) => module.package !== home)
    .sort((a, b) => (`${a.package}.${a.name}` < `${b.package}.${b.name}` ? -1 : 1))
}

function splitModule(module: string): PlacedModule {
  const dot = module.lastIndexOf('.')
  return { package: module.slice(0, dot), name: module.slice(dot + 1) }
}
