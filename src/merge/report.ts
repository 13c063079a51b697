/** Says what a person should know of one decision: conflicts and what was passed over. */
import { type Diagnostics, diagnostic, type Location } from '../diagnostics/index.ts'
import type { Change, ConflictKind } from './change-set.ts'
import { CODES } from './codes.ts'
import type { Decision } from './decide.ts'

const MESSAGES: Readonly<Record<ConflictKind, string>> = {
  'add-add': 'is yours and differs from the file that would be written',
  content: 'was changed by you and by the plan in the same place',
  'ambiguous-placement': 'has repeated blocks, and a merge could put a change into the wrong one',
  'modify-delete': 'holds edits of yours and is no longer generated',
  type: 'is not a file',
  'base-lost': 'differs from the generated file, and what was generated last time is lost',
  unmergeable: 'was changed by you and by the plan and is not merged line by line',
}

export function reportDecision(change: Change, decision: Decision, diagnostics: Diagnostics): void {
  const { path } = change
  const location = startOf(path)
  if (decision.lostLine !== undefined) {
    const message = `merging \`${path}\` lost the line \`${decision.lostLine}\``
    diagnostics.add(diagnostic(CODES, 'merge/line-lost', { message, location }))
  } else if (change.conflict) {
    reportConflict(change, change.conflict.kind, diagnostics)
  } else if (decision.isPassedOver) {
    const isOnce = decision.reason === 'once'
    const message = isOnce
      ? `\`${path}\` is written once and stays yours`
      : `\`${path}\`, deleted by you, changed upstream`
    diagnostics.add(
      diagnostic(CODES, isOnce ? 'merge/kept-once' : 'merge/deleted-by-you', { message, location }),
    )
  }
  if (change.closed) {
    diagnostics.add(
      diagnostic(CODES, 'merge/closed', { message: `the conflict in \`${path}\` is settled`, location }),
    )
  }
}

function reportConflict(change: Change, kind: ConflictKind, diagnostics: Diagnostics): void {
  const { path, conflict, owners, chain } = change
  const detail = conflict?.detail ? ` (${conflict.detail})` : ''
  const whose = [
    owners.length > 0 ? `of ${owners.join(', ')}` : '',
    chain.length > 0 ? `from ${chain.join(', ')}` : '',
  ]
  const note = whose.filter((part) => part !== '').join(' ')
  diagnostics.add(
    diagnostic(CODES, `merge/${kind}`, {
      message: `\`${path}\` ${MESSAGES[kind]}${detail}`,
      location: startOf(path),
      notes: note === '' ? undefined : [{ message: `generated ${note}` }],
      hint: hintOf(path, kind),
    }),
  )
}

function hintOf(path: string, kind: ConflictKind): string {
  if (kind === 'type') return `move \`${path}\` away, then run the command again`
  if (kind === 'modify-delete') return `delete \`${path}\` when you no longer need it`
  return `take what you want of \`.taskplan/conflicts/${path}.theirs\` over into \`${path}\`, then run the command again`
}

function startOf(path: string): Location {
  return { path, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }
}
