import { isService } from '../system/shared-items.ts'
import type { Pending, Scope } from '../system/system.ts'

/** What a scope declares and does not get yet: what services share, they get. */
export function pendingOf(scope: Scope): readonly Pending[] {
  return isService(scope) ? scope.pending : []
}

/** The same as one line. */
export function pendingText(scope: Scope): string {
  return [...new Set(pendingOf(scope).map(({ what }) => what))].join(', ')
}
