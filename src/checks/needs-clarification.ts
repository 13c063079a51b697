import { diagnostic } from '../diagnostics/index.ts'
import type { Question } from '../plan/plan.ts'
import { shown } from '../system/names.ts'
import { CHECK_CODES } from './codes.ts'
import type { Rule } from './rule.ts'

export const needsClarification: Rule = {
  check({ plans }, findings) {
    for (const { beside } of plans)
      for (const question of beside?.questions ?? [])
        if (question.answer === undefined) findings.add(open(question))
  },
}

function open({ text, origin }: Question) {
  return diagnostic(CHECK_CODES, 'plan/needs-clarification', {
    message: `\`${shown(text)}\` is marked NEEDS CLARIFICATION`,
    location: origin,
    hint: 'write the answer in the place of the mark',
  })
}
