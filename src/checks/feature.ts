/** The leaves of a feature with what they are about: what the rules of the template's checklist compare. */
import type { Endpoint, Entity } from '../plan/facts.ts'
import type { TaskKind } from '../system/task-kinds.ts'
import type { TestPolicy } from './test-policy.ts'

export interface Work {
  readonly title: string
  readonly kinds: readonly (TaskKind | undefined)[]
  readonly isTest: boolean
  readonly paths: readonly string[]
}

/** What is compared: a feature of spec-kit, a service of the prd family. */
export interface Feature {
  readonly endpoints: readonly Endpoint[]
  readonly entities: readonly Entity[]
  readonly works: readonly Work[]
  readonly policy: TestPolicy
  /** Subtasks name a kind of work and no thing: one of a kind covers all. */
  readonly isCoarse: boolean
}
