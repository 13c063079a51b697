/** What a plan says of how often and how much callers may send. */
import type { Statement } from './statements.ts'
import type { Limits, Quota } from './system.ts'

const SECONDS: Readonly<Record<string, number>> = { sec: 1, min: 60, hou: 3600, day: 86_400 }
const WHO = '(?:client|user|caller|ip|key|tenant)s?'
const QUOTA = new RegExp(
  String.raw`(?<!\d|\d[.,_])(?<requests>\d{1,3}(?:[,_]\d{3}){1,2}|\d{1,7}) ?(?<unit>requests?|reqs?|calls?|r)? ?` +
    String.raw`(?:(?:per|\/|for each) ?${WHO} )?(?:per|\/|an?|each|every) ?(?:${WHO} )?` +
    String.raw`(?<span>seconds?|sec|s|minutes?|min|hours?|day)\b`,
  'g',
)
/** Words that a number without a unit of its own has to stand beside, in the same clause. */
const NAMED_BEFORE = /(?:rate.?limit|throttl)[^.,;\d]{0,40}$/
const NAMED_BEHIND = /^[^.,;\d]{0,20}(?:rate.?limit|throttl)/

const SIZE = /(?<![\d.])(\d{1,6}(?:\.\d{1,3})?) ?(k|m)i?b\b/
const BYTES: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2 }

/** The first of each kind among tasks, requirements and criteria. */
export function findLimits(statements: readonly Statement[]): Limits {
  const said = statements.filter(({ kind }) => kind !== 'prose').map(({ folded }) => folded.text)
  return { quota: first(said, quotaIn), bodyBytes: first(said, bytesIn) }
}

function first<T>(said: readonly string[], read: (text: string) => T | undefined): T | undefined {
  for (const text of said) {
    const value = read(text)
    if (value !== undefined) return value
  }
  return undefined
}

/** Of a sentence about rate limits: `100 requests per minute`. */
function quotaIn(text: string): Quota | undefined {
  if (!/rate.?limit|throttl/.test(text)) return undefined
  for (const { 0: found, index, groups } of text.matchAll(QUOTA)) {
    const requests = Number(groups?.requests?.replaceAll(/[,_]/g, ''))
    const span = groups?.span === 's' ? 'sec' : (groups?.span?.slice(0, 3) ?? '')
    const seconds = SECONDS[span]
    const end = index + found.length
    const isMeant =
      groups?.unit !== undefined ||
      NAMED_BEFORE.test(text.slice(Math.max(0, index - 60), index)) ||
      NAMED_BEHIND.test(text.slice(end, end + 60))
    if (isMeant && seconds !== undefined && requests > 0) return { requests, seconds }
  }
  return undefined
}

/** Of a sentence about the size of bodies: `at most 2 MB`. */
function bytesIn(text: string): number | undefined {
  const found = /body|payload|request size/.test(text) ? SIZE.exec(text) : null
  const bytes = Math.round(Number(found?.[1]) * (BYTES[found?.[2] ?? ''] ?? 0))
  return bytes > 0 ? bytes : undefined
}
