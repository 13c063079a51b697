import { posix } from 'node:path'
import { Diagnostics } from '../diagnostics/index.ts'
import type { PlanLocation } from '../plan/family.ts'
import { locate, rootOf } from '../plan/read-plans.ts'
import type { Context } from './verb.ts'

export interface Targets {
  readonly root: string
  readonly locations: readonly PlanLocation[]
}

/** The plans a person means: all, a feature, a folder of features, or those of a repository. What is not found is reported. */
export function findTargets(context: Context, path: string | undefined): Targets {
  const { disk, cwd, options, diagnostics } = context
  const place = { disk, cwd, root: options.root, prd: options.prd }
  const root = rootOf(place)
  const named = path ?? options.plan
  if (named === undefined) {
    const { all, chosen } = locate(place, root, diagnostics)
    return { root, locations: options.prd === undefined ? all : chosen ? [chosen] : [] }
  }
  const folder = posix.resolve(cwd, named.replaceAll('\\', '/'))
  return several(context, { root, folder }) ?? one(context, root, named)
}

/** A folder of features, or one with `specs/` or `tasks/` of its own. */
function several(context: Context, { root, folder }: { root: string; folder: string }): Targets | undefined {
  const { disk, cwd, options } = context
  if (disk.stat(folder)?.kind !== 'directory') return undefined
  const { all } = locate({ disk, cwd, root: options.root }, root, new Diagnostics())
  const absolute = (location: PlanLocation): string => posix.resolve(root, location.path)
  if (all.some((location) => absolute(location) === folder)) return undefined
  const inside = all.filter((location) => absolute(location).startsWith(`${folder}/`))
  if (inside.length > 0) return { root, locations: inside }
  const own = locate({ disk, cwd: folder, root: folder }, folder, new Diagnostics()).all
  return own.length > 0 ? { root: folder, locations: own } : undefined
}

function one({ disk, cwd, options, diagnostics }: Context, root: string, plan: string): Targets {
  const { chosen } = locate({ disk, cwd, root: options.root, plan }, root, diagnostics)
  return { root, locations: chosen ? [chosen] : [] }
}
