import type { Location } from '../../diagnostics/index.ts'
import type { TaskReference, TaskStatus } from '../plan.ts'

/** One task as a summary lists it. */
export interface SummaryEntry {
  readonly id: string
  readonly title: string
  readonly status?: TaskStatus | undefined
  /** Heading of the track it stands under. */
  readonly phase?: string | undefined
  readonly complexity?: string | undefined
  readonly blockedBy?: readonly TaskReference[] | undefined
  /** Whether it has a box that can be ticked. */
  readonly isBox?: boolean | undefined
  readonly path: string
  readonly origin: Location
}
