/** The contract a check is written against. */
import type { ProtoFile } from '../plan/facts.ts'
import type { Plan, Task } from '../plan/plan.ts'
import type { Schedule, Write } from '../schedule/index.ts'
import type { System } from '../system/system.ts'
import type { Kinded } from '../system/task-kinds.ts'
import type { Feature } from './feature.ts'
import type { Findings } from './findings.ts'
import type { GateLine } from './gate-lines.ts'
import type { TestPolicy } from './test-policy.ts'

/** Everything that was read, and what it comes to. */
export interface Subject {
  readonly plans: readonly Plan[]
  /** What the plans of the generated families mean together. */
  readonly system: System
  /** Protos at the root of the workspace. */
  readonly standing: readonly ProtoFile[]
  /** Of all plans. */
  readonly schedule: Schedule
  /** The files that tasks name. */
  readonly named: readonly Write[]
  /** The files that tasks would own, where the two differ. */
  readonly generated: readonly Write[]
  /** What kind of work each task is. */
  kindsOf(plan: Plan): (task: Task) => Kinded
  policyOf(plan: Plan): TestPolicy
  readonly features: readonly Feature[]
}

/** One question asked of the plans. Pure: it reads its subject and reports, in plan order. */
export interface Rule {
  /** Of the `[ ]` lines of the template's Validation Checklist the one it decides, as it stands there. */
  readonly gate?: GateLine | undefined
  check(subject: Subject, findings: Findings): void
}
