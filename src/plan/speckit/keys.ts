import type { TaskDraft } from './drafts.ts'

/** What tells each task apart in its feature: the id, `ph1f3.T001` by a label, or `T001~2`. */
export function keysOf(drafts: readonly TaskDraft[]): readonly string[] {
  const uses = countBy(drafts.map(({ id }) => id))
  if (uses.size === drafts.length) return drafts.map(({ id }) => id)
  const labelled = countBy(drafts.map(withLabel))
  const names = createNames()
  return drafts.map((draft) => {
    const label = withLabel(draft)
    const byLabel = (uses.get(draft.id) ?? 0) > 1 && label !== draft.id && labelled.get(label) === 1
    return names(byLabel ? label : draft.id)
  })
}

const withLabel = ({ id, labels }: TaskDraft): string => (labels[0] === undefined ? id : `${labels[0]}.${id}`)

function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

/** Gives out each name once, with a count where it is asked for again. */
export function createNames(): (wanted: string) => string {
  const taken = new Set<string>()
  const counts = new Map<string, number>()
  return (wanted) => {
    let name = wanted
    let count = counts.get(wanted) ?? 1
    while (taken.has(name)) {
      count += 1
      name = `${wanted}~${count}`
    }
    counts.set(wanted, count)
    taken.add(name)
    return name
  }
}
