/** Every question `lint` asks beyond what readers and builders report: the only registration. */
import { Diagnostics } from '../diagnostics/index.ts'
import { inspectSchedule } from '../schedule/index.ts'
import { contractWithoutTest, endpointWithoutTask } from './endpoint-rules.ts'
import { entityWithoutModel } from './entity-without-model.ts'
import type { Findings } from './findings.ts'
import { parallelConflict } from './parallel-conflict.ts'
import { parallelSameFile } from './parallel-same-file.ts'
import type { Rule, Subject } from './rule.ts'
import { STATEMENT_RULES } from './statement-rules.ts'
import { storyWithoutTest } from './story-without-test.ts'
import { taskWithoutPath } from './task-without-path.ts'
import { fixtureAfterTest, testAfterImplementation } from './test-order.ts'

export { Findings, type Fix } from './findings.ts'
export { fixesOf } from './fixes.ts'
export { type PlanGate, passGate } from './gate.ts'
export type { Rule, Subject } from './rule.ts'
export { createSubject } from './subject.ts'

const scheduleFindings: Rule = {
  check({ schedule }, findings) {
    const found = new Diagnostics()
    inspectSchedule(schedule, found)
    for (const each of found.all) {
      const isGate = each.code === 'schedule/parallel-with-dependency'
      findings.decide(isGate ? 'Parallel tasks truly independent' : undefined)
      findings.add(each)
    }
  },
}

const RULES: readonly Rule[] = [
  scheduleFindings,
  parallelSameFile,
  parallelConflict,
  contractWithoutTest,
  entityWithoutModel,
  endpointWithoutTask,
  storyWithoutTest,
  testAfterImplementation,
  fixtureAfterTest,
  taskWithoutPath,
  ...STATEMENT_RULES,
]

export function runChecks(subject: Subject, findings: Findings): void {
  for (const rule of RULES) {
    findings.decide(rule.gate)
    rule.check(subject, findings)
  }
  findings.decide(undefined)
}
