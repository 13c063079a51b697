/** Where a role's file goes. A value: resolved once, never read from the disk while rendering. */
export interface Layout {
  /** Service folder relative to the workspace root: `auth-service`, `backend`; empty: the root itself. */
  readonly root: string
  /** Python root package inside it: `src`, `app`. */
  readonly package: string
  /** Role, or `role:thing`, to a path relative to `root`; a plan's or a user's choice, stronger than the default. */
  readonly places: Readonly<Record<string, string>>
}

/** A role and what it is the role of: `{ role: 'model', of: 'user' }`; `of` is snake_case. */
export interface RoleRef {
  readonly role: string
  readonly of?: string | undefined
}

export function roleKey({ role, of }: RoleRef): string {
  return of === undefined ? role : `${role}:${of}`
}

/** Path of a role relative to the workspace root; `fallback` is the default below the package or the service. */
export function placeOf(layout: Layout, ref: RoleRef, fallback: string): string {
  const place = layout.places[roleKey(ref)] ?? fallback.replace(/^src\//, `${layout.package}/`)
  return layout.root === '' ? place : `${layout.root}/${place}`
}

/** Python module of a path inside the service: `auth-service/src/core/config.py` is `src.core.config`. */
export function moduleOf(layout: Layout, path: string): string {
  const inside = layout.root === '' ? path : path.slice(layout.root.length + 1)
  return inside.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.')
}
