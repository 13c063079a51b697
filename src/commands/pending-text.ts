import type { Service } from '../system/system.ts'

/** What a service declares and does not get yet, as one line. */
export function pendingText({ pending }: Pick<Service, 'pending'>): string {
  return [...new Set(pending.map(({ what }) => what))].join(', ')
}
