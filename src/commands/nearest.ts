/** Names longer than this are not measured: the cost is quadratic and the name comes from a stranger. */
const LONGEST = 80

/** Edits (insert, remove, replace, swap of neighbours) between two short texts. */
function distance(a: string, b: string): number {
  let before: readonly number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1]
      const replace = (last[column - 1] ?? 0) + (same ? 0 : 1)
      const least = Math.min(replace, (last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1)
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      next.push(swapped ? Math.min(least, (before[column - 2] ?? 0) + 1) : least)
    }
    before = last
    last = next
  }
  return last[b.length] ?? 0
}

/** Up to three names that a mistyped one may have meant, best first: near ones, and those it begins. */
export function nearest(name: string, names: Iterable<string>): readonly string[] {
  if (name === '' || name.length > LONGEST) return []
  const limit = Math.max(1, Math.floor(name.length / 3))
  const wanted = name.toLowerCase()
  return [...names]
    .filter((candidate) => candidate.length <= LONGEST)
    .map((candidate) => {
      const low = candidate.toLowerCase()
      return { candidate, far: low.startsWith(wanted) ? 0.5 : distance(wanted, low) }
    })
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

/** The hint `` write `a` or `b` ``, or a fallback where nothing is near. */
export function suggest(names: readonly string[], fallback: string): string {
  return names.length === 0 ? fallback : `write ${names.map((name) => `\`${name}\``).join(' or ')}`
}
