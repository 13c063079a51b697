import type { Change } from '../../text/changes.ts'
import type { OutlineEntry } from './outline.ts'

/** What one edit is going to do, told twice: as characters, and as what a reader will then read. */
export interface Planned {
  readonly changes: readonly Change[]
  /** The entry of the outline that becomes another, by its offset, and its text then. */
  readonly intends: { readonly start: number; readonly become: (text: string) => string }
  /** An offset on the one line that may differ. */
  readonly on: number
  /** Whether one line each is added behind that line. */
  readonly adds?: number | undefined
}

/** What one edit that adds or removes lines is going to do, and what a reader will then read: shapes and texts, in order. */
export interface Restructured {
  readonly changes: readonly Change[]
  readonly expected: readonly Told[]
}

export type Told = Pick<OutlineEntry, 'shape' | 'text'>

export interface Refused {
  readonly message: string
  readonly hint: string
}

/** `undefined`: it is so already, or the document has no place for it. */
export type Step = Planned | Refused | undefined

export const refuse = (message: string, hint: string): Refused => ({ message, hint })
