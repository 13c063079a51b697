import type { Location } from '../diagnostics/index.ts'

/** Plan order: by document, then by place. Paths compare with numbers as numbers: `2_task.md` before `10_task.md`. */
export function byOrigin(a: { readonly origin: Location }, b: { readonly origin: Location }): number {
  return compareLocations(a.origin, b.origin)
}

export function compareLocations(a: Location, b: Location): number {
  return comparePaths(a.path, b.path) || a.start.line - b.start.line || a.start.column - b.start.column
}

export function comparePaths(a: string, b: string): number {
  if (a === b) return 0
  const left = partsOf(a)
  const right = partsOf(b)
  for (const [index, part] of left.entries()) {
    const other = right[index]
    if (other === undefined) return 1
    if (part === other) continue
    const difference = Number(part) - Number(other)
    if (difference !== 0 && !Number.isNaN(difference)) return difference
    return part < other ? -1 : 1
  }
  return left.length - right.length
}

function partsOf(path: string): readonly string[] {
  return path.match(/\d+|\D+/g) ?? []
}
