import { namedWrites } from '../schedule/index.ts'
import { featuresOf } from './features-of.ts'
import { createKinds } from './kinds-of.ts'
import { remember } from './remember.ts'
import type { Subject } from './rule.ts'
import { testPolicyOf } from './test-policy.ts'

type Given = Pick<Subject, 'plans' | 'system' | 'standing' | 'schedule' | 'generated'>

/** What was read, with what several rules want to know of it. */
export function createSubject(given: Given): Subject {
  const asked = { ...given, kindsOf: createKinds(), policyOf: remember(testPolicyOf) }
  return { ...asked, named: namedWrites(given.schedule.tasks), features: featuresOf(asked) }
}
