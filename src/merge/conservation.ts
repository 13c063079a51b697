import { diffLines } from './diff-lines.ts'

/**
 * A line that a side added and that the result holds less often than it was added, or undefined: lines are counted,
 * because one that was added twice must be there twice.
 */
export function findLostLine(
  base: readonly string[],
  side: readonly string[],
  result: readonly string[],
): string | undefined {
  const held = new Map<string, number>()
  for (const line of result) held.set(line, (held.get(line) ?? 0) + 1)
  for (const { from, to } of diffLines(base, side)) {
    for (const line of side.slice(from, to)) {
      const left = (held.get(line) ?? 0) - 1
      if (left < 0) return line
      held.set(line, left)
    }
  }
  return undefined
}
