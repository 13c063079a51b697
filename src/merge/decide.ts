/** The decision table: what happens to one path. Rows have the numbers of the table in the tests. */
import type { FileEntry } from '../render/tree.ts'
import type { BaseEntry, ChangeKind, ConflictKind, KeepReason, OursEntry } from './change-set.ts'
import { mergeText } from './merge-text.ts'
import { sameText } from './text-lines.ts'

/** With their hashes, which are computed once. */
export type Rendered = FileEntry & { readonly sha256: string }
export type Standing = OursEntry & { readonly sha256: string | undefined }

export interface PathSides {
  readonly base: BaseEntry | undefined
  readonly ours: Standing | undefined
  readonly theirs: Rendered | undefined
}

export interface Decision {
  readonly kind: ChangeKind
  readonly row: number
  readonly content?: Uint8Array | undefined
  /** Permission bits after the change. */
  readonly mode?: number | undefined
  readonly reason?: KeepReason | undefined
  readonly conflict?: { readonly kind: ConflictKind; readonly detail?: string | undefined } | undefined
  /** The generated text differs from the last one and is not written: said once. */
  readonly isPassedOver?: boolean | undefined
  /** Text of a line that a merge lost: a defect. */
  readonly lostLine?: string | undefined
}

interface OurFile {
  readonly content: Uint8Array
  /** Permission bits. */
  readonly mode: number
  readonly sha256: string | undefined
}

interface FileSides {
  readonly base: BaseEntry
  readonly ours: OurFile
  readonly theirs: Rendered
}

export function decide({ base, ours, theirs }: PathSides): Decision {
  if (ours !== undefined && ours.content === undefined) {
    return theirs || base?.sha256 !== undefined
      ? conflict(18, 'type', ours.kind)
      : { kind: 'forget', row: 13 }
  }
  const file = ours?.content && { content: ours.content, mode: ours.mode, sha256: ours.sha256 }
  if (base?.sha256 === undefined) return decideNew(file, theirs)
  if (!theirs) return decideGone(base, file)
  if (!file) return decideMissing(base, theirs)
  return withMode(decideBoth({ base, ours: file, theirs }), { base, ours: file, theirs })
}

function decideNew(ours: OurFile | undefined, theirs: Rendered | undefined): Decision {
  if (!theirs) return { kind: 'forget', row: 13 }
  if (!ours) return { kind: 'create', row: 1, content: theirs.content, mode: theirs.mode }
  if (sameText(ours.content, theirs.content)) return { kind: 'adopt', row: 2 }
  return conflict(3, 'add-add')
}

function decideGone(base: BaseEntry, ours: OurFile | undefined): Decision {
  if (!ours) return { kind: 'forget', row: 13 }
  if (base.content === undefined) return conflict(12, 'base-lost')
  if (sameText(ours.content, base.content)) return { kind: 'delete', row: 11 }
  if (base.strategy === 'once') return { kind: 'forget', row: 12, reason: 'once', isPassedOver: true }
  return conflict(12, 'modify-delete')
}

function decideMissing(base: BaseEntry, theirs: Rendered): Decision {
  const isOutdated = theirs.sha256 !== base.sha256
  return { kind: 'keep', row: isOutdated ? 10 : 9, reason: 'deleted', isPassedOver: isOutdated }
}

function decideBoth({ base, ours, theirs }: FileSides): Decision {
  const isEdited = ours.sha256 !== base.sha256
  if (theirs.sha256 === base.sha256) {
    return isEdited ? { kind: 'keep', row: 6, reason: 'edited' } : { kind: 'keep', row: 4 }
  }
  if (sameText(ours.content, theirs.content)) return { kind: 'keep', row: 7 }
  if (base.strategy === 'once')
    return { kind: 'keep', row: isEdited ? 8 : 5, reason: 'once', isPassedOver: true }
  if (base.content === undefined) return conflict(8, 'base-lost')
  if (!isEdited) return { kind: 'update', row: 5, content: theirs.content }
  return decideMerge(base.content, { base, ours, theirs })
}

function decideMerge(baseContent: Uint8Array, { ours, theirs }: FileSides): Decision {
  const row = sameText(ours.content, baseContent) ? 5 : 8
  if (row === 8 && theirs.strategy !== 'lines')
    return conflict(8, 'unmergeable', `strategy \`${theirs.strategy}\``)
  const merge = mergeText(baseContent, ours.content, theirs.content)
  if (merge.kind === 'line-lost') return { ...conflict(8, 'content'), lostLine: merge.line }
  if (merge.kind !== 'merged') return conflict(row, merge.kind, merge.detail)
  if (Buffer.compare(merge.content, ours.content) === 0) return { kind: 'keep', row, reason: 'edited' }
  return { kind: 'update', row, content: merge.content }
}

function conflict(row: number, kind: ConflictKind, detail?: string): Decision {
  return { kind: 'conflict', row, conflict: { kind, detail } }
}

/** Row 19: the executable bit is merged on its own; the other bits stay as the user has them. */
function withMode(decision: Decision, { base, ours, theirs }: FileSides): Decision {
  if (decision.kind === 'conflict') return decision
  const isOurs = isExecutable(ours.mode)
  const isWanted = isOurs === isExecutable(base.mode) ? isExecutable(theirs.mode) : isOurs
  const mode =
    isWanted === isOurs ? ours.mode : isWanted ? ours.mode | ((ours.mode & 0o444) >> 2) : ours.mode & ~0o111
  if (decision.kind === 'update') return { ...decision, mode }
  return isWanted === isOurs ? decision : { kind: 'update', row: 19, mode }
}

function isExecutable(mode: number): boolean {
  return (mode & 0o100) !== 0
}
