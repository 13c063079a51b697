/** Repairs of the line of a task: a label that goes, a path that comes. */
import type { Location } from '../../diagnostics/index.ts'
import type { TextSpan } from '../../text/blocks.ts'
import { markStart } from './done-mark.ts'
import { indexAt, type PlanText } from './plan-text.ts'
import { refuse, type Step } from './planned.ts'

export interface DropParallelEdit {
  readonly edit: 'drop-parallel'
  /** Of the task, or of its `[P]`. */
  readonly at: Location
}

export interface AppendPathEdit {
  readonly edit: 'append-path'
  readonly at: Location
  /** Relative to the workspace root. */
  readonly path: string
}

const LABEL = '[P]'
const isBlank = (char: string): boolean => char === ' ' || char === '\t'

/** Takes `[P]` away with one blank beside it, if that leaves no two words joined. */
export function planDropParallel(text: PlanText, { at }: DropParallelEdit): Step {
  const line = lineOfTask(text, at, 'first')
  const index = line?.text.indexOf(LABEL) ?? -1
  if (!line || index === -1) return refuse('the task has no `[P]`', 'name the line of a parallel task')
  let [from, to] = [index, index + LABEL.length]
  if (to === line.text.length && from > 0 && isBlank(line.text.charAt(from - 1))) from -= 1
  else if (isBlank(line.text.charAt(to)) && (from === 0 || isBlank(line.text.charAt(from - 1)))) to += 1
  return {
    changes: [{ start: line.start + from, end: line.start + to, text: '' }],
    intends: { start: line.start, become: withoutLabel },
    on: line.start,
  }
}

/** Said by words and not by offsets, so that it agrees with the change only where that is right. */
function withoutLabel(text: string): string {
  const [before = '', ...rest] = text.split(LABEL)
  const behind = rest.join(LABEL)
  const isApart = behind === '' || before === '' || /[ \t]$/.test(before)
  return (isApart ? before + behind.replace(/^[ \t]/, '') : before + behind).trim()
}

const SAFE_PATH = /^(?:[\w.@+-]+\/)*[\w.@+-]+\/?$/

/** ` in <path>` behind the last line of the task, in front of a done mark. */
export function planAppendPath(text: PlanText, { at, path }: AppendPathEdit): Step {
  const isSafe = path.length <= 300 && SAFE_PATH.test(path) && !path.split('/').includes('..')
  if (!isSafe) return refuse('the path is not one a task can name', 'write it relative, without blanks')
  const line = lineOfTask(text, at, 'last')
  if (!line) return refuse('there is no task', 'name the line of a task')
  const offset = line.start + markStart(line.text)
  return {
    changes: [{ start: offset, end: offset, text: ` in ${path}` }],
    intends: {
      start: line.start,
      become: (known) => `${known.slice(0, markStart(known))} in ${path}${known.slice(markStart(known))}`,
    },
    on: offset,
  }
}

function lineOfTask(text: PlanText, at: Location, which: 'first' | 'last'): TextSpan | undefined {
  const block = text.leaves[indexAt(text, at)]
  if (block?.kind === 'heading')
    return { text: block.text, start: block.textStart, end: block.textStart + block.text.length }
  if (block?.kind !== 'item') return undefined
  return which === 'first' ? block.lines[0] : block.lines.at(-1)
}
