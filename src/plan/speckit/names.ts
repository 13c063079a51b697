/** What the names in a dependency statement stand for: ids, ranges, `Phase 3+`, `US1`, `all user stories`. */
import { firstIndex } from '../../text/first-index.ts'
import { addTo } from '../../text/multimap.ts'
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
  /** Words of the titles of all phases, in their order. */
  readonly titles: readonly (readonly string[])[]
  /** Whether there is time for so many steps more: names without end are no plan. */
  spend(steps: number): boolean
}

const NUMBER = /^(.*?)(\d{1,7})([a-z]?)$/
/** Phases and ends that all statements of a plan may be compared with. */
const STEPS = 20_000_000
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
    if (match) addTo(byPrefix, match[1] ?? '', { number: Number(match[2]), end })
    for (const label of labels) addTo(groups, label.toLowerCase(), end)
    return end
  })
  for (const numbered of byPrefix.values()) numbered.sort((a, b) => a.number - b.number)
  let left = MOST
  let steps = STEPS
  return {
    titles: phases.map(({ title }) => longWords(title)),
    spend: (count) => {
      steps -= count
      return steps > 0
    },
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
      const lowest = Number(from?.[2])
      const start = firstIndex(numbered.length, (index) => !((numbered[index]?.number ?? 0) < lowest))
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

/** Words that tell a phase, in lower case. */
export function longWords(text: string): readonly string[] {
  return (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map(stem)
}

/** `foundation` and `foundational` are one word. */
const stem = (word: string): string => (word.startsWith('foundation') ? 'foundation' : word)

function storiesOf(tasks: readonly Task[]): readonly string[] {
  return [...new Set(tasks.flatMap(({ story }) => story?.split(',') ?? []))]
}
