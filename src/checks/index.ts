/** Every question `lint` asks beyond what readers and builders report: the only registration. */
import type { Diagnostics } from '../diagnostics/index.ts'
import { inspectSchedule } from '../schedule/index.ts'
import { parallelSameFile } from './parallel-same-file.ts'
import type { Rule, Subject } from './rule.ts'

export type { Rule, Subject } from './rule.ts'

const scheduleFindings: Rule = {
  check({ schedule }, diagnostics) {
    inspectSchedule(schedule, diagnostics)
  },
}

const RULES: readonly Rule[] = [scheduleFindings, parallelSameFile]

export function runChecks(subject: Subject, diagnostics: Diagnostics): void {
  for (const rule of RULES) rule.check(subject, diagnostics)
}
