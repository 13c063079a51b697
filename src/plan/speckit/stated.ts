/** What labelled lines below a task say of it: `Depends on: T001`, `**Status**: completed`, `**Parallelizable**: No`. */
import { isAscii, withoutAccents } from '../../text/accents.ts'
import { flattenBlocks, type TextSpan } from '../../text/blocks.ts'
import type { TaskReference, TaskStatus } from '../plan.ts'
import { readStatus } from '../prd/status.ts'
import type { TaskDraft } from './drafts.ts'
import { type Citing, ownReferences, referencesIn } from './references.ts'

export interface Stated {
  readonly status?: TaskStatus | undefined
  readonly parallel?: boolean | undefined
  readonly blockedBy: readonly TaskReference[]
}

const LABEL = /^[*_`]{0,3}([\p{L}][\p{L}\p{M} _-]{1,30}?)[*_`]{0,3}[ \t]?[:：][*_`]{0,3}[ \t]*/u
const DEPENDS =
  /^(?:depends(?: on)?|dependenc(?:y|ies)|requires|prerequisites?|blocked by|after|depende de|dependencias?|bloqueado por|의존성?|선행(?: 작업)?|依赖|前置任务|依存(?:関係)?|前提|зависит от|зависимости)$/
const PARALLEL = /^(?:parallelizable|parallel|can run in parallel|paralelizavel)$/

export function readStated(draft: TaskDraft, citing: Citing): Stated {
  let status: TaskStatus | undefined
  let parallel: boolean | undefined
  const blockedBy: TaskReference[] = draft.lines.flatMap((line) => ownReferences(line, citing))
  for (const block of flattenBlocks(draft.body)) {
    if (block.kind !== 'item' && block.kind !== 'paragraph') continue
    for (const line of block.lines) {
      const found = labelled(line)
      if (!found) continue
      const { label, value } = found
      if (DEPENDS.test(label)) blockedBy.push(...referencesIn(value, citing))
      else if (label === 'status' || label === 'state') status ??= statusOf(value.text)
      else if (PARALLEL.test(label)) parallel ??= yesOrNo(value.text)
    }
  }
  return { status, parallel, blockedBy: blockedBy.filter(({ id }) => id !== draft.id) }
}

function labelled({ text, start, end }: TextSpan): { label: string; value: TextSpan } | undefined {
  const match = LABEL.exec(text)
  if (!match?.[1]) return undefined
  const label = (isAscii(match[1]) ? match[1] : withoutAccents(match[1]).normalize('NFC')).toLowerCase()
  return {
    label: label.trim(),
    value: { text: text.slice(match[0].length), start: start + match[0].length, end },
  }
}

function statusOf(text: string): TaskStatus | undefined {
  return text.includes('✅') ? 'completed' : readStatus(text)
}

function yesOrNo(text: string): boolean | undefined {
  if (/^\W{0,4}(?:yes|true|sim|예|是|да|はい)/i.test(text)) return true
  return /^\W{0,4}(?:no|false|não|아니|否|нет|いいえ)/i.test(text) ? false : undefined
}
