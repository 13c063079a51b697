import { diffIndices } from 'node-diff3'

/**
 * A line that a side added and that the result does not hold as often as both the side and the result owe,
 * or undefined. Counts each line as often as it was added: a multiset, not a set.
 */
export function findLostLine(
  base: readonly string[],
  side: readonly string[],
  result: readonly string[],
): string | undefined {
  const held = new Map<string, number>()
  for (const line of result) held.set(line, (held.get(line) ?? 0) + 1)
  for (const { buffer2 } of diffIndices([...base], [...side])) {
    for (const line of side.slice(buffer2[0], buffer2[0] + buffer2[1])) {
      const left = (held.get(line) ?? 0) - 1
      if (left < 0) return line
      held.set(line, left)
    }
  }
  return undefined
}
