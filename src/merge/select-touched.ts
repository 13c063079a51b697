import type { FileTree } from '../render/tree.ts'

export interface Touch {
  readonly theirs: FileTree
  /** Rendered for the tasks of before; undefined where there were none. */
  readonly earlier: FileTree | undefined
  /** Keys of the tasks that are asked for now. */
  readonly tasks: ReadonlySet<string>
}

/** Which paths tasks change: their own files, what those need, and shared files that change because of them. */
export function selectTouched(touch: Touch): (path: string) => boolean {
  const services = servicesOf(touch)
  return (path) => isTouched(path, touch, services)
}

/** Services of the tasks. */
function servicesOf({ theirs, tasks }: Touch): ReadonlySet<string> {
  const owned = [...theirs.values()].filter(({ owners }) => owners.some((owner) => tasks.has(owner)))
  return new Set(owned.map(({ service }) => service))
}

function isTouched(path: string, { theirs, earlier, tasks }: Touch, services: ReadonlySet<string>): boolean {
  if (earlier === undefined) return true
  const [now, then] = [theirs.get(path), earlier.get(path)]
  if (now === undefined || then === undefined) return now !== then
  // What every task of the service needs has no owner of its own: a kept conflict is offered again.
  if (now.owners.length === 0 && services.has(now.service)) return true
  if (now.owners.some((owner) => tasks.has(owner))) return true
  return now.mode !== then.mode || Buffer.compare(now.content, then.content) !== 0
}
