/** What the names in a dependency statement stand for: ids, ranges, `Phase 3+`, `US1`, `all user stories`. */
import type { DependencyEnd, Phase, Task } from '../plan.ts'

export interface Names {
  readonly phases: readonly Phase[]
  /** `US1` … in the order of the phases. */
  readonly stories: readonly string[]
  /** Stories by `P1`. */
  readonly byPriority: ReadonlyMap<string, readonly string[]>
  /** Every task, by key. */
  readonly all: readonly DependencyEnd[]
  task(id: string): DependencyEnd
  /** Tasks from one id to another, both included. */
  range(first: string, last: string): readonly DependencyEnd[]
  group(label: string): readonly DependencyEnd[]
}

const NUMBER = /^(.*?)(\d{1,5})([a-z]?)$/
/** Ends that all ranges of a plan may add up to: ranges that overlap many times are no plan. */
const MOST = 1_000_000

export function createNames(
  tasks: readonly Task[],
  phases: readonly Phase[],
  priorities: ReadonlyMap<string, readonly string[]>,
): Names {
  const keys = new Map<string, string>()
  const byPrefix = new Map<string, { number: number; end: DependencyEnd }[]>()
  const groups = new Map<string, DependencyEnd[]>()
  const all = tasks.map(({ id, key = id, labels }): DependencyEnd => {
    const end: DependencyEnd = { kind: 'task', id: key }
    keys.set(id, keys.has(id) ? id : key)
    const match = NUMBER.exec(id)
    if (match) add(byPrefix, match[1] ?? '', { number: Number(match[2]), end })
    for (const label of labels) add(groups, label.toLowerCase(), end)
    return end
  })
  for (const numbered of byPrefix.values()) numbered.sort((a, b) => a.number - b.number)
  let left = MOST
  return {
    phases,
    all,
    stories: [...new Set([...phases.flatMap(({ story }) => story ?? []), ...storiesOf(tasks)])],
    byPriority: priorities,
    task: (id) => ({ kind: 'task', id: keys.get(id) ?? id }),
    group: (label) => groups.get(label.toLowerCase()) ?? [],
    range(first, last) {
      const from = NUMBER.exec(first)
      const to = NUMBER.exec(last)
      const numbered = byPrefix.get(from?.[1] ?? '') ?? []
      const end = Number(to?.[2])
      const start = lowest(numbered, Number(from?.[2]))
      const found: DependencyEnd[] = []
      for (let at = start; at < numbered.length && (numbered[at]?.number ?? 0) <= end && left > 0; at += 1) {
        const one = numbered[at]
        if (one) found.push(one.end)
        left -= 1
      }
      return found
    },
  }
}

function storiesOf(tasks: readonly Task[]): readonly string[] {
  return [...new Set(tasks.flatMap(({ story }) => story?.split(',') ?? []))]
}

function add<T>(map: Map<string, T[]>, name: string, value: T): void {
  const known = map.get(name)
  if (known) known.push(value)
  else map.set(name, [value])
}

function lowest(numbered: readonly { readonly number: number }[], wanted: number): number {
  let low = 0
  let high = numbered.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbered[middle]?.number ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
