import type { Schedule } from './schedule.ts'

/** Edges that all searches of one schedule may follow: a plan of contradictions would cost the square of its size. */
const BUDGET = 2_000_000

/** Whether a way leads from one vertex to another. Without budget left the answer is no. */
export function createSearch({
  ways: { edges, out },
  analysis: { wave },
}: Schedule): (from: number, to: number) => boolean {
  let left = BUDGET
  return (from, to) => {
    const seen = new Set([from])
    for (const vertex of seen)
      for (const position of out(vertex)) {
        const next = edges[position]?.to ?? to
        if (next === to) return true
        left -= 1
        if (left < 0) return false
        if ((wave[next] ?? 0) < (wave[to] ?? 0)) seen.add(next)
      }
    return false
  }
}
