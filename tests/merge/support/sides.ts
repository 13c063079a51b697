/** Short spellings of base, ours and theirs. */
import { Diagnostics } from '../../../src/diagnostics/index.ts'
import {
  type BaseEntry,
  type ChangeSet,
  digest,
  mergeTrees,
  type OursEntry,
} from '../../../src/merge/index.ts'
import type { FileEntry } from '../../../src/render/tree.ts'

export const PATH = 'auth/a.py'

const COMMON = { service: 'auth', owners: ['shop:auth/1'], chain: ['core:a.ejs'], strategy: 'lines' } as const

export function base(text: string, rest: Partial<BaseEntry> = {}): BaseEntry {
  const content = Buffer.from(text)
  return { ...COMMON, sha256: digest(content), mode: 0o644, content, ...rest }
}

export function ours(text: string, mode = 0o644): OursEntry {
  return { kind: 'file', content: Buffer.from(text), mode }
}

export function theirs(text: string, rest: Partial<FileEntry> = {}): FileEntry {
  return { ...COMMON, content: Buffer.from(text), mode: 0o644, ...rest }
}

export interface Sides {
  readonly base?: BaseEntry | undefined
  readonly ours?: OursEntry | undefined
  readonly theirs?: FileEntry | undefined
}

export interface Merged {
  readonly changeSet: ChangeSet
  readonly codes: readonly string[]
}

/** Merges one path. */
export function mergeOne(sides: Sides, path = PATH): Merged {
  const diagnostics = new Diagnostics()
  const changeSet = mergeTrees(
    {
      base: new Map(sides.base ? [[path, sides.base]] : []),
      ours: (asked) => (asked === path ? sides.ours : undefined),
      theirs: new Map(sides.theirs ? [[path, sides.theirs]] : []),
    },
    diagnostics,
  )
  return { changeSet, codes: diagnostics.all.map(({ code }) => code) }
}

/** What stands at the path once the change is applied, and what the state says of it: the input of the next run. */
export function applied({ changeSet }: Merged, before: Sides, path = PATH): Sides {
  const change = changeSet.changes[0]
  const record = changeSet.nextState.get(path)
  const content =
    record?.sha256 === undefined ? undefined : (changeSet.blobs.get(record.sha256) ?? before.base?.content)
  const base = record && { ...record, content }
  if (change?.kind === 'delete') return { base, theirs: before.theirs }
  if (change?.kind !== 'create' && change?.kind !== 'update') return { ...before, base }
  const bytes = change.content ?? before.ours?.content
  return { base, theirs: before.theirs, ours: { kind: 'file', content: bytes, mode: change.mode ?? 0o644 } }
}
