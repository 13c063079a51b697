import { placeOf, type RoleRef, roleKey } from '../system/layout.ts'
import type { Scope } from '../system/system.ts'
import type { Category } from '../system/work-item.ts'
import type { FileSpec, RenderContext, View } from './generator.ts'

/** What a generator says about one file; everything not said has the quiet default. */
export interface FileOptions {
  readonly role: string
  readonly of?: string | undefined
  /** Template below `templates/`, where it differs from `<category>/<path>`. */
  readonly template?: string
  readonly owners?: readonly (string | undefined)[]
  readonly required?: boolean
  readonly follows?: readonly (RoleRef | string)[]
  readonly requires?: readonly (RoleRef | string)[]
  readonly strategy?: FileSpec['strategy']
  /** The path is relative to the workspace root, not to the service. */
  readonly beside?: boolean
  readonly view?: (context: RenderContext) => View
}

/** The `file(path, options)` function of one scope and category. `path` is the default place. */
export function filesOf(scope: Scope, category: Category) {
  return (path: string, options: FileOptions): FileSpec => {
    const ref: RoleRef =
      options.of === undefined ? { role: options.role } : { role: options.role, of: options.of }
    return {
      scope,
      ref,
      category,
      path: options.beside ? (scope.layout.places[roleKey(ref)] ?? path) : placeOf(scope.layout, ref, path),
      template: options.template ?? `${category}/${path}`,
      owners: [...new Set(options.owners ?? [])].filter((key) => key !== undefined),
      required: options.required ?? false,
      follows: (options.follows ?? []).map(toRef),
      requires: (options.requires ?? []).map(toRef),
      strategy: options.strategy ?? 'lines',
      mode: 0o644,
      view: options.view ?? (() => ({})),
    }
  }
}

/** `model:user` or `config` as a role reference. */
function toRef(ref: RoleRef | string): RoleRef {
  if (typeof ref !== 'string') return ref
  const colon = ref.indexOf(':')
  return colon === -1 ? { role: ref } : { role: ref.slice(0, colon), of: ref.slice(colon + 1) }
}

export function toRoleKey(ref: RoleRef | string): string {
  return typeof ref === 'string' ? ref : roleKey(ref)
}
