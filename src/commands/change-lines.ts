import type { Change, ChangeSet } from '../merge/index.ts'
import { counted } from './counted.ts'
import type { OutcomeChange } from './outcome.ts'

const SIGNS = { create: '+', update: '~', delete: '-', keep: '=', conflict: '!' } as const
const ORDER = ['conflict', 'delete', 'update', 'keep', 'create'] as const
/** Created files shown before the rest is only counted. */
const CREATED = 15

const REASONS = { edited: 'kept yours', deleted: 'deleted by you', once: 'written once, kept yours' } as const

function noteOf(change: Change): string | undefined {
  if (change.conflict) {
    const detail = change.conflict.detail === undefined ? '' : ` (${change.conflict.detail})`
    return `conflict${detail}, yours kept`
  }
  if (change.kind === 'keep' && change.reason) return REASONS[change.reason]
  return change.kind === 'update' && change.content === undefined ? 'mode only' : undefined
}

/** The changes a person or a program is told of: what is written, in conflict, or kept because of the user. */
export function reportedChanges(
  { changes }: Pick<ChangeSet, 'changes'>,
  categories: ReadonlyMap<string, string>,
): readonly OutcomeChange[] {
  return changes.flatMap((change): readonly OutcomeChange[] => {
    const { kind, path, owners, reason } = change
    if (kind === 'adopt' || kind === 'forget' || (kind === 'keep' && reason === undefined)) return []
    return [{ kind, path, tasks: owners, category: categories.get(path), note: noteOf(change) }]
  })
}

function line({ kind, path, note }: OutcomeChange, width: number): string {
  return `  ${SIGNS[kind]} ${note === undefined ? path : `${path.padEnd(width)}   ${note}`}`
}

/** One line a change, what needs a person first; created files at the end and, unless `all`, not every one. */
export function changeLines(changes: readonly OutcomeChange[], all: boolean): readonly string[] {
  const width = Math.min(
    60,
    Math.max(0, ...changes.filter(({ note }) => note).map(({ path }) => path.length)),
  )
  return ORDER.flatMap((kind) => {
    const own = changes.filter((change) => change.kind === kind)
    const shown = all || kind === 'conflict' || own.length <= CREATED + 1 ? own : own.slice(0, CREATED)
    const rest = own.length - shown.length
    const lines = shown.map((change) => line(change, width))
    return rest === 0 ? lines : [...lines, `  ${SIGNS[kind]} … ${rest} more: --all`]
  })
}

/** `4 files: 1 created, 1 updated, 1 kept, 1 with conflicts`. */
export function totalLine(changes: readonly OutcomeChange[]): string {
  const count = (kind: OutcomeChange['kind']) => changes.filter((change) => change.kind === kind).length
  const parts = [
    [count('create'), 'created'],
    [count('update'), 'updated'],
    [count('delete'), 'deleted'],
    [count('keep'), 'kept'],
    [count('conflict'), 'with conflicts'],
  ] as const
  const said = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`)
  return `${counted(changes.length, 'file')}: ${said.join(', ')}`
}
