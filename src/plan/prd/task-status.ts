import { diagnostic } from '../../diagnostics/index.ts'
import { type Block, flattenBlocks, type TextSpan } from '../../text/blocks.ts'
import { TEXT_CODES } from '../../text/codes.ts'
import { locate } from '../../text/document.ts'
import { textOf, valueAt, type YamlMapping } from '../../text/yaml-node.ts'
import { PLAN_CODES } from '../codes.ts'
import type { TaskStatus } from '../plan.ts'
import { type Reading, shorten } from '../reading.ts'
import type { Boxes } from './boxes.ts'
import { isPlaceholder, readLabelled } from './statements.ts'
import { readStatus } from './status.ts'
import type { Title } from './task-body.ts'

export interface StatusSources {
  readonly meta: YamlMapping | undefined
  readonly blocks: readonly Block[]
  readonly boxes: Boxes
  readonly title: Title | undefined
}

/** Front matter, then a `## status:` heading, a `**Status**:` line, the box of the title, all subtasks ticked. */
export function readTaskStatus(
  sources: StatusSources,
  reading: Reading,
): { readonly status: TaskStatus; readonly isStated: boolean } {
  const { boxes, title } = sources
  const stated = findStatement(sources, reading)
  if (stated && !isPlaceholder(stated, reading)) {
    const status = readStatus(stated.text) ?? reportUnknown(stated, reading)
    compareBoxes(status, stated, boxes, reading)
    return { status, isStated: true }
  }
  if (title?.done) return { status: 'completed', isStated: true }
  const { subtasks } = boxes
  const done = subtasks.filter((subtask) => subtask.done).length
  if (done === 0) return { status: 'pending', isStated: false }
  return { status: done === subtasks.length ? 'completed' : 'in_progress', isStated: false }
}

function findStatement({ meta, blocks }: StatusSources, reading: Reading): TextSpan | undefined {
  const node = valueAt(meta, 'status')
  const text = textOf(node)
  if (node && text) return { text, start: node.start, end: node.end }
  for (const block of flattenBlocks(blocks)) {
    if (block.kind !== 'heading') continue
    const key = /^status[ \t]*:[ \t]*/i.exec(block.text)
    if (!key) continue
    const { document, diagnostics } = reading
    diagnostics.add(
      diagnostic(TEXT_CODES, 'text/misplaced-front-matter', {
        message: 'the status stands in a heading',
        location: locate(document, block.start, block.end),
        hint: meta
          ? 'move it to the front matter at line 1'
          : 'begin the file with `---`, this line without `##`, and `---`',
      }),
    )
    const start = block.textStart + key[0].length
    return { text: withoutComment(block.text.slice(key[0].length)), start, end: block.end }
  }
  return readLabelled(blocks.slice(0, 40), new Set(['status']))
}

const withoutComment = (text: string): string => text.split(' #', 1)[0] ?? ''

function reportUnknown(stated: TextSpan, { document, diagnostics }: Reading): TaskStatus {
  diagnostics.add(
    diagnostic(PLAN_CODES, 'plan/unknown-status', {
      message: `status \`${shorten(stated.text)}\` is unknown, read as \`pending\``,
      location: locate(document, stated.start, stated.end),
      hint: 'write `pending`, `in_progress`, `completed` or `excluded`',
    }),
  )
  return 'pending'
}

function compareBoxes(status: TaskStatus, stated: TextSpan, boxes: Boxes, reading: Reading): void {
  const allDone = boxes.subtasks.length > 0 && boxes.subtasks.every((subtask) => subtask.done)
  const message =
    status === 'completed' && boxes.open > 0
      ? `status \`completed\`, ${boxes.open} of ${boxes.total} boxes ${boxes.open === 1 ? 'is' : 'are'} open`
      : status === 'pending' && allDone
        ? `status \`pending\`, all ${boxes.subtasks.length} subtasks are ticked`
        : undefined
  if (message === undefined) return
  reading.diagnostics.add(
    diagnostic(PLAN_CODES, 'plan/status-disagrees', {
      message,
      location: locate(reading.document, stated.start, stated.end),
      hint:
        status === 'completed'
          ? 'tick the boxes, or change the status'
          : 'write `completed`, or untick what is left to do',
    }),
  )
}
