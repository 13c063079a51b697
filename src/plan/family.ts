import type { Diagnostics } from '../diagnostics/index.ts'
import type { Disk } from '../ports.ts'
import type { Family, Plan } from './plan.ts'

/** Where a plan stands. */
export interface PlanLocation {
  readonly family: Family
  /** Feature part of task keys: folder name without `prd-`. */
  readonly slug: string
  /** Feature folder relative to the workspace root; absolute where it lies outside. */
  readonly path: string
}

export interface ReadOptions {
  /** False leaves out what documents say about services. */
  readonly facts: boolean
}

/** What is read of one family of plans. A second family is a second value of this type. */
export interface FamilyReader {
  readonly family: Family
  /** Folders, relative to the workspace root, whose direct subfolders may be features. */
  readonly places: readonly string[]
  /** Feature part of the task keys for a folder name. */
  slugOf(folderName: string): string
  /** Whether the folder (absolute) looks like a feature of this family. */
  holds(disk: Disk, folder: string): boolean
  /** Whether services are written from such plans; others are read and listed. */
  readonly isGenerated: boolean
  /** Never throws for what stands in the files. */
  read(source: PlanSource, options: ReadOptions): Promise<Plan>
}

export interface PlanSource {
  readonly disk: Disk
  readonly root: string
  readonly location: PlanLocation
  readonly diagnostics: Diagnostics
}
