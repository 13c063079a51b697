import type { Change, ChangeCounts } from './change-set.ts'

export function countChanges(changes: readonly Change[], left: number): ChangeCounts {
  const counts = { create: 0, update: 0, delete: 0, keep: 0, adopt: 0, conflict: 0, forget: 0 }
  for (const { kind } of changes) counts[kind] += 1
  return { ...counts, left }
}
