import { defineCodes } from '../../diagnostics/index.ts'

export const SPECKIT_CODES = defineCodes({
  'plan/missing-plan': {
    severity: 'error',
    about: 'plan',
    title: 'a feature without `plan.md`',
    explanation:
      'The language, the dependencies, the storage and the folders of a spec-kit feature stand in `plan.md` beside `tasks.md`. Without it the tasks are read, and nothing is known of what they build on.',
  },
  'plan/struck-out-task': {
    severity: 'warning',
    about: 'plan',
    title: 'a struck-out task is ticked as done',
    explanation:
      'A task in `~~…~~`, or marked REMOVED, DEFERRED or SKIPPED, was given up; its ticked box says that it was done. It counts as excluded. `[-]` says so to every reader.',
  },
  'plan/id-gap': {
    severity: 'info',
    about: 'plan',
    title: 'the ids of a task list jump',
    explanation:
      'Between two tasks that follow each other ids are left out. Nothing is wrong with that; a task may have been lost.',
  },
  'plan/id-order': {
    severity: 'info',
    about: 'plan',
    title: 'the ids of a task list descend',
    explanation:
      'A task has a lower number than the one before it. The order of the file counts, not the ids.',
  },
  'plan/wrong-total': {
    severity: 'info',
    about: 'plan',
    title: 'the number of tasks that is stated is not the number of tasks',
    explanation:
      'The text tells how many tasks there are, and there are more or fewer. Either the number is old, or a task is not written as one.',
  },
})
