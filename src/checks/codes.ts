import { defineCodes } from '../diagnostics/index.ts'

/** Findings of the rules that only `lint` asks. */
export const CHECK_CODES = defineCodes({
  'plan/parallel-same-file': {
    severity: 'error',
    about: 'plan',
    title: 'two `[P]` tasks name one file',
    explanation:
      '`[P]` says that a task may be worked on beside its neighbours. Two that write one file will meet in it. Only tasks that can run at the same time are compared: where one waits for the other there is no conflict.',
  },
  'plan/parallel-conflict': {
    severity: 'error',
    about: 'plan',
    title: 'two parallel tasks write one file',
    explanation:
      'Two tasks that may be worked on at the same time would both write one file: one of them names it, or it is generated for it. Take `[P]` (or `parallelizable: true`) from the later one, or make it wait for the other.',
  },
  'plan/contract-without-test': {
    severity: 'error',
    about: 'plan',
    title: 'no task tests what a contract promises',
    explanation:
      'The Validation Checklist of the task template asks that all contracts have corresponding tests. A test task covers an endpoint when it names its route, its operation or its resource, or the contract as a whole. In a plan that says that tests are not requested this is information.',
  },
  'plan/entity-without-model': {
    severity: 'error',
    about: 'plan',
    title: 'no task makes the model of an entity',
    explanation:
      'The Validation Checklist of the task template asks that all entities have model tasks. A task for models, schemas, tables or types covers an entity that it names, and all of them where it names none.',
  },
  'plan/endpoint-without-task': {
    severity: 'error',
    about: 'plan',
    title: 'no task implements an endpoint',
    explanation:
      'A contract describes an endpoint, and no task besides those for tests and documents names its route, its operation or its resource.',
  },
  'plan/story-without-test': {
    severity: 'warning',
    about: 'plan',
    title: 'a user story has no test task',
    explanation:
      'Each story should have an integration test. A test task belongs to a story by its label, by the phase it stands in, or by naming the story. In a plan that says that tests are not requested this is information.',
  },
  'plan/test-after-implementation': {
    severity: 'error',
    about: 'plan',
    title: 'a test comes after what it tests',
    explanation:
      'The plan says that tests are written first. This one stands behind the task that implements the same endpoint, and that task does not wait for it. Move it up, or state the dependency.',
  },
  'plan/fixture-after-test': {
    severity: 'warning',
    about: 'plan',
    title: 'fixtures come after the tests that use them',
    explanation:
      'Tests of a folder use the fixtures of its `conftest.py`. The task that writes the fixtures stands behind tests of the same phase, so they would be written without. Move it before them, and let it be without `[P]`.',
  },
  'plan/task-without-path': {
    severity: 'warning',
    about: 'plan',
    title: 'a task names no file',
    explanation:
      'The Validation Checklist of the task template asks that each task specifies an exact file path. Where the words of a task and its neighbours tell the file, it is named in the finding and will be used. What is only run or looked at needs none.',
  },
  'plan/needs-clarification': {
    severity: 'warning',
    about: 'plan',
    title: 'a question of the plan is marked NEEDS CLARIFICATION',
    explanation:
      'A document beside the tasks says NEEDS CLARIFICATION, or asks a question without an answer. Tasks that rest on it are guesses.',
  },
  'plan/requirement-without-task': {
    severity: 'warning',
    about: 'plan',
    title: 'no task names a requirement',
    explanation:
      'The tasks of this plan name the requirements they cover by their ids, and none of them names this one. Plans whose tasks name fewer than two of three of their requirements do not trace them, and are not asked.',
  },
  'plan/criterion-without-task': {
    severity: 'warning',
    about: 'plan',
    title: 'no task names a success criterion',
    explanation:
      'The tasks of this plan name the success criteria they serve by their ids, and none of them names this one. Plans whose tasks name fewer than two of three are not asked.',
  },
  'plan/foreign-path': {
    severity: 'info',
    about: 'plan',
    title: 'a path of another stack',
    explanation:
      'Services are written in Python. Files of other languages are known to the list of tasks and to the order, and nothing is written there. Each language is told once a plan, at its first path.',
  },
  'plan/path-outside-tree': {
    severity: 'info',
    about: 'plan',
    title: 'a path outside of the tree that the plan draws',
    explanation:
      '`plan.md` or the tech spec draws the folders of the project, and a task names a path whose first folder is not among them. The path of the task counts. Each folder is told once a plan, at its first path.',
  },
  'schedule/hint-without-edge': {
    severity: 'info',
    about: 'plan',
    title: 'a task needs something and names no task that brings it',
    explanation:
      'The words of `<dependencies>` are hints: what a task waits for is what `blocked_by` names. Here the hint speaks of protos, shared libraries or other services, and nothing is named.',
  },
  'plan/summary-disagrees': {
    severity: 'warning',
    about: 'plan',
    title: 'the summary and a task file differ',
    explanation:
      'The summary ticks a task that its file says is open, or the other way round; or the two give it titles without a word in common. The file is used.',
  },
  'plan/criterion-disagrees': {
    severity: 'warning',
    about: 'plan',
    title: 'two criteria ask one service for different coverage',
    explanation:
      'Two criteria of a service give a percentage of coverage for the whole of it, and the two differ. The first one is what the tests are held to. A criterion that names a part, such as the domain layer, is another matter.',
  },
})
