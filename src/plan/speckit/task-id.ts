/** Ids of task lists: `T001`, `T001a`, `T055.1`, `T078-ENH`, `US0-T001`, `TASK-1`, `R001`, `1.1`. */

/** An id at the start of a text. */
export interface WrittenId {
  readonly id: string
  /** Offset behind the id, what it is wrapped in and the mark that follows. */
  readonly end: number
  /** False for what only looks like one: `T0*6`. */
  readonly sound: boolean
}

const WRAPPERS = '*`~_['
const CLOSERS = '*`~_]'
/** `T001`, `US0-T001`, `T055.1`, `T078-ENH`: wherever tasks are named. */
export const TASK_ID = String.raw`(?:US\d{1,3}-)?(?:T-?|TASK-)\d{1,7}[a-z]?(?:\.\d{1,3})?(?:-[A-Z]{2,8}\d{0,2})?`
/** The other end of a range: `T001-T005`, `T001-005`. */
export const LAST_ID = String.raw`(?:T-?)?\d{1,7}`
export const HIGHEST_ID = 'T9999999'

const TASK = new RegExp(String.raw`${TASK_ID}(?!\w|\*\w)`, 'y')
const OTHER = /[A-Z]{1,2}\d{3,4}[a-z]?(?!\w|\*\w)/y
const DOTTED = /\d{1,3}\.\d{1,3}(?:\.\d{1,3})?(?![\w.]|\*\w)/y
const DAMAGED = /T[\dOo]{0,4}[*_?][\dOo*_?]{0,4}\d[a-z]?(?!\w|\*\w)/y
const NAMED =
  /(?:task|tarefa|tarea|задача|任务|任務|タスク|작업|태스크)[ \t]{0,3}#?(\d{1,4}(?:\.\d{1,3})?)(?![\w.])/iy
/** What makes an id the start of a range or list: `T001-T005`, `T001, T002`. */
const GOES_ON = /[ \t]{0,2}(?:-|–|—|~|～|,|&|\+|\/|to|through|and)[ \t]{0,2}(?:T-?)?\d/y

/** What may follow an id: `T001: text`, `T001. text`. */
const MARK = /[ \t]{0,2}[:.)–—-](?=[ \t*~]|$)/y

/** The id that a text starts with, bold, in backticks or struck out. */
export function readId(text: string): WrittenId | undefined {
  const start = skip(text, 0, WRAPPERS)
  return endOf(text, start, TASK) ?? endOf(text, start, DAMAGED) ?? readOther(text, start)
}

/** As `readId`; a heading also names tasks by words: `Task 0.1: …`. */
export function readHeadingId(text: string): WrittenId | undefined {
  const start = skip(text, 0, WRAPPERS)
  const named = matchAt(NAMED, text, start)
  if (named?.[1] !== undefined) return behind(text, named[1], start + named[0].length, true)
  return endOf(text, start, TASK) ?? endOf(text, start, DAMAGED)
}

function readOther(text: string, start: number): WrittenId | undefined {
  return endOf(text, start, DOTTED) ?? endOf(text, start, OTHER)
}

function endOf(text: string, start: number, pattern: RegExp): WrittenId | undefined {
  const match = matchAt(pattern, text, start)
  return match ? behind(text, match[0], start + match[0].length, pattern !== DAMAGED) : undefined
}

function behind(text: string, id: string, end: number, sound: boolean): WrittenId | undefined {
  if (matchAt(GOES_ON, text, end)) return undefined
  let at = skip(text, end, CLOSERS)
  at += matchAt(MARK, text, at)?.[0].length ?? 0
  at = skip(text, at, '*_')
  const isApart = at >= text.length || ' \t\u00a0[:'.includes(text.charAt(at)) || at > end
  return isApart ? { id, end: at, sound } : undefined
}

function skip(text: string, from: number, marks: string): number {
  let at = from
  while (at < text.length && marks.includes(text.charAt(at))) at += 1
  return at
}

export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** The number a damaged id may stand for: `T0*6` is `T006`. */
export function repairId(id: string): string {
  const digits = [...id].filter((char) => char >= '0' && char <= '9').join('')
  return `T${String(Number(digits)).padStart(3, '0')}`
}
