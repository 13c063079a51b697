import { reportContradictions } from '../system/merge-facts.ts'
import type { Rule } from './rule.ts'

/** Contracts of one feature that contradict each other. For plans that services are built of, the builder says it. */
export const contractMismatch: Rule = {
  check({ plans }, findings) {
    for (const plan of plans) {
      if (plan.family === 'speckit') reportContradictions(plan.facts, findings)
    }
  },
}
