import { normaliseId } from './task-id.ts'

export type FileName =
  | { readonly kind: 'task'; readonly id: string }
  /** A review or report of a task, named like it. */
  | { readonly kind: 'neighbour'; readonly id: string }

const NUMBERED = /^(\d{1,4}(?:[._]\d{1,3})?)[._-]task(?:[._-](.+))?$/i
const NAMED = /^_?task[_-](\d{1,4}(?:\.\d{1,3})?)(?:([._-])(.+))?$/i
const SLUGGED = /^(\d{1,4}\.\d{1,3})[_-](.+)$/

/**
 * Reads a file name: `4_task.md`, `4.0_task.md`, `04.task.md`, `task_04.md`, `task-4.0-slug.md`,
 * `4.0_slug.md`. A name that goes on behind `_task` is a neighbour; words inside a slug mean nothing.
 */
export function readFileName(name: string): FileName | undefined {
  if (!/\.md$/i.test(name)) return undefined
  const stem = name.slice(0, -3)
  const numbered = NUMBERED.exec(stem)
  if (numbered) return make(numbered[1]?.replace('_', '.'), numbered[2] !== undefined)
  const named = NAMED.exec(stem)
  if (named) return make(named[1], named[2] === '_' && !/\./.test(named[1] ?? ''))
  return make(SLUGGED.exec(stem)?.[1], false)
}

function make(number: string | undefined, isNeighbour: boolean): FileName | undefined {
  const id = number === undefined ? undefined : normaliseId(number)
  return id === undefined ? undefined : { kind: isNeighbour ? 'neighbour' : 'task', id }
}
