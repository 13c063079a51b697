import { diagnostic, type Location } from '../diagnostics/index.ts'
import { shown } from '../system/names.ts'
import { CHECK_CODES } from './codes.ts'
import type { Rule } from './rule.ts'

/** Criteria of one service that ask for different coverage of the whole; one of a part says which. */
export const criterionDisagrees: Rule = {
  check({ system }, findings) {
    for (const { name, criteria } of system.services) {
      const [first, ...others] = criteria.flatMap(({ text, origin }): Coverage[] => {
        const percent = coverageIn(text)
        return percent === undefined ? [] : [{ percent, origin }]
      })
      for (const other of others)
        if (first && other.percent !== first.percent) findings.add(disagrees(name, first, other))
    }
  },
}

const AMOUNT = '(?:at least |minimum(?: of)? |min\\. ?|[≥>]=? ?)?(\\d{1,3}) ?%\\+?'
const WHOLE = '(?:(?:test|code|line|overall|minimum|total) ){0,3}coverage'
const BEFORE = new RegExp(`^${AMOUNT} ${WHOLE}(?: (?:achieved|reached|met))?$`, 'i')
const BEHIND = new RegExp(
  `^${WHOLE}(?: target)?(?: is| of| reaches|:)? ?${AMOUNT}(?: or (?:more|higher|above))?$`,
  'i',
)

function coverageIn(text: string): number | undefined {
  const plain = text.slice(0, 120).replace(/[*_`]/g, '').replace(/\.$/, '').trim()
  const match = BEFORE.exec(plain) ?? BEHIND.exec(plain)
  return match ? Number(match[1]) : undefined
}

interface Coverage {
  readonly percent: number
  readonly origin: Location
}

function disagrees(service: string, first: Coverage, other: Coverage) {
  return diagnostic(CHECK_CODES, 'plan/criterion-disagrees', {
    message: `\`${shown(service)}\` is asked for ${other.percent} % coverage here, for ${first.percent} % elsewhere`,
    location: other.origin,
    notes: [{ message: `${first.percent} %, which is used`, location: first.origin }],
    hint: 'ask for one number, or say which part the other is about',
  })
}
