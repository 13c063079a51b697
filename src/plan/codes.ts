import { defineCodes } from '../diagnostics/index.ts'

/** Severities are those of `lint`; while a plan is read for another command, `read-plan.ts` lowers most errors. */
export const PLAN_CODES = defineCodes({
  'plan/not-found': {
    severity: 'error',
    title: 'there is no plan where one was looked for',
    explanation:
      'Plans are looked for in `tasks/<slug>/`, `tasks/prd-<slug>/`, `.compozy/tasks/<slug>/` and `specs/<nnn>-<slug>/`, from the current folder upward to the workspace root. `taskplan list --verbose` prints every place tried.',
  },
  'plan/ambiguous-location': {
    severity: 'error',
    title: 'several plans match',
    explanation: 'Two feature folders answer to the same name. Name one of them by its path with `--plan`.',
  },
  'plan/family-not-generated': {
    severity: 'error',
    title: 'no service is written from plans of this family yet',
    explanation:
      'The folder holds a spec-kit plan. It is read and listed; services are only written from plans of the task-creator format so far.',
  },
  'plan/no-tasks': {
    severity: 'error',
    title: 'a plan without tasks',
    explanation:
      'A feature folder needs task files such as `auth/4_task.md`, or a summary with lines such as `- [ ] 4.0 Title`. A spec-kit feature needs a `tasks.md` with lines such as `- [ ] T001 Title`, or headings such as `### T001 Title`.',
  },
  'plan/missing-techspec': {
    severity: 'warning',
    about: 'plan',
    title: 'no technical specification beside the tasks',
    explanation:
      'Routes, messages and columns are taken from `_techspec.md`, `services/<service>/design.md` and `proto/`. Without them only what the task files themselves state can be written; nothing is invented.',
  },
  'plan/duplicate-task-id': {
    severity: 'error',
    about: 'plan',
    title: 'an id is used twice',
    explanation:
      'Tasks and subtasks are named by their ids. The first use of an id counts; the later one is left out. In a spec-kit list both are kept, and a label or a count tells them apart: `US1-Impl.T035`, `T035~2`.',
  },
  'plan/malformed-task-id': {
    severity: 'warning',
    about: 'plan',
    title: 'a text is not a task id',
    explanation:
      'Ids of the task-creator format are numbers: `4`, `4.0`, `4.2`, with a service in front where needed (`auth/4.2`). What cannot be read as an id is left out. In spec-kit they are `T001`; a task with a damaged one is read and listed under what is written.',
  },
  'plan/number-as-id': {
    severity: 'warning',
    about: 'plan',
    title: 'an unquoted id is a number in YAML',
    explanation:
      'YAML reads the unquoted `1.10` as the number 1.1. It was read as written here; other tools will name another task.',
  },
  'plan/unknown-status': {
    severity: 'warning',
    about: 'plan',
    title: 'an unknown status',
    explanation:
      'A task is `pending`, `in_progress`, `completed` or `excluded`. Anything else is read as `pending`.',
  },
  'plan/unknown-value': {
    severity: 'warning',
    about: 'plan',
    title: 'an unknown word where a choice is asked for',
    explanation:
      '`communication_type` knows `grpc`, `rest` and `kafka`, `database` knows `service_specific` and `shared`. Other words are left out.',
  },
  'plan/status-disagrees': {
    severity: 'warning',
    about: 'plan',
    title: 'status and boxes disagree',
    explanation:
      'A completed task has open boxes, or a pending one has none left. The status that is written counts, not the boxes.',
  },
  'plan/service-disagrees': {
    severity: 'warning',
    about: 'plan',
    title: 'two places name different services',
    explanation:
      'The service of a task is taken from its front matter, then from `<service>`, then from its folder.',
  },
  'plan/unfilled-placeholder': {
    severity: 'warning',
    about: 'plan',
    title: 'text of the template was left as it is',
    explanation:
      'The whole list of alternatives, or a word in brackets, still stands where a choice was asked for. It counts as not given.',
  },
  'plan/foreign-subtask-id': {
    severity: 'warning',
    about: 'plan',
    title: 'a subtask carries the number of another task',
    explanation:
      'The subtasks of `4_task.md` are 4.1, 4.2 and so on. A box with another number is read as a line of a checklist.',
  },
  'plan/missing-task-file': {
    severity: 'warning',
    about: 'plan',
    title: 'the summary lists a task that has no file',
    explanation:
      'A task that stands only in the summary belongs to the whole plan: it is shared, or done by hand.',
  },
  'plan/unlisted-task-file': {
    severity: 'warning',
    about: 'plan',
    title: 'a task file is missing in the summary',
    explanation: 'The task is read all the same: task files win over the summary.',
  },
  'plan/twin-task-files': {
    severity: 'warning',
    about: 'plan',
    title: 'two files hold the same task',
    explanation: 'Two file names in one folder stand for the same number. The first one, by name, is read.',
  },
  'plan/skipped-neighbour': {
    severity: 'info',
    about: 'plan',
    title: 'a file beside the tasks is no task',
    explanation:
      'The name goes on behind `_task`, such as `9_task_review.md`: reports and reviews are kept beside tasks and are not read.',
  },
  'plan/skipped-link': {
    severity: 'warning',
    about: 'plan',
    title: 'a link is not followed',
    explanation:
      'Plans are read without following links, so that nothing outside the feature folder is read.',
  },
  'plan/absolute-path': {
    severity: 'warning',
    about: 'plan',
    title: 'an absolute path',
    explanation: 'Paths in a plan are relative to the workspace root. An absolute one is left out.',
  },
  'plan/impossible-edit': {
    severity: 'error',
    title: 'an edit has no place in the plan',
    explanation:
      'A plan is edited where it stands: a box is ticked, a status word replaced, an id quoted. The place named holds nothing of the kind, or something only a person can decide about, such as `[-]`. Nothing was changed.',
  },
  'plan/unsafe-edit': {
    severity: 'error',
    title: 'an edit would change more than it is meant to',
    explanation:
      'After an edit the document is read again: it must say what it said before but for the one thing that was to change, and no other line may differ. Here that was not so, and nothing was changed.',
  },
})
