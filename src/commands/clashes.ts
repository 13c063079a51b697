/** Parallel tasks that write one file, told once for each file and first task. */
import type { Location } from '../diagnostics/index.ts'
import type { Overlap } from '../schedule/index.ts'

interface Clash {
  readonly file: string
  readonly names: string[]
  readonly places: string[]
}

/** `T012, T013, T014  app/routers/tasks.py  (tasks.md:61, 62, 63)`, in the order found. */
export function clashLines(
  overlaps: readonly Overlap[],
  placeText: (place: Location) => string,
): readonly string[] {
  const clashes = new Map<string, Clash>()
  for (const { first, second, file, places } of overlaps) {
    const [one, other] = places
    const key = `${first.index} ${file}`
    const found = clashes.get(key) ?? { file, names: [first.name], places: [placeText(one)] }
    found.names.push(second.name)
    found.places.push(one.path === other.path ? `${other.start.line}` : placeText(other))
    clashes.set(key, found)
  }
  return [...clashes.values()].map(
    ({ file, names, places }) => `${listed(names)}  ${file}  (${listed(places)})`,
  )
}

function listed(names: readonly string[]): string {
  return names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')
}
