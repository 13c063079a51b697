import type { FamilyReader } from './family.ts'

const DOCUMENTS = ['tasks.md', 'spec.md', 'plan.md']

/** Spec-kit plans are recognised, not read yet. */
export const speckit: FamilyReader = {
  family: 'speckit',
  places: ['specs', '.kiro/specs'],
  slugOf: (folderName) => folderName,
  holds: (disk, folder) => disk.list(folder)?.some((entry) => DOCUMENTS.includes(entry.name)) ?? false,
}
