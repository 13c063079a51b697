/** What a merge reads and what it decides. Types only. */
import type { EntryKind } from '../ports.ts'

export type FileMode = 0o644 | 0o755

export const CONFLICT_KINDS = [
  'add-add',
  'content',
  'ambiguous-placement',
  'modify-delete',
  'type',
  'base-lost',
  'unmergeable',
] as const
export type ConflictKind = (typeof CONFLICT_KINDS)[number]

/** An open conflict as the state remembers it. */
export interface OpenConflict {
  readonly kind: ConflictKind
  /** sha256 of the rendered file; undefined where it is no longer rendered. */
  readonly theirs: string | undefined
}

/** What the state says of one path. */
export interface RecordedFile {
  readonly service: string
  /** sha256 of what was rendered last; undefined where nothing of ours was ever accepted there (add/add). */
  readonly sha256: string | undefined
  readonly mode: FileMode
  readonly owners: readonly string[]
  readonly chain: readonly string[]
  readonly strategy: string
  /** The user deleted the file, which is remembered. */
  readonly deleted?: boolean | undefined
  readonly conflict?: OpenConflict | undefined
}

/** What was rendered last time at one path. */
export interface BaseEntry extends RecordedFile {
  /** Undefined where the bytes are lost or do not match their hash. */
  readonly content: Uint8Array | undefined
}

export type Base = ReadonlyMap<string, BaseEntry>

/** What stands at a path in the working tree. */
export interface OursEntry {
  readonly kind: EntryKind
  /** Undefined where it is no file. */
  readonly content: Uint8Array | undefined
  /** Permission bits. */
  readonly mode: number
}

export type Ours = (path: string) => OursEntry | undefined

export type ChangeKind = 'create' | 'update' | 'delete' | 'keep' | 'adopt' | 'conflict' | 'forget'

export type KeepReason = 'edited' | 'deleted' | 'once'

export interface ConflictSides {
  readonly kind: ConflictKind
  readonly base: Uint8Array | undefined
  readonly ours: Uint8Array | undefined
  readonly theirs: Uint8Array | undefined
  /** For people: `line 12`, `binary`. */
  readonly detail?: string | undefined
}

export interface Change {
  readonly kind: ChangeKind
  /** Relative to the workspace root. */
  readonly path: string
  /** Row of the decision table, 1 to 19. */
  readonly row: number
  /** Why a file was kept. */
  readonly reason?: KeepReason | undefined
  /** New bytes of `create` and `update`; an update without content changes the mode only. */
  readonly content?: Uint8Array | undefined
  /** Permission bits after the change; of `create` and `update`. */
  readonly mode?: number | undefined
  /** sha256 of what stands there now; undefined where nothing does. */
  readonly before?: string | undefined
  /** Permission bits of what stands there now. */
  readonly modeBefore?: number | undefined
  readonly conflict?: ConflictSides | undefined
  /** A conflict of an earlier run that no longer exists. */
  readonly closed?: boolean | undefined
  readonly service: string
  readonly owners: readonly string[]
  readonly chain: readonly string[]
}

export interface ChangeCounts extends Readonly<Record<ChangeKind, number>> {
  /** Paths that would change and were not selected. */
  readonly left: number
}

export interface ChangeSet {
  /** Sorted by path. */
  readonly changes: readonly Change[]
  readonly counts: ChangeCounts
  /** What the state says of every path once the changes are applied. */
  readonly nextState: ReadonlyMap<string, RecordedFile>
  /** Bytes that the next state names, by sha256, as far as this run rendered them. */
  readonly blobs: ReadonlyMap<string, Uint8Array>
}
