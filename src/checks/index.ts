/** Every question `lint` asks beyond what readers and builders report: the only registration. */
import { inspectSchedule } from '../schedule/index.ts'
import type { Findings } from './findings.ts'
import { parallelSameFile } from './parallel-same-file.ts'
import type { Rule, Subject } from './rule.ts'

export { Findings } from './findings.ts'
export type { Rule, Subject } from './rule.ts'

const scheduleFindings: Rule = {
  check({ schedule }, findings) {
    inspectSchedule(schedule, findings)
  },
}

const RULES: readonly Rule[] = [scheduleFindings, parallelSameFile]

export function runChecks(subject: Subject, findings: Findings): void {
  for (const rule of RULES) rule.check(subject, findings)
}
