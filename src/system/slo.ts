/** The load and latency that a plan demands. */
import type { Statement } from './statements.ts'
import type { Slo } from './system.ts'

const RATE = /(\d[\d,_ ]{0,9}) ?(?:rps|qps|tps|req(?:uest)?s?(?: ?\/ ?| per )s(?:ec(?:ond)?)?)\b/
const P99 =
  /(\d{1,6}(?:\.\d{1,3})?) ?(ms|s|sec|seconds|milliseconds)? ?(?:at )?\(?p ?99\b|\bp ?99\b[^.\d]{0,40}(\d{1,6}(?:\.\d{1,3})?) ?(ms|s|sec|seconds|milliseconds)\b/

/** The first number of each kind among tasks, requirements and criteria; undefined where there is none. */
export function findSlo(statements: readonly Statement[]): Slo | undefined {
  const said = statements.filter(({ kind }) => kind !== 'prose')
  const requestsPerSecond = first(said, rateOf)
  const p99 = first(said, latencyOf)
  return requestsPerSecond || p99 ? { requestsPerSecond, p99 } : undefined
}

function first(said: readonly Statement[], read: (text: string) => number | undefined) {
  for (const { folded, origin } of said) {
    const value = read(folded.text)
    if (value !== undefined) return { value, origin }
  }
  return undefined
}

function rateOf(text: string): number | undefined {
  const value = Number(RATE.exec(text)?.[1]?.replaceAll(/[, _]/g, ''))
  return value > 0 ? value : undefined
}

/** Milliseconds. */
function latencyOf(text: string): number | undefined {
  const found = P99.exec(text)
  const value = Number(found?.[1] ?? found?.[3])
  const unit = found?.[2] ?? found?.[4] ?? 'ms'
  return value > 0 ? (unit.startsWith('m') ? value : value * 1000) : undefined
}
