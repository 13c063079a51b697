import type { ListItem } from '../../text/blocks.ts'
import { compareIds, normaliseId } from '../prd/task-id.ts'
import { outlineOf } from './outline.ts'
import type { PlanText } from './plan-text.ts'
import { type Refused, type Restructured, refuse } from './planned.ts'

/** One more line of a summary, behind that of the task with the next lower number. */
export interface ListTaskEdit {
  readonly edit: 'list-task'
  /** `4.0`. */
  readonly id: string
  readonly title: string
  readonly done: boolean
}

const ID = /^[*_~[]{0,3}(?:task[ \t]+|tarefa[ \t]+)?(\d{1,4}(?:\.\d{1,4})?)(?![\w.])/i

export function planListTask(text: PlanText, edit: ListTaskEdit): Restructured | Refused | undefined {
  const { document } = text
  const listed = text.leaves.flatMap((block, index) => {
    const id = block.kind === 'item' && block.box ? idOf(block) : undefined
    return block.kind === 'item' && id !== undefined ? [{ block, index, id }] : []
  })
  if (listed.some(({ id }) => id === edit.id)) return undefined
  const before = listed.filter(({ id }) => compareIds(id, edit.id) < 0)
  const place = before.reduce(
    (best, one) => (best && compareIds(best.id, one.id) >= 0 ? best : one),
    before[0],
  )
  if (!place?.block.box) return refuse('the summary has no list of tasks', 'add the task by hand')
  if (/[\r\n]/.test(edit.title)) return refuse('the title has several lines', 'add the task by hand')
  const { block } = place
  const last = text.leaves.findIndex(
    (leaf, at) => at > place.index && !(leaf.kind === 'item' && leaf.depth > block.depth),
  )
  const end = text.leaves[(last === -1 ? text.leaves.length : last) - 1]?.end ?? block.end
  const feed = document.text.indexOf('\n', Math.max(end - 1, block.start))
  const lineEnd = feed === -1 ? document.text.length : feed
  const offset = document.text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd
  const lineStart = document.text.lastIndexOf('\n', block.start) + 1
  const lead = document.text.slice(lineStart, block.box?.offset)
  const state = edit.done ? text.tick : ' '
  const feedText = document.text.includes('\r\n') ? '\r\n' : '\n'
  const words = `${edit.id} ${edit.title.trim()}`
  return {
    changes: [{ start: offset, end: offset, text: `${feedText}${lead}${state}] ${words}` }],
    expected: withItem(text, { block, offset, state, words }),
  }
}

function idOf({ lines }: ListItem): string | undefined {
  const written = ID.exec(lines[0]?.text ?? '')?.[1]
  return written === undefined ? undefined : normaliseId(written)
}

interface Added {
  readonly block: ListItem
  readonly offset: number
  readonly state: string
  readonly words: string
}

function withItem(text: PlanText, { block, offset, state, words }: Added): Restructured['expected'] {
  const old = outlineOf(text)
  const at = old.findIndex(({ start }) => start > offset)
  const index = at === -1 ? old.length : at
  const added = [
    { shape: `item ${block.marker} ${block.indent} ${block.depth}`, text: '' },
    { shape: 'box', text: state },
    { shape: 'item line 0', text: words },
  ]
  return [...old.slice(0, index), ...added, ...old.slice(index)]
}
