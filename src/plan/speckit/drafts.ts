/** Tasks and phases while a task list is read: what was found, and where. */
import type { Block, Heading, TextSpan } from '../../text/blocks.ts'
import type { PhaseHeading } from './phases.ts'

export interface PhaseDraft extends PhaseHeading {
  readonly heading: Heading
}

/** What a section is for, where it holds no tasks. */
export type Zone = 'dependencies' | 'parallel' | 'strategy' | 'format'

export interface TaskDraft {
  readonly id: string
  readonly sound: boolean
  /** Where the id starts and the line or heading ends. */
  readonly start: number
  readonly end: number
  /** The lines of the task behind id and labels. */
  readonly lines: readonly TextSpan[]
  /** `x`, ` `, `-`, `~`; undefined where there is no box. */
  readonly state?: string | undefined
  readonly parallel: boolean
  readonly stories: readonly string[]
  readonly labels: readonly string[]
  readonly isHeading: boolean
  readonly phase?: PhaseDraft | undefined
  /** What belongs to it: deeper items, indented paragraphs; everything below a heading. */
  readonly body: Block[]
}

/** A block with what it stands under. */
export interface Entry {
  readonly block: Block
  readonly zone?: Zone | undefined
  readonly phase?: PhaseDraft | undefined
  /** The task it is, or belongs to. */
  readonly task?: TaskDraft | undefined
}
