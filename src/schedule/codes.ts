import { defineCodes } from '../diagnostics/index.ts'

/** Severities are those of `lint`; `graph` shows all but circles as warnings. */
export const SCHEDULE_CODES = defineCodes({
  'schedule/unknown-dependency': {
    severity: 'error',
    about: 'plan',
    title: 'a task waits for one that does not exist',
    explanation:
      'The id names no task of the feature, so nothing waits for it. `"1.0"` is looked for in the same service, then in `shared`, then in the whole feature; `auth/1.0` names the service. In the prose of a dependency section the same is a warning.',
  },
  'schedule/ambiguous-dependency': {
    severity: 'error',
    about: 'plan',
    title: 'an id names more than one task',
    explanation:
      'The id is used by several tasks, and none of them is nearer than the others: of the same service, or of `shared`. Nothing waits until the service or the group is named, as in `auth/1.0`.',
  },
  'schedule/dependency-cycle': {
    severity: 'error',
    about: 'plan',
    title: 'tasks wait for each other in a circle',
    explanation:
      'None of these tasks can be the first. The notes name each step and the line it is written on. The step with the weakest source is the one to doubt: a dependency section is weaker than `unblocks`, and that is weaker than `blocked_by`. Waves are computed as if it were not there.',
  },
  'schedule/order-contradicted': {
    severity: 'info',
    about: 'plan',
    title: 'what is said about an order goes against the list',
    explanation:
      'Tasks and phases come one after the other unless something else is said. Here a statement lets a task wait for one that stands behind it. The statement is used, and the place of the task counts for nothing there.',
  },
  'schedule/unblocks-mismatch': {
    severity: 'warning',
    about: 'plan',
    title: 'a task unblocks another that does not wait for it',
    explanation:
      '`<unblocks>` of one task and `blocked_by` of the other must be inverse. Where the other says what it is blocked by, that is used; where it says nothing, `<unblocks>` is.',
  },
  'schedule/parallel-with-dependency': {
    severity: 'warning',
    about: 'plan',
    title: 'a `[P]` task waits for another `[P]` task of its phase',
    explanation:
      '`[P]` says that a task may run beside the other `[P]` tasks of its phase, a dependency says that it may not. The dependency is used. Groups that come one after the other may be `[P]` each in itself.',
  },
  'schedule/done-before-dependency': {
    severity: 'warning',
    about: 'plan',
    title: 'a task is done, and what it waits for is not',
    explanation:
      'Either the box was ticked too early, or the other task was done and not ticked, or the dependency is no longer true. Orders that only follow from the place of a task are not reported.',
  },
  'schedule/depends-on-excluded': {
    severity: 'warning',
    about: 'plan',
    title: 'a task waits for one that is excluded',
    explanation:
      'A task that is excluded, deferred or struck out will never be done. The schedule goes on as if the dependency were not there; whether that is true only its author knows.',
  },
})
